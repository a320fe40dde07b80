"""The gazetteer's rows, and the shapes that belong to them."""

from __future__ import annotations

import csv

import pytest

from geodata import gazetteer
from geodata.borders import border_lines
from geodata.gazetteer import GazetteerError, read_table
from geodata.lakes import schematic_lakes
from geodata.layers import areas, roads
from geodata.place import fold
from geodata.sections import sections

PLACES = gazetteer.load().places.values()


def test_every_located_place_states_source_licence_and_precision():
    for place in PLACES:
        if place.lat is not None:
            assert place.source and place.licence and place.precision_m > 0, place.id
            assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180, place.id


def test_a_place_nobody_can_locate_says_why():
    assert all(place.note for place in PLACES if place.lat is None)


def test_two_names_stand_in_alphabetical_order_and_are_both_searchable():
    for place in PLACES:
        if place.contested_name:
            names = place.contested_name.split(" / ")
            assert [fold(n) for n in names] == sorted(fold(n) for n in names), place.id
            assert place.contested_note, place.id
            for name in (
                names
            ):  # “Farrukh” alone is a given name, and stands in the row as “Farrukh village”
                assert place in gazetteer.load().named(name) + gazetteer.load().named(
                    f"{name} village"
                ), (place.id, name)


def test_yerevan_is_found_as_irevan_but_never_called_so():
    assert [p.id for p in gazetteer.load().named("Irevan")] == ["yerevan"]
    assert gazetteer.load()["yerevan"].label == "Yerevan"


def test_who_lives_in_a_region_names_it():
    for word, place_id in (
        ("Abkhaz", "abkhazia"),
        ("Abkhazian", "abkhazia"),
        ("South Ossetian", "south_ossetia"),
    ):
        found = gazetteer.load().adjective(word)
        assert found and found.id == place_id


def test_the_lake_is_not_lake_sevan():
    assert [p.id for p in gazetteer.load().named("Sev Lake")] == ["sev_lake"]
    assert "lake_sevan" in [p.id for p in gazetteer.load().named("Lake Sevan")]


def test_parents_exist():
    ids = gazetteer.load().places
    assert [p.id for p in PLACES if p.parent and p.parent not in ids] == []


def test_shapes_belong_to_rows_and_carry_their_licence():
    ids = gazetteer.load().places
    assert set(areas()) <= set(ids)
    assert set(schematic_lakes()) <= set(ids)
    assert set(sections().values()) <= set(areas())
    for layer in (*areas().values(), *roads().values(), *border_lines("AM-AZ").values()):
        assert {
            "id",
            "name",
            "source",
            "source_url",
            "licence",
            "retrieved",
            "precision_m",
            "note",
        } <= set(layer.properties)


def test_half_a_coordinate_is_refused_with_the_line(tmp_path):
    table = tmp_path / "places.csv"
    with gazetteer.REGION.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        row = next(reader)
        columns = reader.fieldnames or []
    row["lon"] = ""
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerow(row)
    with pytest.raises(GazetteerError, match="line 2"):
        read_table(table)
