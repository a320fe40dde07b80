"""Who is shown as having said what, on real news, beside a reader's judgement of every claim.

A claim of ours is the judged one that it shares at least half of the characters with, as
intersection over union. Its speaker is judged as the reader judged that name there; a name he did
not meet is right where it shares a word with the right one, open where it names nobody, and wrong
else: the words are put in a wrong mouth. A party that is not made plain is open, not wrong.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpora.attribution import OVERLAP, in_file, iou, names_in
from benchmarks.measures import Measure, Result
from loaders import Claim, read_article
from loaders.documents.sidecar import read_sidecar
from loaders.model.records import NARRATOR, Span
from loaders.text.segment import fold_space

CORPUS = "news, judged"
FOLDER = Path("attribution")
_SAME = 0.9
"""A fragment is still there where a claim has nearly its bounds."""
_OTHERS = frozenset({"unattributed", "media", "other"})
"""Parties of ours that are none in particular."""
_EXAMPLES = 5


def measure(folder: Path) -> Result:
    """Return the shares over all judged claims.

    Raises
    ------
    FileNotFoundError
        The corpus is not in the folder.
    """
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    examples: defaultdict[str, list[str]] = defaultdict(list)
    for gold in json.loads((folder / FOLDER / "gold.json").read_text(encoding="utf-8")):
        path = folder / FOLDER / gold["file"]
        article, _ = read_article(path.name, path.read_bytes(), read_sidecar(path))
        claims = [in_file(article, claim) for claim in article.claims]
        for kind, words in _judged(gold, claims):
            counts[kind] += 1
            if words:
                errors[kind] += 1
                if len(examples[kind]) < _EXAMPLES:
                    examples[kind].append(fold_space(words))
    return Result(_measures(counts), errors, dict(examples))


def _measures(counts: Counter[str]) -> list[Measure]:
    found = max(1, counts["found"])
    shares = {
        "claims found again": counts["found"] / max(1, counts["found"] + counts["lost"]),
        "speaker right, of those found": counts["speaker right"] / found,
        "wrong mouth, of those found": counts["speaker wrong"] / found,
        "wrong party, of those found": counts["party wrong"] / found,
        "fragments still there": counts["fragment left"] / max(1, counts["fragment"]),
        "what is no claim still there": counts["no claim left"] / max(1, counts["no claim"]),
        "missed statements found": counts["missed found"] / max(1, counts["missed"]),
    }
    return [Measure(CORPUS, name, value) for name, value in shares.items()]


def _judged(gold: dict[str, Any], claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Yield what is to be counted of an article; with the words of the error where it is one."""
    for item in gold["claims"]:
        where = Span(item["start"], item["end"])
        if item["not_a_claim"] or item["fragment"]:
            kind, least = ("no claim", OVERLAP) if item["not_a_claim"] else ("fragment", _SAME)
            claim = _nearest(where, claims, least, item)
            yield kind, ""
            if claim:
                yield f"{kind} left", f"{claim.speaker}: {item['words']}"
            continue
        claim = _nearest(where, claims, OVERLAP, item)
        if claim is None:
            yield "lost", f"{item['right_speaker']}: {item['words']}"
            continue
        yield "found", ""
        for kind, verdict in (("speaker", _speaker(item, claim)), ("party", _party(item, claim))):
            told = f"{claim.speaker} ({claim.party}), is {item['right_speaker']}"
            told += f" ({item['right_party']}): {item['words']}"
            yield f"{kind} {verdict}", told if verdict == "wrong" else ""
    for item in gold["missed"]:
        where = Span(item["start"], item["start"] + len(item["anchor"]))
        half = (where.end - where.start) / 2
        over = any(min(c.end, where.end) - max(c.start, where.start) >= half for c in claims)
        yield "missed", ""
        yield ("missed found", "") if over else ("missed still", item["anchor"])


def _nearest(
    where: Span, claims: Sequence[Claim], least: float, item: dict[str, Any]
) -> Claim | None:
    """Return the claim with nearly the same words, of two the one with the speaker met before."""
    near = [claim for claim in claims if where.overlaps(claim) and iou(where, claim) >= least]
    return max(
        near,
        key=lambda claim: (iou(where, claim), claim.speaker == item.get("got_speaker")),
        default=None,
    )


def _speaker(item: dict[str, Any], claim: Claim) -> str:
    """Return whether a claim's speaker is right, open, garbled or wrong."""
    bad = "garbled" if item["garbled_speaker"] else "wrong"
    if claim.speaker == item.get("got_speaker"):
        return {True: "right", False: bad}.get(item["speaker_ok"], "open")
    parts = names_in(claim.speaker)
    if parts & set(item["not_tokens"]):
        return bad
    if claim.party == NARRATOR:
        return "right" if NARRATOR in item["right_party"].split("|") else "wrong"
    if parts & names_in(item["right_speaker"]):
        return "right"
    return "wrong" if parts and claim.speaker != claim.speaker.lower() else "open"


def _party(item: dict[str, Any], claim: Claim) -> str:
    """Return whether a claim's party is right, open or wrong."""
    right = item["right_party"].split("|")
    if claim.party in right or ("other" in right and claim.party in _OTHERS):
        return "right"
    return "open" if claim.party == "unattributed" else "wrong"
