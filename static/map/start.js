/* Owns the two calls Python makes: start() once, show() at every change of the view. */
claimline.calls = (function () {
  "use strict";
  const { state, page, address, base } = claimline;
  const PATIENCE = 1000; /* milliseconds that the marks wait for the styles, the border lines and the base */
  const SETTLED = 600; /* milliseconds in which the map's first moves are not the visitor's */

  /**
   * @param {L.Map} map
   * @param {MapConfig} config
   */
  function start(map, config) {
    state.map = map;
    state.config = config;
    document.documentElement.lang = "en";
    panes(map);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    page.quietFocus(map.getContainer());
    page.frameUp(map.getContainer(), claimline.controls.add(map));
    claimline.tooltips.add(map);
    claimline.tools.add(map);
    claimline.travel.fingers(map);
    page.fill();
    open(map, config);
    awaitFiles(config);
    follow(map);
    claimline.beside.add(map);
  }

  /** @param {L.Map} map */
  function panes(map) {
    const orientation = map.createPane("orientation"),
      names = map.createPane("names");
    orientation.style.zIndex = "200";
    orientation.style.pointerEvents = "none";
    names.style.zIndex = "640";
    names.style.pointerEvents = "none";
    state.canvas = L.canvas({ pane: "orientation", padding: 0.3 });
    state.svg = L.svg({ padding: 0.6 });
  }

  /**
   * @param {L.Map} map
   * @param {MapConfig} config
   */
  function open(map, config) {
    const opening = address.remembered() || config.view;
    if (!opening) {
      page.open();
      address.forget(); // an address whose position meant nothing does not keep it
      return;
    }
    map.setView([opening.lat, opening.lon], opening.zoom, { animate: false });
    state.opened = { at: map.getCenter(), zoom: map.getZoom(), given: true };
    state.position = {
      lat: Number(opening.lat).toFixed(5),
      lon: Number(opening.lon).toFixed(5),
      zoom: String(opening.zoom),
    };
  }

  /**
   * Begins when everything has come, or when that takes too long.
   *
   * @param {MapConfig} config
   */
  function awaitFiles(config) {
    // names are placed beside what the styles give its size
    const styles = [...document.querySelectorAll("link[rel=stylesheet]")].filter(
      (link) => !(/** @type {HTMLLinkElement} */ (link).sheet)
    );
    let awaited = 2 + styles.length;
    const arrived = () => {
      awaited -= 1;
      if (!awaited || state.begun) begin();
    };
    styles.forEach((link) => {
      ["load", "error"].forEach((end) => link.addEventListener(end, arrived, { once: true }));
    });
    base
      .load(config.borders)
      .then((lines) => {
        state.borders = lines.features;
        state.borders.forEach((feature, index) => {
          feature.properties.dash = claimline.symbols.borderDash(index);
        });
      })
      .catch(() => {
        state.borderTrouble = true;
      })
      .then(arrived);
    base
      .load(config.base)
      .then(base.take)
      .catch(() => {
        /* the marks stand without the orienting layer */
      })
      .then(arrived);
    window.setTimeout(() => {
      if (!state.begun) begin();
    }, PATIENCE);
  }

  /** @param {L.Map} map */
  function follow(map) {
    window.setTimeout(() => {
      state.settled = true;
    }, SETTLED);
    map.on("click", claimline.selection.clear);
    map.on("zoomend", claimline.layers.restyle);
    map.on("moveend", () => {
      if (!state.begun || !state.payload || state.quiet) return;
      furnish();
      if (state.settled) address.remember();
    });
    window.setInterval(address.write, 300);
    const around = page.parentPage();
    if (!around) return;
    around.addEventListener("claimline-theme", recolour);
    // the page around outlives the map's frame
    window.addEventListener("pagehide", ({ persisted }) => {
      if (!persisted) around.removeEventListener("claimline-theme", recolour);
    });
  }

  /**
   * Takes the page's colours when the system turned dark or light, and no run followed.
   *
   * @param {Event} event
   */
  function recolour(event) {
    if (!state.payload) return;
    const theme = /** @type {CustomEvent<boolean>} */ (event).detail ? "dark" : "light";
    show({ ...state.payload, theme });
  }

  /** Everything that depends on what of the map is in view. */
  function furnish() {
    claimline.controls.refresh();
    claimline.inset.draw();
    claimline.labels.place();
    claimline.selection.reachable();
    claimline.legend.draw();
  }

  /** Draws for the first time, all at once; what is long in coming is drawn when it has come. */
  function begin() {
    state.begun = true;
    state.baseTheme = null;
    if (state.payload) show(state.payload);
  }

  /** @param {MapPayload} payload */
  function show(payload) {
    const marksBefore = state.marks;
    state.payload = payload;
    page.tidy();
    if (!state.begun) return;
    const { geojson, selected, theme, lines } = payload;
    state.marks = JSON.stringify([geojson, selected, theme, lines, state.borders.length]);
    if (state.baseTheme !== theme) base.draw();
    base.online();
    if (state.marks !== marksBefore) redraw();
    claimline.caption.write();
    claimline.legend.draw();
    if (!selected.place && !selected.claim) state.strip.hidden = true;
    // the map takes its height first: names placed before would be placed again
    if (!page.fill()) furnish();
    go(payload);
  }

  /** Draws the marks; what had the focus of the keyboard has it again. */
  function redraw() {
    const focused = document.activeElement && document.activeElement.getAttribute("data-mark");
    claimline.layers.draw();
    if (!focused) return;
    document.querySelectorAll("[data-mark]").forEach((node) => {
      if (node.getAttribute("data-mark") !== focused) return;
      /** @type {HTMLElement} */ (node).focus({ preventScroll: true });
    });
  }

  /**
   * Goes where the page asks, once for each asking: also where another page of the site asked.
   *
   * @param {MapPayload} payload
   */
  function go(payload) {
    const { focus } = payload;
    if (!focus || !address.isNew(focus.n)) return;
    if (focus.home) claimline.travel.home();
    if (focus.bounds) claimline.travel.go(focus.bounds);
    if (focus.reveal) page.reveal("iframe");
  }

  return { start, show, furnish };
})();

claimline.start = claimline.calls.start;
claimline.show = claimline.calls.show;
