# %% [markdown]
# # Reading and measuring without the app
#
# Run it as a script or cell by cell, in an editor that knows `# %%`. It needs the packages
# `loaders` and `geodata` only. After `pip install .` it runs from any folder; in a checkout,
# `PYTHONPATH=. python docs/notebook.py`.

# %%
"""Read the shipped articles, list who states which distance, measure a place, write a GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path

from geodata import borders, gazetteer
from geodata.shipped import SEEDS
from loaders import read_paths

# %% [markdown]
# ## Read
#
# `read_paths` takes files and folders. What cannot be used is a problem with a reason, and never
# stops the rest.

# %%
corpus = read_paths([SEEDS])
for problem in corpus.problems:
    print(problem)
for article in corpus.articles:
    print(f"{article.publisher}, {article.published}: {article.title}")
    print(f"  {len(article.places)} names of places, {len(article.claims)} claims")

# %% [markdown]
# ## Who states which distance
#
# Each claim is a span of its article's text. The starting point of a distance is the claim's own:
# where it gives none, none is given here.

# %%
for article in corpus.articles:
    for claim in article.claims:
        for distance in (article.distance_by_id[i] for i in claim.distance_ids):
            # “3 kilometers (2 miles)” is one statement, and a summit's height is no distance
            if distance.converts is None and distance.role != "height":
                words = " ".join(article.text[claim.start : claim.end].split())
                print(f"{claim.speaker} ({claim.party}), in {article.publisher}: {distance.label}")
                print(f"  from: {distance.datum}\n  “{words}”")

# %% [markdown]
# ## Measure
#
# Four maps draw four lines, and none is the border. A place is a point that may be off by
# `precision_m`, so a distance has a least and a most; the country is None where the precision
# decides it.

# %%
lake = gazetteer.load()["sev_lake"]
if lake.position is None:
    raise SystemExit(f"{lake.name} has no position")
for line in borders.border_lines("AM-AZ").values():
    found = borders.offset(line, *lake.position, lake.precision_m)
    side = found.country or "either side"
    print(f"{lake.name}: {found.low_m:,.0f} to {found.high_m:,.0f} m from {line.id}, {side}")

# %% [markdown]
# ## Write
#
# A GeoJSON of the points that the articles name, each with its words, its characters and its
# distance from one line. A region is no point and is left out.

# %%
line = borders.border_lines("AM-AZ")["osm"]
places = gazetteer.load()
features = []
for article in corpus.articles:
    for mention in article.places:
        place = places.get(mention.place_id)
        if mention.role != "literal" or place is None or place.is_area or place.position is None:
            continue
        found = borders.offset(line, *place.position, place.precision_m)
        properties = {
            "name": mention.name,
            "words": mention.surface,
            "article": article.id,
            "start": mention.start,
            "end": mention.end,
            "precision_m": place.precision_m,
            "line": line.id,
            "low_m": round(found.low_m),
            "high_m": round(found.high_m),
        }
        point = {"type": "Point", "coordinates": list(place.position)}
        features.append({"type": "Feature", "geometry": point, "properties": properties})
file = Path("measured.geojson")
file.write_text(
    json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False),
    encoding="utf-8",
)
print(f"{len(features)} points in {file}")
