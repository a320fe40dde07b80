"""Every time an article names, resolved against its publication, the day a quotation was spoken, and the story's own days.

Values are ISO/TIMEX (``2021-05-13``, ``2021-05``, ``2021-W19``, ``2021-SP``); EDTF says the same
for archives.
"""

from loaders.dates.find import find_dates

__all__ = ["find_dates"]
