"""Every hostile input that is a file: what somebody may upload, paste or put beside an article."""

from __future__ import annotations

from tests.hostile.fields import FIELD_INPUTS, SIDECAR_INPUTS
from tests.hostile.pdfs import PDF_INPUTS
from tests.hostile.texts import LETTER_INPUTS, OTHER_INPUTS, SIZE_INPUTS
from tests.hostile.web_pages import DEEP_INPUTS, PAGE_INPUTS

INPUTS = (
    *SIZE_INPUTS,
    *PDF_INPUTS,
    *DEEP_INPUTS,
    *PAGE_INPUTS,
    *OTHER_INPUTS,
    *LETTER_INPUTS,
    *SIDECAR_INPUTS,
    *FIELD_INPUTS,
)
"""Every input that is a file, the heavy ones first."""
