/* Owns the reader's tools: the coordinates of a point, going to one, measuring along the ground. */
claimline.tools = (function () {
  "use strict";
  const { state } = claimline;
  const { element, button } = claimline.dom;
  const { decimal, dms, mgrs, parse } = claimline.coordinates;
  const CROSS_FOR = 8000; /* milliseconds */
  const NEAR = 12; /* zoom at which a point that was asked for is shown, if the map is further off */

  /** @type {{ box: HTMLElement, open: HTMLButtonElement, at: HTMLElement, error: HTMLElement, length: HTMLElement, measure: HTMLButtonElement, field: HTMLInputElement }} */
  const parts = /** @type {any} */ ({});
  /** @type {L.LatLng[]} */
  let points = [];
  /** @type {L.LayerGroup | null} */
  let drawn = null;
  /** @type {LatLon | null} where the pointer was last: what is copied */
  let last = null;

  function opener() {
    parts.open = button("Tools", "Coordinates, go to a point, measure", () => {
      toggle(parts.box.hidden);
    });
    parts.open.setAttribute("aria-expanded", "false");
    return parts.open;
  }

  function panel() {
    parts.box = element("div", "cl-tools");
    parts.box.hidden = true;
    parts.box.setAttribute("role", "group");
    parts.box.setAttribute("aria-label", "Reader’s tools");
    parts.at = element("div", "cl-at");
    parts.length = element("p", "cl-length");
    parts.length.setAttribute("role", "status");
    parts.error = element("p", "cl-error");
    parts.error.setAttribute("role", "alert");
    parts.measure = button("Measure", "Click points on the map", () => {
      measure(state.tool !== "measure");
    });
    parts.box.append(parts.at, goTo(), parts.error, parts.measure);
    if (!state.config.alone) {
      parts.box.append(
        button("Only what is in view", "Show only claims that name a place in view", inView)
      );
    }
    parts.box.append(parts.length);
    parts.box.addEventListener("keydown", ended);
    return parts.box;
  }

  /** Asks for the claims that name a place in view; the page's Reset brings the others back. */
  function inView() {
    if (!window.Streamlit) return;
    const view = state.map.getBounds();
    const box = [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()];
    window.Streamlit.setComponentValue({ within: box.join(","), at: Date.now() });
  }

  function goTo() {
    const form = element("form", "cl-goto");
    parts.field = element("input", "cl-field");
    parts.field.setAttribute("aria-label", "Go to coordinates: decimal, degrees or MGRS");
    parts.field.placeholder = "48.8584, 2.2945 or MGRS";
    const go = element("button", "cl-button", "Go to");
    go.type = "submit";
    form.append(parts.field, go);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const at = parse(parts.field.value);
      parts.error.textContent = at
        ? ""
        : "These are no coordinates. Write 48.8584, 2.2945, or 48°51′30″N 2°17′40″E, or an MGRS reference.";
      if (at) show(at);
    });
    return form;
  }

  /**
   * Goes to a point and marks it for a while.
   *
   * @param {LatLon} at
   */
  function show(at) {
    const map = state.map;
    claimline.travel.leave();
    map.setView(at, Math.max(map.getZoom(), NEAR), { animate: false });
    const icon = L.divIcon({ className: "cl-cross", html: "", iconSize: [23, 23] });
    const cross = L.marker(at, { icon, interactive: false, keyboard: false }).addTo(map);
    window.setTimeout(() => cross.remove(), CROSS_FOR);
    write(at);
  }

  /** @param {boolean} open */
  function toggle(open) {
    parts.box.hidden = !open;
    parts.open.setAttribute("aria-expanded", String(open));
    if (open) {
      const { lat, lng } = state.map.getCenter();
      write(last || [lat, lng]);
    } else measure(false);
    claimline.labels.place();
  }

  /**
   * Writes a point in each way, with a button that copies it.
   *
   * @param {LatLon} at
   */
  function write(at) {
    last = at;
    const rows = [decimal(...at), dms(...at), mgrs(...at)].filter(Boolean);
    const old = [...parts.at.querySelectorAll("button")];
    if (old.length === rows.length) {
      old.forEach((node, i) => {
        node.textContent = rows[i];
      });
      return;
    }
    parts.at.replaceChildren(
      ...rows.map((text) => {
        /** @type {HTMLButtonElement} */
        const node = button(text, "Copy", () => copy(node));
        return node;
      })
    );
  }

  /** @param {HTMLButtonElement} node */
  function copy(node) {
    const text = node.textContent || "",
      page = claimline.page.parentPage() || window;
    const said = (/** @type {string} */ words) => {
      parts.length.textContent = words;
    };
    if (page.isSecureContext && page.navigator.clipboard) {
      page.navigator.clipboard.writeText(text).then(
        () => said(`Copied ${text}`),
        () => said(text)
      );
    } else {
      parts.field.value = text;
      parts.field.select();
      said("Copy it from the field above.");
    }
  }

  /** @param {boolean} on */
  function measure(on) {
    state.tool = on ? "measure" : null;
    parts.measure.setAttribute("aria-pressed", String(on));
    state.map.getContainer().classList.toggle("cl-measuring", on);
    points = [];
    if (drawn) drawn.remove();
    drawn = on ? L.layerGroup().addTo(state.map) : null;
    parts.length.textContent = on ? "Click points on the map. Esc ends." : "";
    if (on) state.map.doubleClickZoom.disable();
    else state.map.doubleClickZoom.enable();
  }

  /** @param {L.LeafletMouseEvent} event */
  function clicked(event) {
    if (state.tool !== "measure" || !drawn) return;
    points.push(event.latlng);
    drawn.clearLayers();
    const look = { color: claimline.symbols.palette().accent, weight: 2, interactive: false };
    L.polyline(points, look).addTo(drawn);
    points.forEach((at) => {
      L.circleMarker(at, { ...look, radius: 3, fillOpacity: 1 }).addTo(
        /** @type {L.LayerGroup} */ (drawn)
      );
    });
    parts.length.textContent =
      points.length > 1 ? `${distance()}. ${lineError()}` : "One more point.";
  }

  function distance() {
    const sum = points
      .slice(1)
      .reduce(
        (total, at, i) =>
          total + claimline.geodesic.metres([points[i].lat, points[i].lng], [at.lat, at.lng]),
        0
      );
    if (!Number.isFinite(sum)) return "Too far to be measured";
    return sum < 1000 ? `${Math.round(sum)} m` : `${(sum / 1000).toFixed(sum < 1e5 ? 2 : 0)} km`;
  }

  /** How well the line that is measured from is known, as its publisher states it. */
  function lineError() {
    const { picked } = state.payload.lines;
    const line = state.borders.find((feature) => feature.properties.line === picked);
    if (!line) return "";
    const { accuracy, note = "", label = "" } = line.properties;
    if (typeof accuracy === "number") return `Border line: ± ${(accuracy / 1000).toFixed(1)} km`;
    const stated = accuracy || (/Accuracy: (.+?)\.(?: [A-Z]|$)/.exec(note) || [])[1];
    return stated ? `Accuracy of the border line (${label.split(",")[0]}): ${stated}.` : "";
  }

  /** @param {KeyboardEvent} event */
  function ended(event) {
    if (event.key !== "Escape" || parts.box.hidden) return;
    event.stopPropagation();
    if (state.tool) {
      measure(false);
      return;
    }
    toggle(false);
    parts.open.focus();
  }

  /** @param {L.Map} map */
  function add(map) {
    map.on("click", clicked);
    map.on("mousemove", (event) => {
      if (!parts.box.hidden) write([event.latlng.lat, event.latlng.wrap().lng]);
    });
    document.addEventListener("keydown", ended);
  }

  return { add, opener, panel };
})();
