/* Owns what is selected, and how a mark is chosen: by pointer and by keyboard. */
claimline.selection = (function () {
  "use strict";
  const { state } = claimline;

  /**
   * Whether a mark lights up.
   *
   * @param {MarkProperties} p
   */
  function isSelected(p) {
    const selected = state.payload && state.payload.selected;
    if (!selected) return false;
    if (p.kind !== "claim" && selected.place && placeId(p) === selected.place) return true;
    // a claim lights up everything that is drawn of it; beside a place that was chosen with it, only
    // its own marks
    const named = selected.claim !== null && (p.claims || []).includes(selected.claim);
    return named && (!selected.place || ["advance", "sight", "claim"].includes(p.kind));
  }

  /** @param {MarkProperties} p */
  function placeId(p) {
    return String(p.id).split("#")[0];
  }

  /** @param {MarkProperties} p */
  function choose(p) {
    if (p.kind === "boundary") return;
    if (state.config.alone && state.config.chosen) state.config.chosen(p);
    claimline.quotes.open(p);
    if (!window.Streamlit) return;
    const page = claimline.page.parentPage();
    state.strip.hidden = !(page && page.innerWidth < 640);
    window.Streamlit.setComponentValue({
      mark: placeId(p),
      kind: p.kind,
      place: p.place || null,
      claims: p.claims || [],
      at: Date.now(),
    });
  }

  /**
   * @param {MapFeature} feature
   * @param {L.Layer} layer
   */
  function wire(feature, layer) {
    const p = feature.properties;
    if (p.part === "precision" || p.part === "side") return;
    layer.on("add", () => access(layer, p));
    layer.bindTooltip(() => claimline.tooltips.tooltip(p), {
      sticky: true,
      className: "cl-tip",
      direction: "auto",
    });
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      choose(p);
    });
  }

  /**
   * The element a mark is drawn as, where it has one of its own.
   *
   * @param {L.Layer} layer
   * @returns {HTMLElement | undefined}
   */
  function elementOf(layer) {
    return "getElement" in layer ? /** @type {any} */ (layer).getElement() : undefined;
  }

  /**
   * Marks can be reached by keyboard, bands and outlines cannot: the panel has everything in words.
   *
   * @param {L.Layer} layer
   * @param {MarkProperties} p
   */
  function access(layer, p) {
    const node = elementOf(layer);
    if (!node) return;
    node.setAttribute("aria-label", p.name);
    node.setAttribute("data-mark", p.id);
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", p.part === "point" || p.part === "certain" ? "0" : "-1");
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(p);
    });
  }

  /** Only marks in view can be tabbed to. */
  function reachable() {
    const view = state.map.getBounds();
    ["place:point", "lake:certain"].forEach((key) => {
      if (!state.layers[key]) return;
      state.layers[key].eachLayer((/** @type {any} */ layer) => {
        const node = elementOf(layer),
          at = layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter();
        if (node) node.setAttribute("tabindex", view.contains(at) ? "0" : "-1");
      });
    });
  }

  return { isSelected, choose, wire, reachable };
})();
