"""Rows as a GeoPackage: a layer for each kind of row, with the styles QGIS opens it in."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from loaders.export.export_columns import LAYERS, Column, Provenance, Row, columns
from loaders.export.layer_looks import Look, looks_of
from loaders.export.qgis_styles import qml, sld

_MEMORY = "/dev/shm"  # noqa: S108  (a folder of our own is made in it)
"""The folder in which a GeoPackage is put together: in memory, where the machine has it, so that
a visitor's articles touch no disk."""
_WRITTEN_AT = "2020-01-01T00:00:00.000Z"
"""The time at which a GeoPackage says it was written. The real one would make every file differ."""
_GEOMETRY = "geom"
"""The name that GDAL gives the column of shapes."""


def geopackage(rows: list[Row], provenance: Provenance) -> bytes:
    """Return a layer for each kind of row, plain tables about the file, and the layers' styles.

    The tables are what the file says of itself, what every column means, and ``layer_styles``, in
    which QGIS looks for the style it opens a layer in.
    """
    # pandas and geopandas cost half a second and 100 MB: only where this format is asked for
    import pyogrio

    with tempfile.TemporaryDirectory(dir=_MEMORY if Path(_MEMORY).is_dir() else None) as folder:
        path = Path(folder) / "claimline.gpkg"
        # GDAL writes the current time into every GeoPackage; only this option changes it
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _WRITTEN_AT})
        try:
            _write(rows, provenance, path)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            where = Path(folder).parent
            raise OSError(
                f"a GeoPackage could not be put together in {where}; "
                f"see that there is room there ({error})"
            ) from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _write(rows: list[Row], provenance: Provenance, path: Path) -> None:
    import pandas as pd
    import pyogrio

    styles = []
    for layer in LAYERS:
        of_layer = [row for row in rows if row["properties"]["layer"] == layer]
        if of_layer:
            _write_layer(layer, of_layer, path)
            looks = looks_of(layer, of_layer)
            styles += [_style(layer, looks)] if looks else []
    about = pd.DataFrame(
        {"about": list(asdict(provenance)), "words": list(asdict(provenance).values())}
    )
    pyogrio.write_dataframe(about, path, layer="about", driver="GPKG")
    meanings = pd.DataFrame([asdict(c) | {"layers": " ".join(c.layers)} for c in columns()])
    pyogrio.write_dataframe(meanings, path, layer="columns", driver="GPKG")
    if styles:
        frame = pd.DataFrame(styles)
        frame["update_time"] = pd.to_datetime(frame["update_time"])
        pyogrio.write_dataframe(frame, path, layer="layer_styles", driver="GPKG")


def _write_layer(layer: str, rows: list[Row], path: Path) -> None:
    import geopandas
    import pandas as pd
    import pyogrio

    cells = {
        c.name: _series([row["properties"].get(c.name, c.blank) for row in rows], c)
        for c in columns()
        if layer in c.layers
    }
    if all(row["geometry"] is None for row in rows):
        pyogrio.write_dataframe(pd.DataFrame(cells), path, layer=layer, driver="GPKG")
        return
    shapes = geopandas.GeoSeries([_geometry(row) for row in rows], crs="EPSG:4326")
    pyogrio.write_dataframe(
        geopandas.GeoDataFrame(cells, geometry=shapes),
        path,
        layer=layer,
        driver="GPKG",
        geometry_type="Unknown",
        promote_to_multi=False,
    )


def _style(layer: str, looks: list[Look]) -> dict[str, object]:
    """Return a row of the table of styles, with the columns that QGIS gives it."""
    return {
        "f_table_catalog": "",
        # QGIS looks for an empty text, not for none
        "f_table_schema": "",
        "f_table_name": layer,
        "f_geometry_column": _GEOMETRY,
        "styleName": f"Claimline: {layer.replace('_', ' ')}",
        "styleQML": qml(looks),
        "styleSLD": sld(layer, looks),
        "useAsDefault": True,
        "description": "As on the map. Nothing here is an agreed border or a front line.",
        "owner": "",
        "ui": "",
        "update_time": _WRITTEN_AT,
    }


def _series(values: list[Any], column: Column) -> Any:
    import pandas as pd

    kinds = {"text": "object", "number": "float64", "whole": "int64"}
    return pd.Series(values, dtype=kinds[column.type])


def _geometry(row: Row) -> Any:
    from shapely.geometry import shape

    return shape(row["geometry"]) if row["geometry"] else None
