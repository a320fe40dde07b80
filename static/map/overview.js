/* Owns the map of a dataset's overview: places by how many claims name them; a press chooses one. */
claimline.overview = (function () {
  "use strict";
  const { state, base, tooltips } = claimline;
  const { element } = claimline.dom;
  const { palette } = claimline.symbols;
  const { aboutPlace, aboutCell } = claimline.overviewWords;
  const SMALLEST = 2.5,
    WIDEST = 15; /* radius in pixels of a place with few claims, and of the one with the most */
  const MOST_NAMES = 60;
  const LETTER = 7.2,
    LINE = 17; /* pixels of a name, about: measuring sixty of them would take longer */

  /** @type {L.LayerGroup} */
  let drawn;
  /** @type {L.LayerGroup} */
  let names;
  /** @type {L.Canvas} */
  let canvas;
  /** @type {HTMLElement} */
  let foot;
  /** @type {OverviewPayload | null} */
  let payload = null;
  let marksKey = "";
  let fitted = "";

  /**
   * @param {L.Map} map
   * @param {PickerConfig} config
   */
  function start(map, config) {
    state.map = map;
    state.config = /** @type {any} */ (config);
    document.documentElement.lang = "en";
    const orientation = map.createPane("orientation");
    orientation.style.zIndex = "200";
    orientation.style.pointerEvents = "none";
    state.canvas = L.canvas({ pane: "orientation", padding: 0.3 });
    canvas = L.canvas({ padding: 0.3, tolerance: 3 });
    drawn = L.layerGroup().addTo(map);
    names = L.layerGroup().addTo(map);
    state.layers = /** @type {any} */ ({ overview: drawn });
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    claimline.page.quietFocus(map.getContainer());
    map.getContainer().setAttribute("aria-label", "Map of the places that claims name");
    tooltips.add(map);
    addFoot(map.getContainer());
    const page = claimline.page.parentPage();
    if (page) claimline.page.borrowFonts(page);
    map.fitBounds(config.home, { animate: false });
    map.on("moveend", writeNames);
    map.on("click", () => {
      if (payload && payload.selected) send({ clear: true });
    });
    base.load(config.base).then(base.take).catch(missing).then(orient);
  }

  /** The marks stand without what orients. */
  function missing() {}

  /**
   * Caption, legend and credits stand below the map and cover nothing of it.
   *
   * @param {HTMLElement} container
   */
  function addFoot(container) {
    const box = element("div", "cl-overview");
    foot = element("div", "cl-overview-foot");
    container.replaceWith(box);
    box.append(container, foot);
    state.map.invalidateSize({ pan: false });
  }

  /** @param {OverviewPayload} now */
  function show(now) {
    payload = now;
    // it has no marks of a view, which the base map and the tooltips look for
    state.payload = /** @type {any} */ ({ ...now, geojson: { features: [] } });
    orient();
    const { marks, cells, selected, theme } = now;
    const key = JSON.stringify([marks, cells, selected, theme]);
    if (key !== marksKey) draw();
    marksKey = key;
    foot.replaceChildren(...now.foot.map((words) => element("p", "", words)));
    state.map.invalidateSize({ pan: false });
    if (now.fit.key !== fitted) {
      fitted = now.fit.key;
      state.map.fitBounds(now.fit.bounds, { animate: false, maxZoom: 9 });
    }
    writeNames();
  }

  function orient() {
    if (payload) base.draw();
  }

  function draw() {
    if (!payload) return;
    drawn.clearLayers();
    tooltips.hide();
    const most = Math.max(1, ...payload.marks.map((mark) => mark[5]));
    payload.cells.forEach((cell) => drawCell(cell));
    // the small ones lie on the large ones, so that each can be pressed
    payload.marks.forEach((mark) => {
      if (!mark[4]) drawPlace(mark, most);
    });
  }

  /**
   * @param {OverviewMark} mark
   * @param {number} most
   */
  function drawPlace(mark, most) {
    const [id, lat, lon, , , claims] = mark;
    const chosen = payload !== null && payload.selected === id;
    const colour = chosen ? palette().accent : palette().place;
    const circle = L.circleMarker([lat, lon], {
      renderer: canvas,
      radius: radius(claims, most),
      weight: chosen ? 3 : 1,
      color: colour,
      fillColor: colour,
      fillOpacity: chosen ? 0.5 : 0.28,
    });
    wire(circle, aboutPlace(mark, payload), () => send({ place: id }));
    circle.addTo(drawn);
  }

  /**
   * @param {number} claims
   * @param {number} most
   */
  function radius(claims, most) {
    return SMALLEST + (WIDEST - SMALLEST) * Math.sqrt(claims / most);
  }

  /** @param {OverviewCell} cell */
  function drawCell(cell) {
    const [lat, lon, , , within] = cell;
    const ring = L.circleMarker([lat, lon], {
      renderer: canvas,
      radius: 4,
      weight: 1,
      dashArray: "1.5 2",
      color: palette().quiet,
      fillOpacity: 0,
    });
    wire(ring, aboutCell(cell), () => send({ within }));
    ring.addTo(drawn);
  }

  /**
   * @param {L.CircleMarker} layer
   * @param {MarkProperties} about
   * @param {() => void} choose
   */
  function wire(layer, about, choose) {
    const { lat, lng } = layer.getLatLng();
    const geometry = { type: "Point", coordinates: [lng, lat] };
    layer.feature = /** @type {any} */ ({ type: "Feature", properties: about, geometry });
    layer.on("mouseover mousemove", (event) =>
      tooltips.show(about, /** @type {L.LeafletMouseEvent} */ (event).containerPoint)
    );
    layer.on("mouseout", tooltips.hide);
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      choose();
    });
  }

  /** The places with the most claims first; a name with no room is left out. */
  function writeNames() {
    if (!payload) return;
    names.clearLayers();
    const view = state.map.getBounds();
    const most = Math.max(1, ...payload.marks.map((mark) => mark[5]));
    /** @type {{ x: number, y: number, w: number }[]} */
    const taken = [];
    for (const mark of payload.marks) {
      const [, lat, lon, name, area, claims] = mark;
      if (taken.length >= MOST_NAMES) return;
      if (!view.contains([lat, lon])) continue;
      const at = state.map.latLngToContainerPoint([lat, lon]);
      const w = name.length * LETTER;
      const x = area ? at.x - w / 2 : at.x + radius(claims, most) + 2;
      const box = { x, y: at.y - LINE / 2, w };
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      write(mark, box.x - at.x);
    }
  }

  /**
   * @param {{ x: number, y: number, w: number }} a
   * @param {{ x: number, y: number, w: number }} b
   */
  function overlap(a, b) {
    return a.x < b.x + b.w + 6 && b.x < a.x + a.w + 6 && Math.abs(a.y - b.y) < LINE;
  }

  /**
   * A name that is chosen like its mark; of an area there is no other mark.
   *
   * @param {OverviewMark} mark
   * @param {number} beside pixels from the place to the name's left end
   */
  function write(mark, beside) {
    const [id, lat, lon, name, area] = mark;
    const node = element("button", area ? "cl-name cl-area" : "cl-name", name);
    node.type = "button";
    const about = aboutPlace(mark, payload);
    node.setAttribute("aria-label", `${name}: ${about.told || ""}`);
    node.classList.toggle("cl-on", payload !== null && payload.selected === id);
    node.addEventListener("click", (event) => {
      event.stopPropagation();
      send({ place: id });
    });
    tooltips.attach(node, about);
    const icon = L.divIcon({
      html: node,
      className: "cl-overview-name",
      iconSize: undefined,
      iconAnchor: [-beside, LINE / 2],
    });
    L.marker([lat, lon], { icon, keyboard: false }).addTo(names);
  }

  /** @param {Record<string, unknown>} told */
  function send(told) {
    if (window.Streamlit) window.Streamlit.setComponentValue({ ...told, at: Date.now() });
  }

  return { start, show };
})();
