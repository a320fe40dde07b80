"""What world_areas.csv covers: its columns, the exceptions, and the countries of each region."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS = [
    "id",
    "name",
    "kind",
    "country",
    "admin1",
    "lat",
    "lon",
    "precision_m",
    "names",
    "source",
    "source_url",
    "licence",
    "retrieved",
    "note",
]
WITH_COUNTIES = frozenset({"US", "GB", "IE"})
"""Countries whose press names counties as often as towns."""
LEFT_OUT = frozenset({"AM", "AZ"})
"""Their provinces and districts are curated in places.csv."""
# GeoNames' own points for three provinces whose middle of the extent is more than 160 km away from
# them: ids 6254928, 6254926, 5883102.
GEONAMES_POINTS = {
    ("US", "Virginia"): (37.54812, -77.44675, 180_000.0),
    ("US", "Massachusetts"): (42.36565, -71.10832, 80_000.0),
    ("CA", "Alberta"): (52.28333, -117.469, 450_000.0),
}
REGIONS: Mapping[str, tuple[str, ...]] = {
    # The countries that each name usually covers: enough for a label point, no definition.
    "Middle East": (
        "EG",
        "IL",
        "JO",
        "LB",
        "SY",
        "IQ",
        "IR",
        "SA",
        "YE",
        "OM",
        "AE",
        "QA",
        "KW",
        "BH",
        "TR",
        "PS",
    ),
    "Central Asia": ("KZ", "KG", "TJ", "TM", "UZ"),
    "Southeast Asia": ("TH", "VN", "LA", "KH", "MM", "MY", "SG", "ID", "PH", "BN"),
    "South Asia": ("IN", "PK", "BD", "NP", "LK", "BT", "MV"),
    "Scandinavia": ("NO", "SE", "DK"),
    "Balkans": ("AL", "BA", "BG", "HR", "ME", "MK", "RS", "SI", "XK"),
    "Baltic states": ("EE", "LV", "LT"),
    "Central America": ("BZ", "CR", "SV", "GT", "HN", "NI", "PA"),
    "Latin America": ("AR", "BO", "BR", "CL", "CO", "EC", "PY", "PE", "UY", "VE", "MX", "GT", "HN"),
    "Caribbean": ("CU", "DO", "HT", "JM", "BS", "TT", "BB"),
    "West Africa": ("BJ", "BF", "CI", "GH", "GN", "ML", "NE", "NG", "SN", "TG"),
    "East Africa": ("KE", "TZ", "UG", "RW", "BI"),
    "North Africa": ("DZ", "EG", "LY", "MA", "TN"),
    "Horn of Africa": ("DJ", "ER", "ET", "SO"),
    "Eastern Europe": ("BY", "BG", "CZ", "HU", "MD", "PL", "RO", "SK", "UA"),
    "Western Europe": ("AT", "BE", "FR", "DE", "NL", "CH"),
    "Levant": ("CY", "IL", "JO", "LB", "PS", "SY"),
}
