"""Online geocoding, optional.

Places that no table has, asked of a Nominatim server (OpenStreetMap, ODbL 1.0).

Nothing here runs unless somebody makes an ``OnlineGeocoder``. It keeps the service's usage policy
(https://operations.osmfoundation.org/policies/nominatim/): it says who asks, asks one thing at a
time with a pause between, and keeps every answer, in an SQLite file that threads and processes
share. Coordinates are WGS84 degrees, precisions metres.
"""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from geodata.online_file import FILE, AnswerFile

_PUBLIC = "nominatim.openstreetmap.org"
_PLACES = 5
_NAME = 200
"""A longer name, in characters, is cut."""
_AROUND = 2.0
"""How far, in degrees, the service looks first around the point a name is expected near."""
_HOLD = 60.0
"""Seconds without a request after a refusal that does not say how long."""
_LONGEST_HOLD = 86_400.0
"""Seconds; no slip in a header, or of the clock, switches the service off for longer."""
_HELD = 10_000
"""Answers held in memory, some 20 MB."""
_LEAST_M = 100.0
_KIND_ROWS = (
    ("place boundary", "country", "country"),
    ("place boundary", "state province", "province"),
    ("place boundary", "county district municipality state_district", "district"),
    ("place boundary", "continent region archipelago island islet", "region"),
    (
        "place boundary",
        (
            "city town village hamlet isolated_dwelling farm borough city_district suburb quarter"
            " neighbourhood"
        ),
        "settlement",
    ),
    ("place natural", "sea ocean bay strait", "sea"),
    ("natural", "peak volcano hill ridge mountain_range massif", "mountain"),
    ("natural", "valley plateau plain desert peninsula", "region"),
    ("natural landuse water", "water lake reservoir", "lake"),
    ("waterway", "river stream canal", "river"),
    ("route", "road", "road"),
    ("aeroway", "aerodrome", "airport"),
)
_KINDS: dict[tuple[object, object], str] = {
    (key, word): kind
    for keys, words, kind in _KIND_ROWS
    for key in keys.split()
    for word in words.split()
}
"""Our kind for a key of OpenStreetMap and a word of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place the service knows.

    ``lat`` and ``lon`` are degrees, ``country`` an ISO 3166 code or "".
    """

    id: str
    name: str
    description: str
    kind: str
    country: str
    lat: float
    lon: float
    precision_m: float
    """Half the diagonal of the place's extent, 100 at least."""
    source: str
    source_url: str
    licence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a name.

    Without places, an empty notice means that the service knows none of that name.
    """

    places: tuple[Found, ...] = ()
    """At most five, best first."""
    notice: str = ""
    """Why nothing came, for people."""
    cached: bool = False
    """Whether it was known from before."""


class _Pace(NamedTuple):
    """When a service was last asked, and until when it wants no request after which HTTP status; in seconds since 1970."""

    last: float = 0.0
    until: float = 0.0
    status: int = 0


_turn = threading.Lock()
"""Held by whoever asks: the policy wants a single thread."""
_paces: dict[str, _Pace] = {}
"""The pace of each service in this process, whatever folders its geocoders cache in."""


class OnlineGeocoder:
    """Asks a Nominatim server where a name is, at the pace the server wants.

    Parameters
    ----------
    service
        ``nominatim``, or the http(s) address of another Nominatim server.
    user_agent
        Who asks: the application, and an address where its operator is reached.
    cache
        The folder that keeps the answers, and the pace of all processes that share it. Where it
        cannot be written, both are kept in memory.
    seconds_between
        From the end of a request to the next one, in all threads; 1 at least for ``nominatim``.
    timeout
        Seconds to wait for the service.

    Raises
    ------
    ValueError
        The service is no address, or the user agent names nobody.
    """

    def __init__(
        self,
        service: str,
        user_agent: str,
        cache: Path,
        *,
        seconds_between: float = 1.0,
        timeout: float = 5.0,
    ) -> None:
        if not (user_agent.strip() and user_agent.isascii() and user_agent.isprintable()):
            raise ValueError(
                f"the user agent {user_agent!r} does not say who asks; set CLAIMLINE_CONTACT to a"
                " web or mail address, in plain ASCII"
            )
        self._address = _address(service)
        self._pause = max(seconds_between, 1.0 if _PUBLIC in self._address else 0.0)
        self._client = _client(self._address, user_agent.strip(), timeout)
        self._path = cache / FILE
        self._memory: dict[str, tuple[Found, ...]] = {}

    def find(self, name: str, near: tuple[float, float] | None = None) -> Answer:
        """Return the places of a name, from the cache or else from the service.

        Whatever fails there becomes a notice.

        Parameters
        ----------
        name
            Any text; it is cleaned of what cannot be printed, and cut.
        near
            Longitude and latitude where the name is expected: a hint, which excludes nothing.

        Raises
        ------
        ValueError
            ``near`` is not on the globe.
        """
        box = _box_around(near)
        asked = _plain(name)[:_NAME].rstrip()
        if not asked:
            return Answer(notice="there is no name to look for")
        key = json.dumps([self._address, asked.casefold(), box])
        with closing(AnswerFile(self._path)) as file:
            known = self._known(key, file)
        if known:
            return known
        with _turn, closing(AnswerFile(self._path)) as file:
            if not file.reserve():
                return Answer(notice="too many names are being looked for; try again later")
            # somebody else may have asked while this one waited
            return self._known(key, file) or self._ask(key, asked, box, file)

    def _known(self, key: str, file: AnswerFile) -> Answer | None:
        if key not in self._memory:
            for (records,) in file.run("SELECT records FROM answers WHERE key = ?", key):
                with suppress(TypeError, ValueError):  # a damaged row is asked for again
                    self._hold(key, _places(json.loads(records)))
        places = self._memory.get(key)
        return None if places is None else Answer(places, cached=True)

    def _hold(self, key: str, places: tuple[Found, ...]) -> None:
        if len(self._memory) >= _HELD:
            self._memory = {}
        self._memory[key] = places

    def _ask(
        self, key: str, asked: str, box: list[tuple[float, float]], file: AnswerFile
    ) -> Answer:
        """Ask the service, unless it wants no request now, and keep the answer."""
        rows = file.run("SELECT last, until, status FROM pace WHERE service = ?", self._address)
        # the newest state is the later of the file's and this process's own
        pace = max([_Pace(*row) for row in rows], default=_Pace())
        pace = max(pace, _paces.get(self._address, _Pace()))
        left = pace.until - time.time()
        if 0 < left <= _LONGEST_HOLD:
            return Answer(notice=_refusal(pace.status, left))
        # a clock that was set back must not make anybody wait longer than the pause
        time.sleep(min(max(pace.last + self._pause - time.time(), 0.0), self._pause))
        places: tuple[Found, ...] = ()
        notice, status, hold = "", 0, 0.0
        try:
            found = self._client.geocode(
                asked,
                exactly_one=False,
                limit=_PLACES,
                addressdetails=True,
                language="en",
                viewbox=box or None,
            )
            records = [location.raw for location in found or ()]
            places, text = _places(records), json.dumps(records)
        except Exception as error:  # noqa: BLE001  # whatever the service sends, the page goes on without it
            notice, status, hold = _fault(error)
        else:
            self._hold(key, places)
            file.run("INSERT OR REPLACE INTO answers VALUES (?, ?)", key, text)
        # counted from the end, so that two requests reach the service no closer than the pause
        now = time.time()
        _paces[self._address] = _Pace(now, now + hold, status)
        file.run(
            "INSERT OR REPLACE INTO pace VALUES (?, ?, ?, ?)", self._address, *_paces[self._address]
        )
        file.run("COMMIT")
        return Answer(places, notice)


def _address(service: str) -> str:
    """Return the address of a service, in one spelling."""
    given = f"https://{_PUBLIC}" if service == "nominatim" else service
    try:
        parts = urlsplit(given)
        usable = (
            parts.scheme in {"http", "https"}
            and parts.hostname
            and parts.port != 0
            and parts.username is None
        )
    except ValueError:
        usable = False
    if (
        not usable
        or parts.query
        or parts.fragment
        or " " in given
        or not (given.isascii() and given.isprintable())
    ):
        raise ValueError(
            f"{service!r} is no geocoding service; write nominatim, or the http(s) address of a"
            " Nominatim server"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _client(address: str, user_agent: str, timeout: float) -> Any:
    """Return geopy's client of a Nominatim server."""
    from geopy.adapters import URLLibAdapter  # type: ignore[import-untyped]
    from geopy.exc import GeocoderParseError  # type: ignore[import-untyped]
    from geopy.geocoders import Nominatim  # type: ignore[import-untyped]

    # geopy's other adapter repeats a request that failed at once, and sleeps through a Retry-After
    class Adapter(URLLibAdapter):  # type: ignore[misc]
        """Refuses what is not a list, which geopy would take for nothing found."""

        def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> list[Any]:
            answer = super().get_json(url, timeout=timeout, headers=headers)
            if not isinstance(answer, list):
                raise GeocoderParseError("not a list of places")
            return answer

    scheme, _, domain = address.partition("://")
    return Nominatim(
        scheme=scheme,
        domain=domain,
        user_agent=user_agent,
        timeout=timeout,
        adapter_factory=Adapter,
    )


