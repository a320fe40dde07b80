"""A link that was copied once goes on working when articles are added."""

from __future__ import annotations

from dashboard.query.index import Index
from dashboard.session.state import choices
from dashboard.view.view import View, parse, to_parameters
from loaders import Corpus
from tests.conftest import showing


def test_a_copied_link_means_the_same_when_articles_are_added(seeds: Corpus, read):
    claim = next(c for c in seeds.articles[1].claims if c.distance_ids)
    view = View(
        source=("dw",),
        party=("Armenia",),
        topic=("advance",),
        claim=claim.id,
        place="sev_lake",
        read=seeds.articles[1].id,
        panel="read",
    )
    link = {
        name: value if isinstance(value, list) else [value]
        for name, value in to_parameters(view).items()
    }
    added = read(
        "Armenia said on 13 May 2021 that Russian troops stood near Goris.\n\nAzerbaijan denied"
        " that.\n"
    )
    wider = Corpus((added, *seeds.articles))
    again, notices = parse(link, choices(Index(wider)))
    assert again == view and not notices
    assert (
        [e.claim.id for e in showing(wider, again).entries]
        == [e.claim.id for e in showing(seeds, view).entries]
        != []
    )
