"""How many examples the tests of random articles and addresses try.

``make fuzz`` tries a hundred thousand of them.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

WANTED = os.environ.get("FUZZ_EXAMPLES")
ARTICLES = int(WANTED or 200)


def tries(count):
    """Return the settings for so many examples.

    They are the same in every run of the tests, and others in every long run.
    """
    return settings(
        max_examples=count,
        derandomize=WANTED is None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
