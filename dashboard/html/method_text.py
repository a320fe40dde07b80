"""What the page says about how it was made.

Markdown in plain words, for the page and for the evidence pack.
"""

from __future__ import annotations

from dashboard.html.wording import error_label, no_markup
from dashboard.query.border import Border
from dashboard.query.index import Index
from geodata.gazetteer import Gazetteer
from loaders.export.captions import day_label
from loaders.lexicon.tables import read_table

READING = """
### Method

Claimline reads news reports of a border incident and shows **who says what, where, and on what
evidence**. No claim and no mark is drawn or listed without the exact characters of an article that
support it. What comes from elsewhere is named as such, with its source: border lines, the layer
for orientation, published statements, the shapes of areas.

#### How articles are read

By rules and word lists, without a language model and without a download. Title, outlet, date and
body are told apart from the page’s navigation, captions and links. Dates are worked out from the
date of publication and from the dates in the story itself. Every statement is tied to the words
that name its speaker. Rules make mistakes: the sentence is always beside the mark, and under
*Read* every mark says what was understood and why, so that you can judge for yourself.

**Who says it.** A speaker is named by the words of the sentence. “He”, “it” and “the ministry” are
led back to the subject of the sentence before, of the right kind and number; where two are
possible it says “speaker not clear”. A side is that of the words that name the speaker, or of the
office beside the name. An official named without a country is taken for one of the dateline’s or
the outlet’s country, and marked “likely”. Where two sides are possible, none is named. Every claim
tells how sure this is, and why; under *Your articles* you can correct it.

**What counts as a place.** Names are looked up in a gazetteer made for this region, then in
GeoNames for the rest of the world. Whether a word is a place there or a person is weighed by the
words beside it; the weights are a table, fitted on published collections of news. Of several
places of one name, what the article says it lies in decides, then what else the article names,
then size. Where doubt remains the map says “(?)”. A hamlet of a country that the article does not
speak of is listed, not drawn. A name makes a mark only where it means the ground. “Paris said”
is a government and is not mapped: *Not on the map* lists it, with the reason. What words only
measure from a place (“8 km north-east of X”, “between X and Y”) is drawn as a dashed area as wide
as the words may err, never as a mark at X.

**Your own articles**, and what you correct under *Your articles*, are read by the same rules, for
your visit alone. Where you placed a name it says “by hand”. An online geocoder is asked only where
whoever runs this page named one and you press its button; what came from it says so.

**Three dates.** The date of the event, the date of the statement and the date of publication are
shown apart. Most claims state no date. They stay shown, and are counted, until you hide them.
“What was known when” takes the date of the statement where the text gives one, else that of
publication.

**Compare.** Two claims are set beside one another where rules find that they give another day,
figure, starting point or share, deny or contradict each other, or word one statement differently.
Articles published more than two weeks apart are not compared. The type and the reason stand with
each. It is never said who is right, and a denial never changes how a claim is drawn.

**Debunked or retracted** is only what an article itself calls debunked, or what its speaker
retracted. It is hollow and struck through, off the map until you ask for it, and always listed.
"""
DRAWING = """
#### What is drawn, and what the map cannot show

**An advance.** A stated distance is a claim, not a front line. Where the words measure it from the
border in a section that names a place, a hatch fades from the border line to that distance, no
further from the place than the distance itself. It has no outline: no line of it is a border or a
front. All other statements are listed with their lengths at one scale, and nothing of them is
drawn on the ground. No area is computed, nothing is averaged.

**Borders.** The two countries are those that the articles are about, and you may choose others.
Each map draws a line of its own. Where it is known that the parties have agreed on none, *Border
maps* says so. The grey band holds the ground that one of them gives to one country and another to
the other. The dashed line in it is the one that distances are measured from; you choose which. All
others are drawn if you ask, alike in weight; none is *the* border. The pale tints are the ground
that all of them give to one country.
From far away the band alone is drawn, because there the dashes would close to one solid line.
Where no line of a border is at hand, none is drawn and nothing is measured. A line that one party
claims is drawn if you ask, and named as its claim: it is no part of the band, and nothing is
measured from it. No line of control or front is at hand: a distance from one is a bar in the panel.
Maps that are not available as a line are listed and not drawn. What a side says of a place or
area is a tag at its name, in a hue of no flag, equal in size.

**A lake without an outline.** Where there is only a centre and published sizes, its shape is not
known. The filled disc is lake whichever way the lake lies; the dashed ring is the most it may
cover.

**The map cannot show** where troops stood, how long the stretch of border was, where “previous
positions” were, what can be seen from a height, or which map a speaker meant: no article states
it. It shows no terrain. What an article has in pictures, videos and tables is not read; neither
are languages other than English.

**Can the map test it?** What can be computed of a claim is, with its inputs, method and
uncertainty: on which side of each line a place lies, whether a line’s own error lets it show a
distance, each side’s share of a lake, distance and bearing from a summit, heights. A line’s error
is what its publisher states, else half a millimetre at its scale, else unknown. Every range holds
every case; none is averaged.
"""
_NAMES = """
#### Names

In quotations a name stands as its outlet or speaker wrote it. On the map a place has two names
only where the two sides use different ones, in alphabetical order{examples}; every other
spelling is only a way to find it. A country’s name beside a line says whose side it is *by that
line*. Whose name comes first, or is missing, says nothing about whose a place is.
"""
PRECISION = (
    (
        "a dotted ring round a town while it is selected",
        "its centre lies within that ring: a village some 500 m, a town one or two kilometres",
    ),
    ("a symbol without a ring while selected", "known to less than about 300 m"),
    (
        "a summit with a wide ring",
        "only its neighbourhood is known; it is never said on which side of a line it lies",
    ),
    (
        "a filled disc in a dashed one",
        "certain water, and the most a lake may cover: its shape is not known",
    ),
    (
        "a name alone, and a light fill while it is selected",
        "a province, district or region: generalised, no border, and never a pin",
    ),
    (
        "straight lines along a road",
        "drawn from settlement to settlement; the road itself bends between them",
    ),
    ("“(?)” after a name", "another place of that name may be meant"),
)
MEASURED = (
    "Measured on articles annotated by hand: our own of this story (“ours”), and public collections"
    " of English news (LGL and TR-News for places, ReLocaR for what a name stands for, MEANTIME for"
    " times, PolNeAR for who says what, news pages for title, day, outlet and body, judged news for"
    " who is shown as the speaker). Shares run from 0 to 1, and 1 is without a fault; of what is"
    " false, wrong, unknown, none or still there, less is better. F1 weighs what was missed and"
    " what was found wrongly. “Held out” was not looked at while the rules were written; our own"
    " articles, LGL and TR-News have no such part, so new articles are read less well than they."
)