def _plain(text: str) -> str:
    """Return a text with white space folded and without characters that cannot be printed."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def _box_around(near: tuple[float, float] | None) -> list[tuple[float, float]]:
    """Return two corners (latitude, longitude) around a point rounded to degrees, so that neighbours share an answer."""
    if near is None:
        return []
    lon, lat = near
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(
            f"not a point on the globe in degrees, longitude before latitude: {lon}, {lat}"
        )
    return [
        (max(-90.0, min(90.0, round(lat) + way)), max(-180.0, min(180.0, round(lon) + way)))
        for way in (-_AROUND, _AROUND)
    ]


def _places(records: list[Any]) -> tuple[Found, ...]:
    """Return the places among the service's records.

    Raises
    ------
    ValueError
        There are records, and none of them is a place.
    """
    places = []
    for record in records:
        with suppress(
            AttributeError, KeyError, OverflowError, TypeError, ValueError
        ):  # a postcode, which has no id, or nonsense
            places.append(_place(record))
    if records and not places:
        raise ValueError("no record is a place")
    return tuple(places[:_PLACES])


def _place(record: dict[str, Any]) -> Found:
    from geodata.geodesy import check_point, distance_m

    what, number = record["osm_type"], int(record["osm_id"])
    lat, lon = float(record["lat"]), float(record["lon"])
    south, north, west, east = map(float, record["boundingbox"])
    for point in ((lon, lat), (west, south), (east, north)):
        check_point(*point)
    description = _plain(record["display_name"])
    name = _plain(record.get("name") or "") or description.partition(",")[0].strip()
    if what not in {"node", "way", "relation"} or not name:
        raise ValueError("a place needs a name and a page of OpenStreetMap")
    code = record.get("address", {}).get("country_code", "")
    return Found(
        id=f"osm_{what}_{number}",
        name=name,
        description=description,
        kind=_kind(record),
        country=code.upper() if len(code) == 2 and code.isascii() and code.isalpha() else "",
        lat=lat,
        lon=lon,
        precision_m=max(_LEAST_M, distance_m(west, south, east, north) / 2),
        source="OpenStreetMap, by Nominatim",
        source_url=f"https://www.openstreetmap.org/{what}/{number}",
        licence="ODbL 1.0",
    )


def _kind(record: dict[str, Any]) -> str:
    """Return our kind of a record; a boundary of unknown rank is a region, which nobody pins."""
    key = record.get("category") or record.get("class")
    # a boundary's type says only that it is administrative, its address type of what
    for word in (record.get("addresstype"), record.get("type")):
        if (key, word) in _KINDS:
            return _KINDS[key, word]
    if key == "highway" and record["osm_type"] != "node":
        return "road"
    return "region" if key == "boundary" else "poi"


def _fault(error: Exception) -> tuple[str, int, float]:
    """Return what went wrong in words, the HTTP status of a refusal or 0, and for how many seconds to ask nothing."""
    from geopy.adapters import AdapterHTTPError
    from geopy.exc import GeocoderParseError, GeocoderServiceError

    behind = list(_behind(error))
    for refused in (part for part in behind if isinstance(part, AdapterHTTPError)):
        status = int(refused.status_code)
        # the public service answers 403 to whom it has shut out
        if status in {403, 429} or status >= 500:
            hold = _retry_after(refused.headers)
            return _refusal(status, hold), status, hold
        return f"the service answers with an error (HTTP {status})", 0, 0.0
    if any(isinstance(part, TimeoutError) for part in behind):
        return "the service did not answer in time", 0, 0.0
    if isinstance(error, GeocoderServiceError) and not isinstance(error, GeocoderParseError):
        return "the connection to the service failed", 0, 0.0
    return "the service’s answer cannot be read", 0, 0.0


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it.

    Geopy hides the refusal when its own reading of it fails.
    """
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _retry_after(headers: dict[str, str]) -> float:
    from geopy.adapters import get_retry_after

    with suppress(OverflowError, ValueError):  # a date that is none
        seconds = get_retry_after(headers)
        if seconds is not None:
            return float(min(seconds, _LONGEST_HOLD))
    return _HOLD


def _refusal(status: int, seconds: float) -> str:
    why = {403: "the service refuses requests from here", 429: "the service asks to slow down"}
    return (
        f"{why.get(status, f'the service is out of order (HTTP {status})')}; try again in"
        f" {math.ceil(seconds)} s"
    )
