"""Every time an article names, as calendar values.

A time is counted from publication, from the day a quotation was spoken, or from the days the
article has named before.

Values are ISO/TIMEX (``2021-05-13``, ``2021-05``, ``2021-W19``, ``2021-SP``), and the same in
EDTF for archives.
"""

from loaders.dates.find import find_dates

__all__ = ["find_dates"]
