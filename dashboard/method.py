"""The Method page: what the reader is told about how this was made. Short and true."""

from __future__ import annotations

import streamlit as st

from geodata.borders import border_lines
from geodata.layers import areas, roads

_TEXT = """
### Method

**What this is.** Claimline reads news reports of a border incident and shows who says what, where, and on what evidence.
No claim and no mark is drawn or listed without the exact characters of an article that support it. What comes from elsewhere (border
lines, the layer for orientation, published statements, the shapes of areas) is named as such, with its source.

**How articles are read.** By rules and word lists, without a language model and without a download: the title, outlet, day and body
are told apart from the page's navigation, captions and links; days are resolved against the day of publication and the story's
own days; every statement is tied to the words that name its speaker.
Rules make mistakes. The sentence is always beside the mark, so that you can judge for yourself.

**What counts as a place.** Names are looked up in a gazetteer curated for this region, then in GeoNames for the rest of the world.
Whether a word is a place there or a person is weighed by the words beside it; the weights are a table, fitted on published collections
of news. Of several places of one name, what the article says it lies in decides, then what else the article names, then size.
Where that leaves doubt the map says “(?)”; a hamlet of a country the article does not speak of is listed, not drawn.
A name makes a mark only where it means the ground. “Yerevan said” is a government, and is not mapped.

**Three clocks.** The day an event is about, the day somebody said so and the day it was published are kept apart.
Most claims state no day. They stay shown, and are counted, until you hide them.

**How an advance is drawn.** A stated distance is a claim, not a front line. Where the words measure it from the border in a
section that names a place, a hatch fades from the border line to that distance, no further from the place than the distance itself.
Where they name only a part of a country, a dotted line runs along that section at the distance. Where they do not say from
where it was measured, a bar shows its length and nothing else. No area is computed, nothing is averaged.

**Borders.** The parties have agreed on no line. Four maps draw four; each dashed line is one map's, and none is *the* border.
You choose which are drawn and which one sides, shares and distances are counted from. Far off only that one is drawn, because
there the dashes of all would close to one solid line. Maps that could not be had as a line are listed, and not drawn.
What a side says of a section or area is marked with its own dash and hue, no flag's, equal in weight.

**Sev Lake** has no outline within reach: only a centre (to about 50 m) and two published sizes. The filled disc is lake
whichever way the lake lies; the dashed ring is the most it may cover.

**Claims against geometry.** What can be computed of a claim is, with its inputs, method and uncertainty: on which side of each line
a place lies, whether a line's own error lets it show a distance, each side's share of a lake, distance and bearing from a summit, heights.
A line's error is what its publisher states, else half a millimetre at its scale, else unknown. Every range holds every case; none is averaged.

**No verdicts.** Sources disagree on the day, the distance, what it is measured from and where the border runs.
The disagreement is shown and not resolved.
"""


def page() -> None:
    """Draw the page."""
    st.markdown(_TEXT)
    st.markdown("### Sources of the shapes")
    rows = [line.properties for line in border_lines().values()] + [layer.properties for layer in (*roads().values(), *areas().values())]
    st.dataframe(
        [
            {
                "Shape": p["name"],
                "Source": p["source"],
                "Licence": p["licence"],
                "Edition": p["retrieved"],
                "Precision (m)": p["precision_m"],
                "Note": p["note"],
            }
            for p in rows
        ],
        hide_index=True,
        width="stretch",
    )
    st.markdown(
        "Coordinates of places carry their own source in the evidence panel. Orientation layer: Natural Earth (public domain), "
        "GSHHG (LGPL), GeoNames (CC BY 4.0), © OpenStreetMap contributors (ODbL 1.0). The texts belong to their publishers."
    )
