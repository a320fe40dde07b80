"""Who says a claim, and for whom: one small form to correct it, or to dismiss the claim."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.html.html_tables import plain
from dashboard.html.templates import render
from dashboard.html.wording import (
    clip,
    how_sure,
    no_markup,
    party_label,
    side_of_claim,
    speaker_label,
)
from dashboard.query.sides import sides
from dashboard.session import corpus as corpora
from dashboard.session import shown_border
from dashboard.session.mine import corrected_by
from dashboard.session.picking import CHOSEN_CLAIM
from dashboard.session.user_articles import UserArticles
from loaders import Article, Claim
from loaders.documents.corrections import LONGEST_NAME, Speaking, claim_key
from loaders.model.records import NARRATOR, UNATTRIBUTED
from loaders.text.segment import fold_space, sentence_of

_KEY = "correct-speaker"
_DISMISSED = {"Not a claim": "not a claim", "Nobody named says it": "not said by anybody named"}
"""The ways to dismiss a claim: what the button says, and what the correction states."""
_LABEL = 90
"""Characters of a claim in the list."""


def claim_speakers(user_articles: UserArticles, article: Article) -> None:
    """Draw the choice of a claim, and the form to correct it."""
    with st.container(key=_KEY):
        st.markdown("**Claims: correct who says it**")
        if not article.claims:
            st.caption("The rules found no claim in this article.")
            return
        _done(user_articles, article)
        claim = _chosen(user_articles, article)
        if claim is not None:
            _form(user_articles, article, claim)
    turn = st.session_state.pop("show-claim-now", None)
    # always there, so that what follows keeps its position
    with st.container():
        if turn is not None:
            st.html(
                str(render("bring_into_view.html", key=_KEY, turn=turn)),
                unsafe_allow_javascript=True,
            )


def _done(user_articles: UserArticles, article: Article) -> None:
    """Say once what was corrected, and where it can be undone."""
    sha, now = st.session_state.pop("spoken", ("", ""))
    if sha == article.sha256 and user_articles.corrections:
        st.success(
            f"Corrected: {no_markup(now)}. Undo it under “Corrections made”, below.",
            icon=":material/check:",
        )


def _chosen(user_articles: UserArticles, article: Article) -> Claim | None:
    """Draw the choice of the claim; return the one chosen."""
    session = st.session_state
    claims = {claim.id: claim for claim in article.claims}
    chosen = session.get(CHOSEN_CLAIM)
    # a list keeps the label an option had when it was drawn: after a correction it is a new list
    turn = f"{len(user_articles.corrections)}-{session.get('show-claim', 0)}"
    key = f"claim-{article.sha256[:12]}-{turn}"

    def choose() -> None:
        session[CHOSEN_CLAIM] = session[key]

    st.selectbox(
        "Claim",
        list(claims),
        index=list(claims).index(chosen) if chosen in claims else None,
        placeholder="Choose a claim",
        format_func=lambda i: _label(article, claims[i]),
        key=key,
        on_change=choose,
    )
    return claims.get(session.get(CHOSEN_CLAIM) or "")


def _label(article: Article, claim: Claim) -> str:
    words = clip(fold_space(article.text[claim.start : claim.end]), _LABEL)
    return f"{speaker_label(claim)}: {words}"


def _form(user_articles: UserArticles, article: Article, claim: Claim) -> None:
    """Draw the form of one claim."""
    turn = f"{claim.id}-{len(user_articles.corrections)}"
    with st.form(f"speaker-{turn}"):
        plain(clip(sentence_of(article, claim), 500))
        sure = how_sure(claim, corrected_by(article, claim))
        if sure:
            plain(". ".join(sure) + ".")
        left, right = st.columns(2)
        speaker = left.text_input(
            "Speaker, as the article names them",
            value=_speaker(claim),
            max_chars=LONGEST_NAME,
            placeholder="speaker not clear",
            help="Leave it empty if the article does not make clear who says it.",
            key=f"says-{turn}",
        )
        offered = _parties()
        party = right.selectbox(
            "Speaks for",
            offered,
            index=offered.index(claim.voice),
            format_func=_party_label,
            accept_new_options=True,
            help="Choose one, or type another party.",
            key=f"for-{turn}",
        )
        with st.container(horizontal=True):
            sent = st.form_submit_button("Correct", icon=":material/edit:")
            gone = [
                why
                for label, why in _DISMISSED.items()
                if st.form_submit_button(label, icon=":material/block:")
            ]
    if gone:
        _correct(
            user_articles, article, claim, Speaking(*claim_key(article, claim), dismissed=gone[0])
        )
    elif sent:
        stated = _stated(article, claim, speaker, party)
        if stated is None:
            st.info("Nothing was changed.", icon=":material/info:")
        else:
            _correct(user_articles, article, claim, stated)


def _now(claim: Claim) -> str:
    return f"{speaker_label(claim)}, {side_of_claim(claim)}"


def _speaker(claim: Claim) -> str:
    return "" if claim.speaker_sure == "unsure" else claim.speaker


def _parties() -> list[str]:
    """Return the parties to choose from: the two sides first, “not clear” last."""
    shown = corpora.index()
    named = [
        *sides(shown_border.border_now()).values(),
        *shown.party_counts,
        NARRATOR,
        "local report",
        "analyst",
    ]
    return [*dict.fromkeys(p for p in named if p != UNATTRIBUTED), UNATTRIBUTED]


def _party_label(party: str) -> str:
    return "Not clear" if party == UNATTRIBUTED else party_label(party)


def _stated(article: Article, claim: Claim, speaker: str, party: str | None) -> Speaking | None:
    """Return what the form states; None where it changes nothing.

    What was likely becomes certain where the form is sent as it stands.
    """
    name = fold_space(speaker).strip()
    side = _party(party)
    named_before = _speaker(claim)
    # where the name is taken away, the party that is left chosen is what the reader states
    same_side = side == claim.voice and bool(name or not named_before)
    changed = Speaking(
        *claim_key(article, claim),
        speaker=None if name == named_before else name,
        party=None if same_side else side,
    )
    if changed.speaker is None and changed.party is None:
        likely = claim.speaker_sure == "likely", claim.party_sure == "likely"
        changed = replace(
            changed, speaker=name if likely[0] else None, party=side if likely[1] else None
        )
    return None if changed.speaker is None and changed.party is None else changed


def _party(typed: str | None) -> str:
    """Return the party that was chosen or typed; one typed may be the label of one."""
    words = fold_space(typed or "").strip()[:LONGEST_NAME]
    by_label = {_party_label(party).casefold(): party for party in _parties()}
    return by_label.get(words.casefold(), words) or UNATTRIBUTED


def _correct(
    user_articles: UserArticles, article: Article, claim: Claim, speaking: Speaking
) -> None:
    """Correct a claim, and draw the page anew."""
    if speaking.dismissed:
        now = f"dismissed: {speaking.dismissed}"
        st.session_state[CHOSEN_CLAIM] = None
    else:
        name = _speaker(claim) if speaking.speaker is None else speaking.speaker
        party = claim.voice if speaking.party is None else speaking.party
        now = f"{name or 'speaker not clear'}, {_party_label(party)}"
    user_articles.attribute(article, speaking, _now(claim), now)
    st.session_state["spoken"] = (article.sha256, now)
    st.rerun()
