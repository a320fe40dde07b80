/* Owns the marks on the map: which there are, in which order they lie, and their drawing. */
claimline.layers = (function () {
  "use strict";
  const { state } = claimline;
  const { svg } = claimline.dom;
  const { style, palette } = claimline.symbols;
  const { signs, symbols } = claimline.symbology;

  /** From the lowest to the highest. */
  const ORDER = [
    "boundary:line",
    "area:outline",
    "advance:band",
    "lake:envelope",
    "lake:certain",
    "road:line",
    "claim:outline",
    "claim:ring",
    "place:precision",
    "lake:precision",
    "advance:isoline",
    "sight:bar",
    "area:label",
    "base:side",
    "place:point",
    "lake:point",
  ];
  /** What looks otherwise at another zoom. */
  const BY_ZOOM = ["area:outline", "sight:bar", "boundary:line"];

  /** The marks of the view, and the border lines it draws. */
  function features() {
    if (!state.payload) return [];
    const drawn = state.payload.lines.drawn;
    return state.payload.geojson.features.concat(
      state.borders.filter((feature) => drawn.includes(feature.properties.line || ""))
    );
  }

  /**
   * @param {MapFeature} feature
   * @param {L.LatLng} position
   */
  function pointMark(feature, position) {
    const p = feature.properties;
    if (p.part === "label" || p.part === "side") {
      const anchor = L.divIcon({ className: "cl-anchor", iconSize: [0, 0] });
      return L.marker(position, { icon: anchor, interactive: false, keyboard: false });
    }
    const sign = signs[p.symbol || ""];
    if (!sign) return L.circleMarker(position, style(feature));
    const chosen = claimline.selection.isSelected(p) ? " cl-chosen" : "";
    const icon = L.divIcon({
      className: "cl-sign" + chosen + (p.struck ? " cl-struck" : ""),
      html: "",
      iconSize: [22, 22],
    });
    const marker = L.marker(position, { icon, keyboard: false });
    marker.on("add", () => {
      const node = marker.getElement();
      if (node) node.textContent = sign.glyph;
    });
    return marker;
  }

  function draw() {
    /** @type {Record<string, MapFeature[]>} */
    const groups = {};
    features().forEach((feature) => {
      const key = feature.properties.kind + ":" + feature.properties.part;
      (groups[key] = groups[key] || []).push(feature);
    });
    Object.keys(state.layers).forEach((key) => state.map.removeLayer(state.layers[key]));
    state.layers = {};
    /** @type {any} Leaflet's types know no renderer of a group */
    const options = {
      style,
      smoothFactor: 0.3,
      pointToLayer: pointMark,
      renderer: state.svg,
      onEachFeature: claimline.selection.wire,
    };
    ORDER.filter((key) => groups[key]).forEach((key) => {
      const group = /** @type {any} */ ({ type: "FeatureCollection", features: groups[key] });
      state.layers[key] = L.geoJSON(group, options).addTo(state.map);
    });
    hatch();
    claimline.selection.reachable();
  }

  /** A light hatch, drawn once in the marks' own SVG so that a fill can name it. */
  function hatch() {
    const root = /** @type {any} */ (state.svg)._container;
    const { hatch: lines, colour = "" } = symbols.zone;
    if (!root || !lines) return;
    const old = root.querySelector("defs");
    if (old) old.remove();
    const defs = svg("defs", {});
    const pattern = svg("pattern", {
      id: "cl-hatch",
      width: lines.gap,
      height: lines.gap,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    });
    const stroke = palette()[colour];
    pattern.append(svg("path", { d: "M0 0V" + lines.gap, stroke, "stroke-width": lines.weight }));
    defs.append(pattern);
    root.prepend(defs);
  }

  function restyle() {
    BY_ZOOM.forEach((key) => {
      if (state.layers[key]) state.layers[key].setStyle(/** @type {any} */ (style));
    });
  }

  return { features, draw, restyle };
})();
