"""Online geocoding, which is optional: places that no table has, from a Nominatim server.

The data are OpenStreetMap's (ODbL 1.0). Nothing here runs unless somebody makes an
``OnlineGeocoder``. It follows the service's usage policy
(https://operations.osmfoundation.org/policies/nominatim/): it says who asks, asks for one name at a
time with a pause between, and caches every answer, in an SQLite file that threads and processes
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

from geodata.online.answers_file import FILE, AnswerFile
from geodata.online.online_records import MOST_PLACES, Found, plain_text, read_places

__all__ = ["Answer", "Found", "OnlineGeocoder"]

_PUBLIC = "nominatim.openstreetmap.org"
_LONGEST_NAME = 200
"""A name of more characters is cut: no place's name is so long."""
_AROUND_DEG = 2.0
"""How far, in degrees, the service looks first around the point near which a name is expected:
some 200 km, the size of a small country."""
_HOLD_S = 60.0
"""Seconds without a request after a refusal that does not say how long to wait. A choice."""
_LONGEST_HOLD_S = 86_400.0
"""Seconds in a day. No error in a header or of the clock stops requests for longer."""
_MOST_ANSWERS = 10_000
"""Answers cached in memory, some 20 MB."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a name: places, or the reason why there are none.

    No places and an empty notice mean that the service knows no place of that name.
    """

    places: tuple[Found, ...] = ()
    """At most five, best first."""
    notice: str = ""
    """Why there is no answer, in words for people."""
    cached: bool = False
    """Whether the answer comes from the cache."""


class _Pace(NamedTuple):
    """When a service was last asked, and until when it wants no request."""

    last: float = 0.0
    """When the last request ended, in seconds since 1970."""
    until: float = 0.0
    """When the service may be asked again, in seconds since 1970."""
    status: int = 0
    """The HTTP status with which it refused, or 0."""


_turn = threading.Lock()
"""Held by the thread that asks: the policy allows a single one."""
_paces: dict[str, _Pace] = {}
"""The pace of each service in this process, in whatever folders its geocoders cache."""


class OnlineGeocoder:
    """Asks a Nominatim server where a name is, at the pace that the server wants.

    Parameters
    ----------
    service
        ``nominatim``, or the http(s) address of another Nominatim server.
    user_agent
        Who asks: the application, and an address where its operator can be reached.
    cache
        The folder for the answers, and for the pace of all processes that share it. Where it
        cannot be written, both stay in memory.
    seconds_between
        Seconds from the end of a request to the next one, in all threads; at least 1 for
        ``nominatim``, as its policy wants.
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
                f"the user agent {user_agent!r} does not say who asks; "
                "set CLAIMLINE_CONTACT to a web or mail address, in plain ASCII"
            )
        self._address = _address(service)
        self._pause = max(seconds_between, 1.0 if _PUBLIC in self._address else 0.0)
        self._client = _client(self._address, user_agent.strip(), timeout)
        self._path = cache / FILE
        self._memory: dict[str, tuple[Found, ...]] = {}

    def find(self, name: str, near: tuple[float, float] | None = None) -> Answer:
        """Return the places of a name, from the cache or else from the service.

        Whatever fails becomes the answer's notice.

        Parameters
        ----------
        name
            Any text. Characters that cannot be printed are removed, and a long text is cut.
        near
            Longitude and latitude, in degrees, where the name is expected: a hint, which excludes
            nothing.

        Raises
        ------
        ValueError
            ``near`` is not on the globe.
        """
        box = _box_around(near)
        asked = plain_text(name)[:_LONGEST_NAME].rstrip()
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
                    self._remember(key, read_places(json.loads(records)))
        places = self._memory.get(key)
        return None if places is None else Answer(places, cached=True)

    def _remember(self, key: str, places: tuple[Found, ...]) -> None:
        if len(self._memory) >= _MOST_ANSWERS:
            self._memory = {}
        self._memory[key] = places

    def _ask(
        self, key: str, asked: str, box: list[tuple[float, float]], file: AnswerFile
    ) -> Answer:
        """Ask the service, unless it wants no request now, and cache the answer."""
        rows = file.run("SELECT last, until, status FROM pace WHERE service = ?", self._address)
        # the newest state is the later of the file's and this process's own, since the file may
        # be unusable
        pace = max([_Pace(*row) for row in rows], default=_Pace())
        pace = max(pace, _paces.get(self._address, _Pace()))
        left = pace.until - time.time()
        if 0 < left <= _LONGEST_HOLD_S:
            return Answer(notice=_refusal(pace.status, left))
        # a clock that was set back must not make anybody wait longer than the pause
        time.sleep(min(max(pace.last + self._pause - time.time(), 0.0), self._pause))
        places: tuple[Found, ...] = ()
        notice, status, hold = "", 0, 0.0
        try:
            found = self._client.geocode(
                asked,
                exactly_one=False,
                limit=MOST_PLACES,
                addressdetails=True,
                language="en",
                viewbox=box or None,
            )
            records = [location.raw for location in found or ()]
            places, text = read_places(records), json.dumps(records)
        except Exception as error:  # noqa: BLE001  # the page works whatever the service sends
            notice, status, hold = _fault(error)
        else:
            self._remember(key, places)
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
    """Return the address of a service in a normal form, or raise ValueError."""
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
            f"{service!r} is no geocoding service; write nominatim, "
            "or the http(s) address of a Nominatim server"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _client(address: str, user_agent: str, timeout: float) -> Any:
    """Return geopy's client of a Nominatim server."""
    from geopy.adapters import URLLibAdapter  # type: ignore[import-untyped]
    from geopy.exc import GeocoderParseError  # type: ignore[import-untyped]
    from geopy.geocoders import Nominatim  # type: ignore[import-untyped]

    # URLLibAdapter, since geopy 2.5's RequestsAdapter repeats a failed request at once and sleeps
    # for as long as a Retry-After says
    class Adapter(URLLibAdapter):  # type: ignore[misc]
        """Refuses an answer that is no list, which geopy would take for nothing found."""

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


