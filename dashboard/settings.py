"""What the operator of the app sets, by environment variable. README lists every one; a test holds it to that."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
VARIABLES = {"seeds": "CLAIMLINE_SEEDS", "full_text": "CLAIMLINE_FULL_TEXT", "contact": "CLAIMLINE_CONTACT"}
"""The variable of each setting."""


class SettingError(ValueError):
    """A setting has a value that means nothing; the message says which, and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force.

    Attributes
    ----------
    seeds
        The folder of articles.
    full_text
        Whether an article that is read is shown whole; else only the sentences that claims and places rest on.
    contact
        Where readers report an error: an address of the web or of a mailbox, or "".
    """

    seeds: Path = _SEEDS
    full_text: bool = True
    contact: str = ""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment gives, with defaults for the rest.

    Raises
    ------
    SettingError
        A variable has a value that means nothing.
    """
    given = os.environ if environment is None else environment
    seeds, full_text, contact = (given.get(VARIABLES[name], "").strip() for name in ("seeds", "full_text", "contact"))
    if full_text and full_text.lower() not in _YES_NO:
        raise SettingError(f"{VARIABLES['full_text']} is {full_text!r}; set it to true (whole articles) or false (excerpts only)")
    return Settings(
        seeds=Path(seeds) if seeds else _SEEDS,
        full_text=_YES_NO[full_text.lower()] if full_text else True,
        contact=contact,
    )
