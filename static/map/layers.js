/* Owns the marks on the map: which there are, in which order they lie, and their drawing. */
claimline.layers = (function () {
  "use strict";
  const { state } = claimline;
  const { svg } = claimline.dom;
  const { style, palette, isSmall, strength } = claimline.symbols;
  const { signs, symbols } = claimline.symbology;

  /** From the lowest to the highest; the tints are in base.js. */
  const ORDER = [
    "base:band",
    "area:shape",
    "advance:band",
    "place:measured",
    "road:line",
    "lake:envelope",
    "lake:certain",
    "boundary:line",
    "place:precision",
    "lake:precision",
    "advance:ring",
    "area:label",
    "base:side",
    "claim:tag",
    "place:point",
    "lake:point",
  ];
  /** What looks otherwise at another zoom. */
  const BY_ZOOM = ["boundary:line", "boundary:casing", "advance:band", "advance:ring"];
  /** A pale casing keeps these lines apart from what they cross: its width, its opacity. */
  /** @type {Record<string, [number, number]>} */
  const CASED = { "road:line": [4.5, 0.7], "boundary:line": [3.6, 0.55] };
  /** How the hatch fades with the distance from its place: share of the reach, and opacity. */
  const FADE = [
    [0.45, 1],
    [0.8, 0.62],
    [1, 0.04],
  ];
  /** Parts whose name alone is on the map: labels.js writes it. */
  const WORDS = ["label", "side", "tag"];

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
    if (WORDS.includes(p.part || "")) {
      const anchor = L.divIcon({ className: "cl-anchor", iconSize: [0, 0] });
      return L.marker(position, { icon: anchor, interactive: false, keyboard: false });
    }
    const sign = signs[p.symbol || ""];
    if (p.part === "ring") return L.circleMarker(position, ringStyle(feature));
    if (!sign) return L.circleMarker(position, style(feature));
    const chosen = claimline.selection.isSelected(p) ? " cl-chosen" : "";
    const icon = L.divIcon({
      className: "cl-sign" + chosen + (p.struck ? " cl-struck" : ""),
      html: "",
      iconSize: [22, 22],
    });
    const marker = L.marker(position, { icon, keyboard: false, opacity: strength(p) });
    marker.on("add", () => {
      const node = marker.getElement();
      if (node) node.textContent = sign.glyph;
    });
    return marker;
  }

  function draw() {
    claimline.base.lay();
    /** @type {Record<string, MapFeature[]>} */
    const groups = {};
    features().forEach((feature) => {
      const key = feature.properties.kind + ":" + feature.properties.part;
      (groups[key] = groups[key] || []).push(feature);
    });
    groups["advance:ring"] = (groups["advance:band"] || []).filter((f) => f.properties.label);
    Object.keys(state.layers).forEach((key) => state.map.removeLayer(state.layers[key]));
    state.layers = {};
    ORDER.filter((key) => groups[key]).forEach((key) => {
      if (CASED[key]) add(key.replace("line", "casing"), groups[key], casing, false);
      if (key === "advance:ring") add(key, groups[key].map(ringed), ringStyle, true);
      else add(key, groups[key], style, true);
    });
    patterns();
    fade();
    claimline.selection.reachable();
  }

  /**
   * @param {string} key
   * @param {MapFeature[]} marks
   * @param {(feature: MapFeature) => L.PathOptions} look
   * @param {boolean} wired whether they can be pointed at
   */
  function add(key, marks, look, wired) {
    /** @type {any} Leaflet's types know no renderer of a group */
    const options = {
      style: look,
      smoothFactor: 0.3,
      pointToLayer: pointMark,
      renderer: state.svg,
      interactive: wired,
      onEachFeature: wired ? claimline.selection.wire : undefined,
    };
    const group = /** @type {any} */ ({ type: "FeatureCollection", features: marks });
    state.layers[key] = L.geoJSON(group, options).addTo(state.map);
  }

  /**
   * @param {MapFeature} feature
   * @returns {L.PathOptions}
   */
  function casing(feature) {
    const { kind, part } = feature.properties,
      [weight, opacity] = CASED[kind + ":" + part];
    const own = style(feature).opacity || 0;
    return { color: palette().halo, weight, opacity: opacity * own, fill: false };
  }

  /**
   * A zone's place alone: a ring stands there while the zone is too small to be seen.
   *
   * @param {MapFeature} zone
   * @returns {MapFeature}
   */
  function ringed(zone) {
    const p = zone.properties;
    return {
      type: "Feature",
      properties: { ...p, part: "ring" },
      geometry: { type: "Point", coordinates: p.at },
    };
  }

  /**
   * @param {MapFeature} feature
   * @returns {L.CircleMarkerOptions}
   */
  function ringStyle(feature) {
    const p = feature.properties,
      { colour = "", weight } = symbols.zone;
    const opacity = isSmall(p) ? strength(p) : 0;
    return {
      renderer: state.svg,
      radius: 8,
      color: palette()[colour],
      weight,
      opacity,
      fill: false,
    };
  }

  /** The fills of a zone, drawn once in the marks' own SVG: light hatch, and dots where debunked. */
  function patterns() {
    const root = /** @type {any} */ (state.svg)._container;
    const { hatch: lines, colour = "" } = symbols.zone;
    if (!root || !lines) return;
    const old = root.querySelector("defs");
    if (old) old.remove();
    const defs = svg("defs", {}),
      fill = palette()[colour],
      size = { width: lines.gap, height: lines.gap };
    const tile = { ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
    const hatched = svg("pattern", { id: "cl-hatch", ...tile }),
      hollow = svg("pattern", { id: "cl-hollow", ...tile });
    hatched.append(
      svg("rect", { ...size, fill, "fill-opacity": 0.14 }),
      svg("rect", { width: lines.weight, height: lines.gap, fill })
    );
    hollow.append(svg("circle", { cx: 2, cy: 2, r: 0.9, fill }));
    defs.append(hatched, hollow);
    root.prepend(defs);
  }

  /** Fades every zone with the distance from its place: no edge of it then looks like a line. */
  function fade() {
    const root = /** @type {any} */ (state.svg)._container,
      defs = root && root.querySelector("defs"),
      zones = state.layers["advance:band"];
    if (!defs || !zones) return;
    defs.querySelectorAll("mask, radialGradient").forEach((/** @type {Element} */ n) => n.remove());
    zones.eachLayer((/** @type {any} */ layer) => {
      const p = /** @type {MarkProperties} */ (layer.feature.properties),
        node = layer.getElement();
      if (!node || !p.at || !p.metres) return;
      const id = "cl-fade-" + p.reading;
      if (!defs.querySelector("mask[id='" + id + "']")) defs.append(...mask(id, p.at, p.metres));
      node.setAttribute("mask", "url(#" + id + ")");
    });
  }

  /**
   * @param {string} id
   * @param {LonLat} at
   * @param {number} metres
   */
  function mask(id, [lon, lat], metres) {
    const centre = state.map.latLngToLayerPoint([lat, lon]),
      r = centre.distanceTo(state.map.latLngToLayerPoint([lat + metres / 111320, lon]));
    const units = "userSpaceOnUse",
      box = { x: centre.x - r, y: centre.y - r, width: 2 * r, height: 2 * r };
    const gradient = svg("radialGradient", {
      id: id + "-g",
      gradientUnits: units,
      cx: centre.x,
      cy: centre.y,
      r,
    });
    FADE.forEach(([offset, opacity]) => {
      gradient.append(svg("stop", { offset, "stop-color": "#fff", "stop-opacity": opacity }));
    });
    const cover = svg("mask", { id, maskUnits: units, ...box });
    cover.append(svg("rect", { ...box, fill: "url(#" + id + "-g)" }));
    return [gradient, cover];
  }

  function restyle() {
    BY_ZOOM.forEach((key) => {
      const look = key === "advance:ring" ? ringStyle : key.endsWith("casing") ? casing : style;
      if (state.layers[key]) state.layers[key].setStyle(/** @type {any} */ (look));
    });
    fade();
  }

  return { features, draw, restyle };
})();
