"""A bad file gets a clear message and does not stop the others."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import read_article, read_paths
from loaders.__main__ import main
from loaders.model.errors import ArticleError
from tests.conftest import ROOT

GOOD = "Armenia said on 12 May 2021 that troops had crossed the border near Goris.\n"


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("binary.txt", b"GIF89a\x00\x01\x02\x00", "not text"),
        (
            "latin.txt",
            "Çà et là, l’armée avança.".encode("latin-1", "ignore") + b"\xe9\xe8",
            "UTF-8",
        ),
        ("links.txt", b"https://example.org/a\nhttps://example.org/b\n", "no paragraph"),
    ],
)
def test_a_file_that_is_no_article_is_named_with_its_problem_and_the_rest_is_read(
    tmp_path, name, data, word
):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert [a.file for a in corpus.articles] == ["good.txt"]
    problem = next(p for p in corpus.problems if p.file == name)
    assert problem.skipped and word in problem.problem and problem.fix


def test_a_text_without_a_day_is_shown_and_says_how_to_state_it(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert corpus.articles[0].published is None
    assert any("good.toml" in p.fix and not p.skipped for p in corpus.problems)


@pytest.mark.parametrize(
    ("sidecar", "word"),
    [
        ("published = yesterday", "TOML"),
        ('published = "14.5."', "published"),
        ('colour = "red"', "colour"),
        ('url = "javascript:alert(1)"', "web address"),
        ("title = 3", "title"),
    ],
)
def test_a_malformed_sidecar_is_named_and_the_article_is_shown_without_it(tmp_path, sidecar, word):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "good.toml").write_text(sidecar, encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert len(corpus.articles) == 1
    assert any(word in p.problem and not p.skipped for p in corpus.problems)


def test_the_same_text_twice_is_shown_once(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert len(corpus.articles) == 1 and any("same text" in p.problem for p in corpus.problems)


def test_readme_and_sidecars_are_never_articles(tmp_path):
    (tmp_path / "README.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "x.toml").write_text("", encoding="utf-8")
    assert read_paths([tmp_path]).articles == ()


def test_the_command_prints_one_json_object_a_line(capsys):
    assert main([str(ROOT / "seeds"), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 2
    wanted = {
        "id",
        "file",
        "sha256",
        "title",
        "publisher",
        "published",
        "url",
        "agencies",
        "language",
        "body_spans",
        "excluded",
        "places",
        "distances",
        "dates",
        "claims",
    }
    assert wanted <= set(lines[0])


def test_the_command_fails_only_when_nothing_could_be_read(tmp_path, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main([str(tmp_path), "--json"]) == 1
    assert "empty.txt" in capsys.readouterr().err


def test_loaders_import_neither_streamlit_nor_folium():
    code = (
        "import loaders, sys; assert not {'streamlit', 'folium', 'geopandas', 'pandas'} & "
        "set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_letters_without_a_name_are_read():
    # found by the test below: some letters of Unicode have no name in Python's tables
    article, _ = read_article("x.txt", ("\U00017000\U00017001 " * 20).encode())
    assert article.language == "und"


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            [
                GOOD,
                "“",
                "”",
                '"',
                "said",
                "Armenia",
                "\n\n",
                ", ",
                "—",
                "3 km",
                "May 12",
                "(",
                "’s ",
            ]
        ),
        max_size=25,
    ),
)
def test_any_text_is_read_or_refused_and_every_span_holds_its_words(noise, pieces):
    data = (noise + " ".join(pieces)).encode("utf-8", "ignore")
    try:
        article, _ = read_article("x.txt", data)
    except ArticleError:
        return
    length = len(article.text)
    for record in (
        *article.places,
        *article.dates,
        *article.distances,
        *article.claims,
        *article.excluded,
        *article.body_spans,
    ):
        assert 0 <= record.start < record.end <= length
    for mention in article.places:
        assert mention.surface == " ".join(
            article.text[mention.start : mention.end].replace("\u00ad", "").split()
        )


def test_one_text_under_two_outlets_is_read_once_with_a_notice(tmp_path):
    text = "Armenia said on 12 May 2021 that soldiers stood near Goris."
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.toml").write_text(f'publisher = "Paper {name}"', encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert [a.publisher for a in corpus.articles] == ["Paper a"]
    assert any(
        p.file == "b.txt" and "the same text as a.txt" in p.problem and p.skipped
        for p in corpus.problems
    )


def test_folders_in_folders_are_read_and_what_a_browser_saves_beside_a_page_is_not(tmp_path):
    for name in ("2021/may/a.txt", "page_files/b.txt", ".hidden/c.txt", "d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name}. {GOOD}", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    corpus = read_paths([tmp_path])
    assert sorted(a.file for a in corpus.articles) == ["a.txt", "d.txt"]
    assert not [p for p in corpus.problems if p.skipped]


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("a.png", "picture"),
        ("b.doc", ".docx"),
        ("c.zip", "Unpack"),
        ("d", "HTML"),
        ("e.xyz", "PDF"),
    ],
)
def test_every_other_file_of_a_folder_is_named_with_how_to_fix_it(tmp_path, name, fix):
    (tmp_path / name).write_bytes(b"\x00")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    corpus = read_paths([tmp_path])
    assert len(corpus.articles) == 1
    assert any(p.file == name and p.skipped and fix in p.fix for p in corpus.problems)
