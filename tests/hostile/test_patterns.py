"""Every regular expression that reads a visitor's text takes time in proportion to its length."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import ModuleType

import pytest

from loaders.lexicon.tables import pattern_of, read_table

pytestmark = pytest.mark.long

SIZE = 20_000
GLANCE = SIZE // 8
NOISE = 0.02
SECONDS = 2.0
RATIO = 12
"""Four times the text may take four times as long, and three times that on a busy machine; sixteen
times is quadratic."""
TRIES = 3
ANCHORED = {"match", "fullmatch"}
SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split"}
PACKAGES = ("loaders", "geodata", "dashboard")
PIECES = (
    *(
        "a",
        "A",
        " ",
        "\n",
        "\t",
        "0",
        "-",
        "–",
        ".",
        ",",
        "'",
        "’",
        '"',
        "“",
        "”",
        "(",
        "[",
        "*",
        "_",
        "/",
        ":",
        "#",
        "é",
    ),
    *(
        "a ",
        "A ",
        "A. ",
        "A.",
        "Aa ",
        "a, ",
        "a\n",
        " \n",
        "- ",
        "said ",
        "of the ",
        "the ",
        "and ",
        "x@",
        "1 ",
        "1,",
        "1-",
        "May ",
        "12 May ",
    ),
    *("http://", "a.b/", "![", "](", "<a", "2021-05-", "© ", "to a ", "three "),
)


def modules() -> list[ModuleType]:
    """Return every module of the packages that may read a visitor's text.

    ``geodata.build`` is left out, since it reads only our own files.
    """
    found = []
    for name in PACKAGES:
        package = importlib.import_module(name)
        found += [
            importlib.import_module(m.name)
            for m in pkgutil.walk_packages(package.__path__, f"{name}.")
            if "__main__" not in m.name
        ]
    return [module for module in found if not module.__name__.startswith("geodata.build")]


def held(value: object, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns in a value and in what it holds."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held((*value.keys(), *value.values()), seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from held(part, seen)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from held([getattr(value, field.name) for field in fields(value)], seen)


def written(module: ModuleType) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Yield the patterns that a module writes where it uses them (``re.search(r"…", text)``).

    Each comes with whether it is anchored, that is, only tried at a text's beginning.
    """
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if not (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and ast.unparse(call.func.value) == "re"
        ):
            continue
        if (
            call.args
            and isinstance(call.args[0], ast.Constant)
            and call.func.attr in ANCHORED | SEARCHES
        ):
            flags = [
                flag for flag in ("IGNORECASE", "MULTILINE", "DOTALL") if flag in ast.unparse(call)
            ]
            yield (
                re.compile(call.args[0].value, sum(getattr(re, flag) for flag in flags)),
                call.func.attr in ANCHORED,
            )


def held_against(module: ModuleType) -> set[str]:
    """Return the names of the patterns that a module only tries at a text's beginning."""
    nodes = ast.walk(ast.parse(inspect.getsource(module)))
    used = [
        (node.value.id, node.attr)
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]
    return {name for name, way in used if way in ANCHORED} - {
        name for name, way in used if way in SEARCHES
    }


def made(module: ModuleType) -> Iterator[object]:
    """Yield the patterns that a module's cached functions without parameters return."""
    for function in vars(module).values():
        if not hasattr(function, "cache_info") or function.__module__ != module.__name__:
            continue
        signature = inspect.signature(function)
        if "Pattern" in str(signature.return_annotation) and not signature.parameters:
            yield function()


@cache
def collect() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Return every pattern, and whether it is anchored, by its flags and words."""
    found = [(pattern_of(row["class"]), False) for row in read_table("lexicon") if row["words"]]
    for module in modules():
        seen: set[int] = set()
        anchored = held_against(module)
        for name, value in vars(module).items():
            found += [(pattern, name in anchored) for pattern in held(value, seen)]
        found += [
            *((pattern, False) for pattern in held(list(made(module)), seen)),
            *written(module),
        ]
    # one that is used in both ways is searched for
    found.sort(key=lambda pair: not pair[1])
    return {
        f"{pattern.flags} {pattern.pattern}": (pattern, anchored)
        for pattern, anchored in found
        if isinstance(pattern.pattern, str)
    }


def attacks(pattern: re.Pattern[str], size: int) -> Iterator[tuple[str, str]]:
    """Yield texts of one repeated piece, with an end that matches nothing.

    The pieces are common ones and the pattern's own words.
    """
    own = [
        word.replace("\\", "")
        for word in re.findall(
            r"(?:\\.|[^\W_]|[ ’'-]){2,}", re.sub(r"\\[a-zA-Z]", " ", pattern.pattern)
        )
    ]
    longest = sorted(set(own), key=lambda word: (-len(word), word))[:3] + sorted(set(own))[:2]
    for piece in dict.fromkeys((*PIECES, *longest, *(f"{word} " for word in longest))):
        yield piece, piece * (size // len(piece)) + "!"


def seconds(pattern: re.Pattern[str], text: str, *, anchored: bool) -> float:
    """Return how many seconds a pattern takes to find all matches in a text.

    An anchored pattern is tried at the text's beginning only.
    """
    start = time.process_time()
    if anchored:
        pattern.match(text)
    else:
        pattern.search(text)
        deque(pattern.finditer(text), maxlen=0)
    return time.process_time() - start


def test_the_patterns_are_found():
    assert len(collect()) > 80 and {"loaders", "dashboard", "geodata"} == {
        module.__name__.split(".")[0] for module in modules()
    }


def test_a_quadratic_pattern_would_be_found():
    assert list(slow(re.compile(r"\s+;")))


def slow(pattern: re.Pattern[str], *, anchored: bool = False) -> Iterator[tuple[str, float, float]]:
    """Yield the first piece on which a pattern is slow, with its seconds.

    They are those for a text of that piece, and for one four times as long.
    """
    texts = [attacks(pattern, size) for size in (GLANCE, SIZE, 4 * SIZE)]
    for (piece, little), (_, short), (_, long) in zip(*texts, strict=True):
        # what is quadratic takes longer than this over a few thousand characters already
        if any(seconds(pattern, little, anchored=anchored) < NOISE / 4 for _ in range(TRIES)):
            continue
        for _ in range(TRIES):
            first = seconds(pattern, short, anchored=anchored)
            then = seconds(pattern, long, anchored=anchored) if first < SECONDS / 4 else 4 * first
            if then < SECONDS and then < RATIO * max(first, NOISE):
                break
        else:
            yield piece, first, then
            return


@pytest.mark.parametrize("part", range(4))
def test_time_grows_with_the_text_and_no_faster(part):
    found = {
        name: list(slow(pattern, anchored=anchored))
        for name, (pattern, anchored) in list(collect().items())[part::4]
    }
    assert {name: pieces for name, pieces in found.items() if pieces} == {}
