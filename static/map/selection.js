/* Owns what is selected, and how a mark is chosen: by pointer and by keyboard. */
claimline.selection = (function () {
  "use strict";
  const { state } = claimline;
  const NO_CHOICE = ["boundary", "base"]; /* what orients has no sentences */
  const UNWIRED = ["precision", "side", "tag", "label"];

  /**
   * Whether a mark lights up.
   *
   * @param {MarkProperties} p
   */
  function isSelected(p) {
    const selected = state.payload && state.payload.selected;
    if (!selected) return false;
    if (p.kind !== "claim" && selected.place && placeId(p) === selected.place) return true;
    // a claim lights up everything that is drawn of it, or of what it answers; beside a place that was chosen with it, only
    // its own marks
    const of = [...(p.claims || []), ...(p.answers || [])];
    const named = selected.claim !== null && of.includes(selected.claim);
    return named && (!selected.place || ["advance", "claim"].includes(p.kind));
  }

  /** @param {MarkProperties} p */
  function placeId(p) {
    return String(p.id).split("#")[0];
  }

  /** @param {MarkProperties} p */
  function isChoice(p) {
    return !NO_CHOICE.includes(p.kind);
  }

  /**
   * @param {MarkProperties} p
   * @param {string} [claim] one of several that a mark stands for
   */
  function choose(p, claim) {
    if (!isChoice(p)) return;
    if (state.config.alone && state.config.chosen) state.config.chosen(p);
    claimline.quotes.open(p);
    if (!window.Streamlit) return;
    const page = claimline.page.parentPage();
    state.strip.hidden = !(page && page.innerWidth < claimline.page.NARROW);
    window.Streamlit.setComponentValue({
      mark: placeId(p),
      kind: p.kind,
      place: p.place || null,
      claims: p.claims || [],
      claim: claim || null,
      at: Date.now(),
    });
  }

  /** A press on the empty map: nothing is selected any more. */
  function clear() {
    const { place, claim } = (state.payload && state.payload.selected) || {};
    if (state.tool || !window.Streamlit || !(place || claim)) return;
    window.Streamlit.setComponentValue({ clear: true, at: Date.now() });
  }

  /**
   * @param {MapFeature} feature
   * @param {L.Layer} layer
   */
  function wire(feature, layer) {
    const p = feature.properties;
    if (UNWIRED.includes(p.part || "")) return;
    layer.on("add", () => access(layer, p));
    layer.on("click", (event) => {
      if (state.tool) return; // the map's own click is the tool's
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
   * What can be chosen by the mouse can be chosen by keyboard.
   *
   * @param {L.Layer} layer
   * @param {MarkProperties} p
   */
  function access(layer, p) {
    const node = elementOf(layer);
    if (!node) return;
    claimline.tooltips.attach(node, p);
    node.setAttribute("data-mark", p.id);
    if (!isChoice(p)) return;
    node.setAttribute("aria-label", p.name);
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", "-1");
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(p);
    });
  }

  /**
   * Only marks in view can be tabbed to, and each once: at its name where that is on the map, else
   * at the first of its parts.
   */
  function reachable() {
    const view = state.map.getBounds();
    const reached = new Set(
      [...document.querySelectorAll("[data-label$='|name']")].map((node) =>
        (node.getAttribute("data-label") || "").split("|")[0].replace(/#.*/, "")
      )
    );
    Object.keys(state.layers).forEach((key) => {
      state.layers[key].eachLayer((/** @type {any} */ layer) => {
        const node = elementOf(layer),
          p = layer.feature.properties;
        if (!node || node.getAttribute("role") !== "button") return;
        const seen = layer.getLatLng
          ? view.contains(layer.getLatLng())
          : view.intersects(layer.getBounds());
        const here = seen && isDrawn(layer) && !reached.has(placeId(p));
        node.setAttribute("tabindex", here ? "0" : "-1");
        if (here) reached.add(placeId(p));
      });
    });
  }

  /** @param {any} layer */
  function isDrawn(layer) {
    const { stroke, fill, opacity } = layer.options;
    return !layer.setStyle || fill || (stroke !== false && opacity !== 0);
  }

  return { isSelected, isChoice, choose, clear, wire, reachable };
})();
