"""The status of a claim: what the article says was debunked is not asserted."""

from __future__ import annotations

from tests.conftest import words


def test_a_debunked_report_in_the_outlets_own_sentence_is_not_asserted(read):
    article = read(
        "Reports of shelling and fighting near Goris on May 13 were debunked. "
        "Troops stood at the border near Kapan and fired shots on May 12."
    )
    statuses = {words(article, c): c.status for c in article.claims}
    (debunked,) = [status for said, status in statuses.items() if "Goris" in said]
    assert debunked == "debunked"
    assert all(status == "asserted" for said, status in statuses.items() if "Kapan" in said)
