"""Short notes that a visitor writes on claims: of one visit, plain text, and never a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import streamlit as st

from loaders import Claim

LONGEST_NOTE = 280
"""Characters of a note at most."""
_JOINERS = "\u200c\u200d"
"""Not printable, and yet part of how Persian and Hindi words are written."""
MOST_NOTES = 500
"""Notes of one visit at most: they are held in memory."""


def notes() -> Mapping[str, str]:
    """Return this visitor's notes by the id of their claim, in the order they were written."""
    return _notes()


def _notes() -> dict[str, str]:
    return cast("dict[str, str]", st.session_state.setdefault("notes", {}))


def set_note(claim_id: str, words: str) -> bool:
    """Note something on a claim; no words remove the note.

    Returns
    -------
    bool
        False where a visit holds no more notes.
    """
    kept, clean = _notes(), clean_note(words)
    if not clean:
        remove_note(claim_id)
        return True
    if claim_id not in kept and len(kept) >= MOST_NOTES:
        return False
    kept[claim_id] = clean
    return True


def remove_note(claim_id: str) -> None:
    """Remove the note on a claim; it can be put back once."""
    words = _notes().pop(claim_id, None)
    if words is not None:
        st.session_state["note-removed"] = (claim_id, words)


def removed_note() -> tuple[str, str] | None:
    """Return the note removed last, with the id of its claim, or None."""
    return cast("tuple[str, str] | None", st.session_state.get("note-removed"))


def put_back() -> None:
    """Put the note removed last back."""
    removed = st.session_state.pop("note-removed", None)
    if removed:
        _notes().setdefault(*removed)


def clean_note(words: str) -> str:
    """Return a note as it is held: one line of printable characters, not too long."""
    line = " ".join(words.split())
    kept = "".join(char for char in line if char.isprintable() or char in _JOINERS)
    return kept[:LONGEST_NOTE].strip()


def note_of(claim: Claim, key: str = "") -> None:
    """Draw the field for a note on a claim; what is written is held at once.

    Parameters
    ----------
    claim
        The claim.
    key
        Tells several fields for one claim apart.
    """
    name = f"note-{key}-{claim.id}"
    st.session_state[name] = notes().get(claim.id, "")
    st.text_input(
        "Your note on this claim",
        key=name,
        max_chars=LONGEST_NOTE,
        placeholder="Your note on this claim",
        label_visibility="collapsed",
        icon=":material/edit_note:",
        on_change=_written,
        args=(claim.id, name),
    )


def _written(claim_id: str, key: str) -> None:
    if not set_note(claim_id, str(st.session_state.get(key, ""))):
        st.toast(f"A visit holds at most {MOST_NOTES} notes: remove some first.")