def _box_around(near: tuple[float, float] | None) -> list[tuple[float, float]]:
    """Return two corners (latitude, longitude) of a box around a point, in degrees; [] for None.

    The point is rounded to whole degrees, so that neighbours share a cached answer.
    """
    if near is None:
        return []
    lon, lat = near
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(
            f"not a point on the globe in degrees, longitude before latitude: {lon}, {lat}"
        )
    return [
        (max(-90.0, min(90.0, round(lat) + way)), max(-180.0, min(180.0, round(lon) + way)))
        for way in (-_AROUND_DEG, _AROUND_DEG)
    ]


def _fault(error: Exception) -> tuple[str, int, float]:
    """Return what failed in words, the HTTP status of a refusal or 0, and how long to ask nothing.

    The last is in seconds.
    """
    from geopy.adapters import AdapterHTTPError
    from geopy.exc import GeocoderParseError, GeocoderServiceError

    behind = list(_causes(error))
    for refused in (part for part in behind if isinstance(part, AdapterHTTPError)):
        status = int(refused.status_code)
        # the public service answers 403 to clients that it has blocked
        if status in {403, 429} or status >= 500:
            hold = _retry_after(refused.headers)
            return _refusal(status, hold), status, hold
        return f"the service answers with an error (HTTP {status})", 0, 0.0
    if any(isinstance(part, TimeoutError) for part in behind):
        return "the service did not answer in time", 0, 0.0
    if isinstance(error, GeocoderServiceError) and not isinstance(error, GeocoderParseError):
        return "the connection to the service failed", 0, 0.0
    return "the service’s answer cannot be read", 0, 0.0


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and its causes: geopy hides a refusal where it fails to read its body."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _retry_after(headers: dict[str, str]) -> float:
    from geopy.adapters import get_retry_after

    with suppress(OverflowError, ValueError):  # the header holds no valid date
        seconds = get_retry_after(headers)
        if seconds is not None:
            return float(min(seconds, _LONGEST_HOLD_S))
    return _HOLD_S


def _refusal(status: int, seconds: float) -> str:
    why = {403: "the service refuses requests from here", 429: "the service asks to slow down"}
    return (
        f"{why.get(status, f'the service is out of order (HTTP {status})')}; "
        f"try again in {math.ceil(seconds)} s"
    )
