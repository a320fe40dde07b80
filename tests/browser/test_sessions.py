"""Several sessions on one server: nothing that one visitor does is in another visitor's page.

Visitors filter, select, bring articles, correct them, and make mistakes.
"""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from benchmarks.streamlit_session import Visitor
from dashboard.html.wording import TOPICS
from dashboard.view.view import View
from tests.conftest import showing

pytestmark = pytest.mark.long

VIEWS = [
    ({"w_topic": "advance"}, View(topic=("advance",))),
    ({"w_topic": "violence"}, View(topic=("violence",))),
    ({"w_topic": "border"}, View(topic=("border",))),
    ({"w_source": "DW"}, View(source=("dw",))),
    ({"w_source": "The Moscow Times"}, View(source=("moscow-times",))),
    ({"w_topic": "position"}, View(topic=("position",))),
    ({"w_q": "Goris"}, View(q="Goris")),
    ({"w_source": "DW", "w_topic": "advance"}, View(source=("dw",), topic=("advance",))),
]


def on_the_map(visitor):
    """Return the claims behind each place on a visitor's map, by the place's id."""
    marks = [
        f["properties"]
        for f in visitor.payload["geojson"]["features"]
        if "count" in f["properties"]
    ]
    return {mark["id"].partition("#")[0]: set(mark["claims"]) for mark in marks}


def expected(seeds, view):
    return {
        place: {c.id for s in group for c in s.claims}
        for place, group in showing(seeds, view).drawn_sightings.items()
    }


def choose(visitor, chosen):
    """Open the drawer, and set its filters by the words that the page shows for them."""
    visitor.set(Filters=True)
    given = {}
    for name, value in chosen.items():
        shown = TOPICS.get(value, value)
        lists = name in {"w_source", "w_topic"}
        given[name] = (
            [next(o for o in visitor.element(name).options if o.startswith(str(shown)))]
            if lists
            else value
        )
    visitor.set(**given)


def test_eight_at_once_each_get_their_own_map(app, seeds):
    maps = [expected(seeds, view) for _, view in VIEWS]
    whole = expected(seeds, View())
    assert all(one not in [*maps[:number], whole] for number, one in enumerate(maps))
    together = threading.Barrier(len(VIEWS))

    def visit(number):
        with Visitor(app) as visitor:
            visitor.go()
            together.wait(timeout=60)
            choose(visitor, VIEWS[number][0])
            filtered = on_the_map(visitor)
            together.wait(timeout=60)
            visitor.press("reset")
            return filtered, on_the_map(visitor)

    with ThreadPoolExecutor(len(VIEWS)) as people:
        assert list(people.map(visit, range(len(VIEWS)))) == [(one, whole) for one in maps]


def test_what_one_selects_and_filters_leaves_the_other_map_whole(app):
    with Visitor(app) as one, Visitor(app) as other:
        one.go()
        other.go()
        whole = other.payload
        assert one.payload == whole
        choose(one, {"w_topic": "advance"})
        mark = next(
            f["properties"]["id"]
            for f in one.payload["geojson"]["features"]
            if f["properties"].get("part") == "point"
        )
        one.click(mark)
        assert (
            one.payload["selected"]["place"] == mark and one.payload["geojson"] != whole["geojson"]
        )
        other.set()
        assert other.payload == whole
        with Visitor(app) as third:
            third.go()
            assert third.payload == whole
        # and neither does the other's choice reach the first
        before = one.payload
        choose(other, {"w_topic": "violence"})
        one.set()
        assert one.payload == before


def test_a_notice_about_an_address_is_only_for_who_opened_it(app):
    with Visitor(app) as one, Visitor(app) as other:
        one.go(query="topic=unheard")
        other.go()
        assert b"unheard" in one.page
        other.set()
        assert b"unheard" not in other.page


def test_a_broken_upload_is_reported_to_nobody_else(app, browser):
    with Visitor(app) as other:
        other.go("yours")
        page = browser.new_context().new_page()
        page.goto(f"{app}yours")
        page.locator("input[type=file][multiple]").set_input_files(
            [{"name": "broken.txt", "mimeType": "text/plain", "buffer": b"\x00\xff\xfe\x01" * 99}]
        )
        expect(page.get_by_text("1 file could not be used")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("broken.txt").first).to_be_visible()
        other.set()
        with Visitor(app) as third:
            third.go("yours")
            for visitor in (other, third):
                assert b"Your articles" in visitor.page
                assert (
                    b"broken.txt" not in visitor.page and b"could not be used" not in visitor.page
                )
        page.context.close()


def test_corrections_and_a_mistake_in_them_are_only_for_who_made_them(app, seeds):
    named = Counter(
        m.place_id
        for article in seeds.articles
        for m in article.places
        if m.role == "literal" and m.lat is not None
    )
    article, mention = next(
        (a, m)
        for a in seeds.articles
        for m in a.places
        if m.role == "literal" and named[m.place_id] == 1
    )
    place, facts = mention.place_id, f"{article.id}-"
    with Visitor(app) as one, Visitor(app) as other:
        other.go()
        whole = other.payload
        assert place in on_the_map(other)
        one.go("yours")
        one.set(Article=f"{article.publisher}: {article.title}")
        one.press(f"FormSubmitter:facts-{facts}0-Correct", **{f"fact-published-{facts}0": "no day"})
        assert b"is not a day" in one.page
        one.press(
            f"FormSubmitter:facts-{facts}0-Correct",
            **{f"fact-published-{facts}0": article.published, f"fact-title-{facts}0": "Retold"},
        )
        assert b"Retold" in one.page
        one.set(
            Name=next(
                o
                for o in one.element("Name").options
                if o.startswith(f"{mention.surface} → {mention.name} ")
            )
        )
        one.set(How=["It is no place"])
        one.press("It is no place")
        assert b"Corrections made" in one.page
        one.go()
        assert place not in on_the_map(one)
        other.set()
        assert other.payload == whole
        other.go("yours")
        assert article.title.encode() in other.page
        assert not any(
            words in other.page for words in (b"Retold", b"is not a day", b"Corrections made")
        )
