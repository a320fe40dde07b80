/* Owns the small map on which a visitor shows where a place is: a press, or Enter for its middle. */
claimline.picker = (function () {
  "use strict";
  const { state, base } = claimline;
  const { element } = claimline.dom;
  const { palette } = claimline.symbols;
  const MOST_NAMES = 40;
  const APART = { x: 76, y: 17 }; /* pixels between two names at least */

  /** @type {L.LayerGroup} */
  let names;
  /** @type {L.LayerGroup} */
  let point;
  /** @type {L.GeoJSON | null} */
  let lines = null;
  /** @type {PickerPayload} */
  let payload;

  /**
   * @param {L.Map} map
   * @param {PickerConfig} config
   */
  function start(map, config) {
    state.map = map;
    document.documentElement.lang = "en";
    const orientation = map.createPane("orientation");
    orientation.style.zIndex = "200";
    orientation.style.pointerEvents = "none";
    state.canvas = L.canvas({ pane: "orientation", padding: 0.3 });
    names = L.layerGroup().addTo(map);
    point = L.layerGroup().addTo(map);
    L.control.scale({ imperial: true, position: "bottomright" }).addTo(map);
    byKeyboard(map.getContainer());
    map.fitBounds(config.home, { animate: false, maxZoom: 12 });
    map.on("moveend", writeNames);
    base.load(config.base).then(base.take).catch(missing).then(draw);
    base
      .load(config.borders)
      .then((found) => {
        state.borders = found.features;
      })
      .catch(missing)
      .then(draw);
  }

  /** Names and the press still work without what orients. */
  function missing() {}

  /** @param {HTMLElement} box */
  function byKeyboard(box) {
    box.setAttribute(
      "aria-label",
      "Map to press: arrow keys move it, plus and minus zoom, Enter takes the place in its middle"
    );
    box.setAttribute("role", "application");
    box.append(element("div", "cl-middle"));
    box.addEventListener("pointerdown", () => box.classList.remove("cl-keys"));
    box.addEventListener("keydown", (event) => {
      box.classList.add("cl-keys");
      if (event.key !== "Enter" || event.target !== box) return;
      event.preventDefault();
      state.map.fire("click", { latlng: state.map.getCenter() });
    });
  }

  /** @param {PickerPayload} now */
  function show(now) {
    payload = now;
    // it has no marks of a view, which the base map looks for
    state.payload = /** @type {any} */ ({ ...now, geojson: { features: [] } });
    draw();
    point.clearLayers();
    if (!now.point) return;
    const { lat, lon, precision } = now.point;
    const look = { color: palette().ink, weight: 2, interactive: false };
    if (precision) L.circle([lat, lon], { ...look, radius: precision, fill: false }).addTo(point);
    L.circleMarker([lat, lon], { ...look, radius: 5, fillOpacity: 1 }).addTo(point);
  }

  function draw() {
    if (!payload) return;
    base.draw();
    if (lines) state.map.removeLayer(lines);
    /** @type {any} Leaflet's types know no renderer of a group */
    const options = {
      interactive: false,
      style: { color: palette().quiet, weight: 1.2, dashArray: "5 4", fill: false },
    };
    const { lines: wanted } = payload;
    const own = state.borders.filter(({ properties }) => wanted.includes(properties.line || ""));
    lines = L.geoJSON(/** @type {any} */ (own), options).addTo(state.map);
    writeNames();
  }

  /** The article's own places first, then towns; a name with no room is left out. */
  function writeNames() {
    if (!payload) return;
    names.clearLayers();
    const view = state.map.getBounds(),
      zoom = state.map.getZoom();
    const towns = (state.base ? state.base.features : [])
      .filter(({ properties }) => properties.layer === "town" && (properties.rank || 9) <= zoom - 5)
      .map(({ properties, geometry }) => ({
        name: properties.name || "",
        lat: geometry.coordinates[1],
        lon: geometry.coordinates[0],
        own: false,
      }));
    /** @type {L.Point[]} */
    const taken = [];
    [...payload.near.map((each) => ({ ...each, own: true })), ...towns]
      .filter(({ lat, lon }) => view.contains([lat, lon]))
      .forEach(({ name, lat, lon, own }) => {
        const at = state.map.latLngToContainerPoint([lat, lon]);
        const near = taken.some(
          (other) => Math.abs(other.x - at.x) < APART.x && Math.abs(other.y - at.y) < APART.y
        );
        if (near || taken.length >= MOST_NAMES) return;
        taken.push(at);
        write(name, lat, lon, own);
      });
  }

  /**
   * @param {string} name
   * @param {number} lat
   * @param {number} lon
   * @param {boolean} own
   */
  function write(name, lat, lon, own) {
    L.circleMarker([lat, lon], {
      radius: own ? 4 : 2,
      weight: 1,
      color: palette().ink,
      fillOpacity: own ? 0.9 : 0.6,
      interactive: false,
    })
      .bindTooltip(element("span", "", name), {
        permanent: true,
        direction: "right",
        offset: [3, 0],
        className: own ? "cl-picker-name cl-own" : "cl-picker-name",
      })
      .addTo(names);
  }

  return { start, show };
})();