def names(index: Index, places: Gazetteer) -> str:
    """Return what is said of names, with the first contested ones of the articles as examples."""
    named = (places.get(place_id) for place_id in index.place_ids if place_id)
    contested = [place.contested_name for place in named if place and place.contested_name]
    examples = ", ".join(no_markup(name) for name in sorted(contested)[:3])
    return _NAMES.format(examples=f" ({examples})" if examples else "")


def accuracy() -> list[list[str]]:
    """Return how well the loaders read: collection, measures, and the day they were taken."""
    measures: dict[tuple[str, str], list[str]] = {}
    for row in read_table("accuracy"):
        measures.setdefault((row["corpus"], row["measured"]), []).append(
            f"{row['measure']}: {row['value']}"
        )
    return [
        [corpus, "; ".join(values), day_label(day)] for (corpus, day), values in measures.items()
    ]


def method_markdown(index: Index, places: Gazetteer, border: Border) -> str:
    """Return the whole method as one Markdown text, with the border lines and their licences.

    Parameters
    ----------
    index, places
        The articles, and the places they may name.
    border
        The border whose lines are listed.
    """
    parts = [READING.strip(), "#### How well that works", MEASURED]
    parts.append("\n".join(f"- {corpus} ({day}): {values}" for corpus, values, day in accuracy()))
    parts += [
        DRAWING.strip(),
        "#### What each precision means",
        "\n".join(f"- {mark}: {says}" for mark, says in PRECISION),
        names(index, places).strip(),
    ]
    lines = [line.properties | {"error": error_label(line)} for line in border.lines]
    listed = [
        f"- {p['label']}: {p['publisher']}, edition {p['edition']}; accuracy {p['error']};"
        f" {p['licence']}; <{p['source_url']}>"
        for p in lines
    ]
    if listed:
        parts += ["#### The border lines and their licences", "\n".join(listed)]
    return "\n\n".join(parts) + "\n"
