"""One visitor's session on Streamlit's own websocket, as a browser speaks it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.sync.client import connect
from websockets.typing import Subprotocol

_MAP = "streamlit_folium.st_folium"
_CACHED_RUNS = 2
"""For how many runs a browser caches a message, which the server may then send by name only
(``global.maxCachedMessageAge``)."""


class VisitError(RuntimeError):
    """The page showed an error, or its script could not run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visitor waited for.

    Attributes
    ----------
    map_ms
        Milliseconds to a map that differs from the one before; None where it stayed the same.
    page_ms
        Milliseconds to the end of the run.
    received
        Bytes the server sent.
    """

    map_ms: float | None
    page_ms: float
    received: int


class Visitor:
    """One visitor's session: Streamlit's protocol as a browser speaks it, and the page sent last.

    Parameters
    ----------
    address
        The app's address, with a slash at its end.
    patience
        Seconds to wait for the connection, and for an answer.
    """

    def __init__(self, address: str, *, patience: float = 60.0) -> None:
        self._client = ClientState(
            context_info=ContextInfo(timezone="UTC", locale="en", url=address, color_scheme="light")
        )
        self._patience = patience
        self._runs = 0
        self._cache: dict[str, tuple[int, Delta]] = {}
        self._elements: list[Any] = []
        self.map = ""
        self._connection = connect(
            f"ws{address.removeprefix('http')}_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            open_timeout=patience,
            # a browser answers pings and sends none
            ping_interval=None,
            max_size=None,
            proxy=None,
        )

    def __enter__(self) -> Self:
        self._line = self._connection.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    @property
    def page(self) -> bytes:
        """Everything on the page, as it was sent."""
        return b"".join(element.SerializeToString() for element in self._elements)

    @property
    def payload(self) -> dict[str, Any]:
        """What our map shows."""
        script = json.loads(self.map)["feature_group"]
        found: dict[str, Any] = json.JSONDecoder().raw_decode(
            script.partition("claimline.show(")[2]
        )[0]
        return found

    def element(self, name: str) -> Any:
        """Return the element that has a key, a label or a component's name.

        Raises
        ------
        LookupError
            No element has it.
        """
        for element in self._elements:
            named = {getattr(element, "label", ""), getattr(element, "component_name", "")}
            if name in named or getattr(element, "id", "").endswith(f"-{name}"):
                return element
        raise LookupError(name)

    def go(self, page: str = "", query: str = "") -> Answer:
        """Open a page by its path below the app's address, with a query string without its "?"."""
        self._client.page_name, self._client.page_script_hash, self._client.query_string = (
            page,
            "",
            query,
        )
        return self._run([])

    def click(self, mark: str) -> Answer:
        """Click on a mark of our map, by its id."""
        return self._run(
            [
                WidgetState(
                    id=self.element(_MAP).id,
                    json_value=json.dumps({"at": self._runs, "mark": mark}),
                )
            ]
        )

    def press(self, button: str, **given: str | bool | list[str]) -> Answer:
        """Press a button, with the values of the form it sends, by key or label."""
        pressed = WidgetState(id=self.element(button).id, trigger_value=True)
        return self._run([*(self._state(name, value) for name, value in given.items()), pressed])

    def set(self, **given: str | bool | list[str]) -> Answer:
        """Set widgets, by key or label, to values; without any, only run the page again.

        A choice is given by the words that the page shows for it.
        """
        return self._run([self._state(name, value) for name, value in given.items()])

    def _state(self, name: str, value: str | bool | list[str]) -> WidgetState:
        state = WidgetState(id=self.element(name).id)
        if isinstance(value, list):
            state.string_array_value.data.extend(value)
        elif isinstance(value, bool):
            state.bool_value = value
        else:
            state.string_value = value
        return state

    def _run(self, widgets: list[WidgetState]) -> Answer:
        """Have the script run, and wait for its end.

        Streamlit keeps the values of widgets that are not sent again.
        """
        self._runs += 1
        self._client.widget_states.CopyFrom(WidgetStates(widgets=widgets))
        self._client.cached_message_hashes[:] = self._cache
        before, map_ms, received, finished = self.map, None, 0, False
        start = time.perf_counter()
        self._line.send(BackMsg(rerun_script=self._client).SerializeToString())
        while not finished:
            frame = self._line.recv(timeout=max(0.0, start + self._patience - time.perf_counter()))
            received += len(frame)
            finished = self._take(ForwardMsg.FromString(frame))
            if map_ms is None and self.map != before:
                map_ms = 1000 * (time.perf_counter() - start)
        self._cache = {
            name: sent for name, sent in self._cache.items() if self._runs - sent[0] < _CACHED_RUNS
        }
        return Answer(map_ms, 1000 * (time.perf_counter() - start), received)

    def _take(self, message: ForwardMsg) -> bool:
        """Apply a message to the page; return whether it ends the run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._elements = []
        elif kind == "navigation":
            self._client.page_script_hash, self._client.page_name = (
                message.navigation.page_script_hash,
                "",
            )
        elif kind == "page_info_changed":
            self._client.query_string = message.page_info_changed.query_string
        elif kind == "ref_hash":
            self._draw(self._keep(message.ref_hash, self._cache[message.ref_hash][1]))
        elif kind == "delta":
            self._draw(
                self._keep(message.hash, message.delta)
                if message.metadata.cacheable
                else message.delta
            )
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise VisitError("the script does not compile")
            # another run follows one that ended early
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _keep(self, name: str, delta: Delta) -> Delta:
        self._cache[name] = (self._runs, delta)
        return delta

    def _draw(self, delta: Delta) -> None:
        if delta.WhichOneof("type") == "add_block" and delta.add_block.HasField("popover"):
            # a drawer is a block that is also a widget: it is open or not
            self._elements.append(delta.add_block.popover)
        if delta.WhichOneof("type") != "new_element":
            return
        kind = str(delta.new_element.WhichOneof("type"))
        element = getattr(delta.new_element, kind)
        if kind == "exception":
            raise VisitError(f"{element.type}: {element.message}")
        self._elements.append(element)
        if getattr(element, "component_name", "") == _MAP:
            self.map = element.json_args
