"""A saved web page: what its markup states, its article, and offsets into its text."""

from __future__ import annotations

import pytest

from loaders import read_article
from loaders.model.errors import ArticleError
from tests.loaders.reading import ARTICLE, ReadPage, read_page

TITLE = "Patrol crosses the border near Sev Lake"
PARAGRAPHS = "".join(f"<p>{paragraph}</p>\n" for paragraph in ARTICLE)


def html(head: str = "", body: str = PARAGRAPHS, before: str = "", after: str = "") -> str:
    article = f"<article><h1>{TITLE}</h1>\n{body}</article>"
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE}</title>{head}</head>"
        f"<body>{before}{article}{after}</body></html>"
    )


def read_html(
    head: str = "", body: str = PARAGRAPHS, before: str = "", after: str = ""
) -> ReadPage:
    return read_page(html(head, body, before, after), "page.html")


def test_the_title_is_the_heading_without_the_outlet_the_tab_adds():
    page = html().replace(
        f"<title>{TITLE}</title>", f"<title>{TITLE} | Upper Valley Courier</title>"
    )
    assert read_page(page, "page.html").json["title"] == TITLE


def test_a_page_is_known_by_its_first_bytes_whatever_its_name():
    assert read_page(html(), "page.txt").json["title"] == TITLE


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-05-13T18:40:00+04:00">',
        '<meta content="2021-05-13T18:40:00+04:00" property="article:published_time">',
        "<meta property='article:published_time' content='2021-05-13'>",
        '<meta itemprop="datePublished" content="2021-05-13">',
        '<meta name="pubdate" content="2021-05-13">',
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":'
            ' "2021-05-13T18:40:00Z"}</script>'
        ),
        (
            '<meta property="article:modified_time" content="2021-06-20"><meta'
            ' property="article:published_time" content="2021-05-13">'
        ),
    ],
)
def test_the_day_is_the_one_the_page_states_in_its_metadata(head):
    assert read_html(head).json["published"] == "2021-05-13"


@pytest.mark.parametrize(
    "line",
    [
        '<time datetime="2021-05-13T18:40">13 May 2021</time>',
        "<p>13 May 2021</p>",
        "<p>Published: 13.05.2021 18:40</p>",
        '<div class="date"><span>13</span> <span>May</span> <span>2021</span></div>',
    ],
)
def test_the_day_stands_in_a_line_under_the_title(line):
    assert read_html(body=line + PARAGRAPHS).json["published"] == "2021-05-13"


def test_the_day_of_publication_outranks_that_of_a_change():
    line = "<p>Published 13 May 2021</p><p>Updated 15 May 2021</p>"
    assert read_html(body=line + PARAGRAPHS).json["published"] == "2021-05-13"


def test_a_page_where_only_a_sidebar_has_a_day_has_none():
    side = (
        "<aside><h3>Latest news</h3><p>20 May 2021</p><p>Orchards flower late</p>"
        "<p>21 May 2021</p></aside>"
    )
    assert read_html(after=side).json["published"] is None


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://example.org/news/patrol-sev-lake">',
        '<meta property="og:url" content="https://example.org/news/patrol-sev-lake">',
    ],
)
def test_the_address_is_the_one_the_page_states(head):
    assert read_html(head).json["url"] == "https://example.org/news/patrol-sev-lake"


def test_a_copy_in_an_archive_has_the_address_of_the_original():
    own = "https://example.org/news/patrol-sev-lake"
    assert (
        read_html(
            f'<link rel="canonical" href="https://web.archive.org/web/20210601000000/{own}">'
        ).json["url"]
        == own
    )


def test_an_address_that_is_no_web_address_is_not_shown():
    assert read_html('<link rel="canonical" href="javascript:alert(1)">').json["url"] is None


def test_the_outlet_is_the_site_the_page_names():
    assert (
        read_html('<meta property="og:site_name" content="Upper Valley Courier">').json["publisher"]
        == "Upper Valley Courier"
    )


def test_the_outlet_of_a_known_address_goes_by_its_own_name():
    assert (
        read_html('<link rel="canonical" href="https://oc-media.org/patrol">').json["publisher"]
        == "OC Media"
    )


@pytest.mark.parametrize(
    ("part", "words", "reason"),
    [
        (
            "<nav><ul><li>Politics</li><li>Society and the wider world</li></ul></nav>",
            "Society and the wider world",
            "navigation",
        ),
        (
            "<header><p>The valley's news since 1991, every day</p></header>",
            "The valley's news since 1991",
            "navigation",
        ),
        (
            "<footer><p>Printed in the upper valley by its own hands</p></footer>",
            "by its own hands",
            "page header or footer",
        ),
        (
            "<aside><p>Orchards flower late in the valley this year</p></aside>",
            "Orchards flower late",
            "related link",
        ),
        ("<form><p>Write to us what you have seen</p></form>", "what you have seen", "navigation"),
        (
            '<div class="cookie"><p>We use cookies. Accept or manage them here.</p></div>',
            "We use cookies",
            "navigation",
        ),
    ],
)
def test_what_stands_beside_the_article_is_left_out_with_the_reason(part, words, reason):
    for read in (read_html(before=part), read_html(after=part)):
        assert words not in read.body and ARTICLE[3] in read.body
        assert read.reasons(words) == {reason}


