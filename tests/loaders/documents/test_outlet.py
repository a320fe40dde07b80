"""Who published a page: a name it gives of itself, never a credit, an agency or a rights line."""

from __future__ import annotations

import pytest

from loaders.documents.publisher.signs import outlet_of_host, outlet_of_name
from loaders.documents.publisher.tab_title import split_tab, stated_title
from loaders.lexicon.tables import publishers
from tests.loaders.documents.pages import TITLE, page
from tests.loaders.reading import ARTICLE, PROSE, read_page

MENU = "Home\nPolitics\nSociety\nSport\nWeather\nArts\nBooks\nMusic\nFilm\nTravel\nJobs\nShop"
CREDIT = "A tent below the pass. Photo: Lilit Hakobyan/Getty Images"


def publisher(*parts):
    return read_page(page(*parts)).json["publisher"]


@pytest.mark.parametrize(
    "foot",
    [
        "All rights reserved.",
        "© 2021 All rights reserved",
        "Copyright",
        "© 2021 Upper Valley Holdings plc",
        "© 2021 Valley Press Group and affiliated companies. All rights reserved.",
        "© 2021 The Associated Press. All rights reserved. It may not be published or rewritten.",
        "© AFP 2021",
        "Reuters",
        "Designed by Upper Web Studio",
    ],
)
def test_a_rights_line_a_company_or_an_agency_is_not_the_outlet(foot):
    assert publisher(MENU, TITLE, ARTICLE[0], CREDIT, *ARTICLE[1:], foot) == "unknown outlet"


def test_an_agencys_dispatch_on_a_sites_page_is_not_the_agencys_page():
    assert publisher(MENU, TITLE, f"YEREVAN, May 13 (Reuters) - {PROSE}") == "unknown outlet"


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("© 2021 Gulf News. All rights reserved.", "Gulf News"),
        ("© Telegraph Media Group Limited 2021", "The Telegraph"),
        ("About Kyiv Post\n\nAdvertise with Kyiv Post", "Kyiv Post"),
        ("Jobs at Dhaka Tribune\n\nSubscribe to Dhaka Tribune", "Dhaka Tribune"),
        ("Write to us: news@vientianepost.example\n\ndesk@bangkokpost.com\n\nbangkokpost.com", "x"),
        ("© 2021 The Upper Valley Gazette", "The Upper Valley Gazette"),
    ],
)
def test_the_outlet_is_what_the_page_calls_itself(foot, name):
    wanted = "Bangkok Post" if name == "x" else name
    assert publisher(MENU, TITLE, PROSE, foot) == wanted


def test_a_byline_names_the_site():
    assert publisher(MENU, TITLE, "By Anahit Sarafyan for dailymail.com", PROSE) == "Daily Mail"


def test_two_outlets_with_the_same_signs_are_none():
    foot = "© 2021 Kyiv Post. All rights reserved.\n\n© 2021 Gulf News. All rights reserved."
    assert publisher(MENU, TITLE, PROSE, foot) == "unknown outlet"


@pytest.mark.parametrize(
    ("head", "foot", "name"),
    [
        (
            "The Ember Valley\nHome\nSport",
            "© 2021 Ember Valley Media Ltd. All rights reserved.",
            "The Ember Valley",
        ),
        (
            "Larkspur\nEssays",
            "Larkspur is published by Larkspur Publishing Cooperative.",
            "Larkspur",
        ),
        (
            "Al-Nahda English\nHome",
            "Copyright 2021 Al-Nahda. All rights reserved",
            "Al-Nahda English",
        ),
        (
            "Ministry of Works of the Republic of Morla\nHome",
            "© 2003-2021 Ministry of Works of the Republic of Morla",
            "Ministry of Works of the Republic of Morla",
        ),
        (MENU, "© Selme.info 2012-2021. A link to Selme.info is required.", "Selme.info"),
        ("KTX 31\nHome", "KTX 31 © 2021. Copying only with a link.", "KTX 31"),
    ],
)
def test_a_name_in_two_places_of_the_page_is_the_outlet(head, foot, name):
    assert publisher(head, TITLE, PROSE, foot) == name


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Valley Sports\nValley Sports Home", ""),
        ("Deep Waters\nHome", "About Deep Waters"),
        (MENU, "How to bake with rye | Quiet Kitchen 6"),
        (MENU, "2021 Alder GT is a wagon with much room"),
        ("Elmo\nHome", "© 2021 Gawker Media\n\nGawker"),
        ("Home\nNews\nTalk\nMusic\nArts\nBlogs\nNPR", ""),
        (MENU, "© 2021 CBS Interactive. All rights reserved.\n\nAbout CBS Interactive"),
        (
            MENU,
            "© 2021 Cable News Network, Inc.\n\nCopyright 2021 Hazel Stations, Inc.",
        ),
    ],
)
def test_a_section_a_group_or_a_supplier_is_not_the_outlet(head, foot):
    assert publisher(head, TITLE, PROSE, foot) == "unknown outlet"


def test_a_section_that_bears_an_outlets_name_is_none():
    assert publisher(MENU + "\nScience\nTime\nMint", TITLE, PROSE, "Science\n\nTime") == (
        "unknown outlet"
    )


def test_a_host_names_its_outlet_whatever_stands_before_it():
    assert outlet_of_host("www.gulfnews.com").name == "Gulf News"
    assert outlet_of_host("faktencheck.afp.com").name == "AFP Faktencheck"
    assert outlet_of_host("notgulfnews.com") is None
    assert outlet_of_name("straits times").name == outlet_of_name("THE STRAITS TIMES").name


def test_no_host_has_two_outlets_and_no_two_have_one_slug():
    hosts = [host for outlet in publishers() for host in outlet.hosts]
    slugs = [outlet.slug for outlet in publishers()]
    assert len(hosts) == len(set(hosts)) and len(slugs) == len(set(slugs))


@pytest.mark.parametrize(
    ("tab", "title", "outlet"),
    [
        (f"{TITLE} | Gulf News", TITLE, "Gulf News"),
        (f"{TITLE} - Region News - The Upper Gazette", TITLE, "The Upper Gazette"),
        (f"{TITLE} - and a second part of it in lower case | Kyiv Post", None, "Kyiv Post"),
        (TITLE, TITLE, ""),
    ],
)
def test_a_tabs_title_ends_in_sections_and_the_outlet(tab, title, outlet):
    whole = f"{TITLE} - and a second part of it in lower case"
    assert split_tab(tab) == (title or whole, outlet)


def test_a_prints_title_is_its_largest_headline_that_the_tab_agrees_with():
    text = f"{TITLE} and more {PROSE}"
    large = ("Cookie notice of this great site", TITLE + " at last")
    assert stated_title((f"{TITLE} | Kyiv Post", *large), text) == (large[1], "Kyiv Post")
    assert stated_title(("Microsoft Word - template number seven",), text) == ("", "")