@pytest.mark.parametrize(
    ("part", "words", "reason"),
    [
        (
            "<figure><figcaption>A tent below the pass, seen from Goris</figcaption></figure>",
            "A tent below the pass",
            "caption",
        ),
        (
            "<p>Read also: Orchards flower late in the valley</p>",
            "Orchards flower late",
            "related link",
        ),
        (
            "<p>Subscribe to our free newsletter, straight to your inbox.</p>",
            "straight to your inbox",
            "navigation",
        ),
        (
            "<aside><p>Orchards flower late in the valley</p></aside>",
            "Orchards flower late",
            "related link",
        ),
    ],
)
def test_what_stands_within_the_article_and_is_not_its_text_is_left_out_with_the_reason(
    part, words, reason
):
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in ARTICLE]
    read = read_html(body="\n".join([*paragraphs[:2], part, *paragraphs[2:]]))
    assert words not in read.body and ARTICLE[3] in read.body
    assert read.reasons(words) == {reason}


@pytest.mark.parametrize(
    "part",
    [
        "<script>var place = 'Kapan in a script';</script>",
        "<style>.kapan { color: red }</style>",
        "<noscript><p>Kapan in a script</p></noscript>",
        "<!-- Kapan in a comment -->",
        "<template><p>Kapan in a template</p></template>",
    ],
)
def test_what_no_reader_sees_is_not_read(part):
    assert read_html(body=PARAGRAPHS.replace("<p>Talks", part + "<p>Talks")).names("Kapan") == [
        "Kapan"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Sev Lake",
        "Sev <b>Lake</b>",
        "<a href='/sev'>Sev</a> Lake",
        "<i>S</i>ev&nbsp;Lake",
        "Sev&#32;L&#97;ke",
        "Sev&#x20;Lake",
        "Sev\n   Lake",
        "S&shy;ev La<wbr>ke",
        "Sev&zwnj; La&#8203;ke",
        "Sev <!-- here -->Lake",
        "<span class='Sev Lake'>Sev</span> <span>Lake</span>",
    ],
)
def test_a_name_is_found_however_the_markup_writes_it(written):
    body = PARAGRAPHS.replace("near Sev Lake", f"near {written}", 1)
    name = read_html(body=body).names("Sev Lake")[-1]
    assert " ".join(name.split()) == "Sev Lake"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places_are_cut_out_of_the_text_that_is_given(newline):
    read = read_page("\ufeff" + html().replace("\n", newline), "page.html")
    place = next(place for place in read.json["places"] if place["name"] == "Goris")
    assert read.json["text"][place["start"] : place["end"]] == "Goris"


def test_the_text_is_what_a_reader_sees():
    page = html(before="<script>let hidden</script>", body="<p>One\n   <b>word</b> &amp; two.</p>")
    assert read_page(page, "page.html").json["text"] == f"{TITLE}\n\nOne word & two.\n\n"


def test_paragraphs_parted_by_line_breaks_alone_are_paragraphs():
    body = "<div>" + "<br><br>".join(ARTICLE) + "</div>"
    assert len(read_html(body=body).json["body_spans"]) == len(ARTICLE)


def test_letters_written_as_entities_are_letters():
    read = read_html(body=PARAGRAPHS.replace("Kapan", "Kapa&#110;"))
    assert read.names("Kapan") == ["Kapan"]


def test_items_of_a_list_in_the_text_have_their_marks():
    read = read_html(
        body=f"{PARAGRAPHS}<p>They said:</p><ul><li><p>The post is theirs.</p></li></ul>"
    )
    assert "\n\n• The post is theirs.\n\n" in read.json["text"]


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("<html></html>", "no paragraph"),
        ("<html><body><script>1</script></body></html>", "no paragraph"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no paragraph"),
        ("<!doctype html><html><body><p>a\0b</p></body></html>", "NUL"),
        ("<html><body>" + PARAGRAPHS * 20 + "\0</body></html>", "NUL"),
    ],
)
def test_a_page_without_an_article_is_refused_in_words_that_say_what_to_do(page, word):
    with pytest.raises(ArticleError) as refused:
        read_article("page.html", page.encode())
    assert word in refused.value.problem and refused.value.fix


def test_a_page_cut_short_is_read_as_far_as_it_goes():
    page = html()
    read = read_page(page[: page.index("</article>")], "page.html")
    assert ARTICLE[3] in read.body


def test_a_bracket_that_is_no_tag_is_text():
    read = read_html(
        body=PARAGRAPHS + "<p>The post lies at a height of < 3 km, "
        "said a shepherd who walks there every summer.</p>"
    )
    assert "every summer" in read.body


def test_a_live_blog_s_title_is_its_own_and_not_its_first_entry_s():
    entries = '{"@type": "BlogPosting", "headline": "Baku rejects the claims of its neighbour"}'
    blog = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": '
        f'"LiveBlogPosting", "headline": "{TITLE}", "liveBlogUpdate": [{entries}]}}</script>'
    )
    assert read_html(blog).json["title"] == TITLE


def test_a_short_form_for_sharing_is_not_the_title():
    head = '<meta property="og:title" content="Patrol crosses the border">'
    assert read_html(head).json["title"] == TITLE
