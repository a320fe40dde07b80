/* Owns which names want a place on the map, and the places each may take, the important first.
 * The names of border lines are in border-names.js.
 */
claimline.labelCandidates = (function () {
  "use strict";
  const { state } = claimline;
  const { flip, centre, north, middle, inView } = claimline.geometry;
  const { isNear } = claimline.symbols;
  const { isSelected } = claimline.selection;
  /* from which zoom on a town, and up to which a country, is named; by its rank */
  const TOWN_ZOOM = [0, 6, 8, 9.5, 11],
    COUNTRY_ZOOM = [0, 4, 5, 6];
  const NARROW = 480; /* pixels: on a phone there is no room for more than a few words */
  const AWAY = [30, 60, 100, 140, 190]; /* pixels that a name may stand off its line */

  function candidates() {
    /** @type {LabelCandidate[]} */
    const found = [];
    claimline.layers.features().forEach((feature) => {
      const p = feature.properties;
      if (p.part === "side") country(feature, found);
      else if (["point", "label", "certain"].includes(p.part || "")) placeName(feature, found);
      else if (p.kind === "advance") advanceNames(feature, found);
      else if (p.kind === "sight") lengthName(feature, found);
      else if (p.kind === "claim") claimNames(feature, found);
      else if (p.kind === "road") roadName(feature, found);
      else if (p.kind === "boundary") claimline.borderNames.collect(feature, found);
    });
    baseNames(found);
    found.forEach((item) => {
      if (item.chosen) item.rank -= 5;
    });
    return found.sort((a, b) => a.rank - b.rank);
  }

  /**
   * @param {MapFeature} feature
   * @param {string} [kind]
   */
  function own(feature, kind) {
    const p = feature.properties;
    return { text: p.label || "", kind: kind || p.kind, feature: p, chosen: isSelected(p) };
  }

  /**
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function placeName(feature, found) {
    const p = feature.properties,
      item = own(feature);
    if (p.part === "certain") {
      const text = item.text + (state.map.getZoom() >= 11 ? " (schematic)" : "");
      found.push({ ...item, at: centre(feature), rank: 1, text });
      return;
    }
    const rank = p.part === "label" ? 4 : p.symbol === "settlement" ? 3 : 2;
    found.push({ ...item, at: flip(feature.geometry.coordinates), rank });
  }

  /**
   * The name of a country on its own side of the line.
   *
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function country(feature, found) {
    if (state.map.getZoom() < 9.5) return;
    const text = feature.properties.label || "",
      at = flip(feature.geometry.coordinates);
    found.push({ at, text, rank: 1.4, kind: "country", pair: true });
  }

  /**
   * A reported distance in words, at pieces of its line that are in view.
   *
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function advanceNames(feature, found) {
    const p = feature.properties;
    if (!p.label || state.map.getZoom() < 8) return;
    let rank = isNear() ? 1.1 : 6;
    if (p.form === "zone") rank -= 1.6; // the shorter line has fewer places for its words
    inView(feature, 40).forEach((point) => {
      spread({ ...own(feature), point, once: p.reading }, rank, AWAY, 0.6, found, AWAY);
    });
  }

  /**
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function lengthName(feature, found) {
    if (!isNear()) return;
    const [from, to] = feature.geometry.coordinates,
      item = own(feature);
    const text = state.map.getSize().x < NARROW ? feature.properties.short || "" : item.text;
    found.push({ ...item, text, at: flip(to), from: flip(from), rank: 1 });
  }

  /**
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function roadName(feature, found) {
    const at = middle(feature);
    if (at && state.map.getZoom() >= 9) found.push({ ...own(feature), at, rank: 7 });
  }

  /**
   * A claim's name stands at a piece of its own mark that is in view, both sides alike.
   *
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function claimNames(feature, found) {
    const p = feature.properties,
      map = state.map,
      ring = p.part === "ring";
    const spots = inView(feature, 60);
    if (ring) spots.unshift(map.latLngToLayerPoint(north(feature)));
    const from = map.latLngToLayerPoint(map.getCenter());
    spots.forEach((point) => {
      // beside the incident itself there is no room for the name of a whole district
      const crowded = !ring && point.distanceTo(from) < 130 ? 1 : 0;
      const item = { ...own(feature, "claim-" + p.side), point, once: p.id };
      found.push({ ...item, rank: 3.2 + crowded, clear: "mark" });
      if (!crowded) found.push({ ...item, rank: 3.6 });
    });
  }

  /**
   * The ways to place a name, the best first: at its point on bare ground, further off with a
   * leader, across a side's own mark, anywhere, and last further off across anything.
   *
   * @param {Omit<LabelCandidate, "rank">} item
   * @param {number} rank
   * @param {number[]} distances
   * @param {number} last
   * @param {LabelCandidate[]} found
   * @param {number[]} further
   */
  function spread(item, rank, distances, last, found, further) {
    ["bare", "mark"].forEach((clear, worse) => {
      const start = rank + worse * 0.45;
      found.push({ ...item, rank: start, clear });
      distances.forEach((far) => found.push({ ...item, rank: start + far / 450, clear, far }));
    });
    found.push({ ...item, rank: rank + last + 0.3 });
    further.forEach((far) => found.push({ ...item, rank: rank + last + 0.4 + far / 450, far }));
  }

  /**
   * What only orients; an online map has names of its own.
   *
   * @param {LabelCandidate[]} found
   */
  function baseNames(found) {
    const online = state.payload && state.payload.basemap && !state.tileTrouble;
    if (!state.base || online) return;
    const zoom = state.map.getZoom();
    state.base.features.forEach((feature) => {
      const { layer, name = "", rank = 0 } = feature.properties,
        pair = feature.geometry.coordinates;
      if (layer === "town" && zoom >= TOWN_ZOOM[rank]) {
        if (nearMark(pair)) return;
        found.push({ at: flip(pair), text: name, rank: 10 + rank, kind: "town", dot: true });
      } else if (layer === "country_label" && zoom <= 9 && zoom >= COUNTRY_ZOOM[rank]) {
        if (sameName(name)) return;
        found.push({ at: flip(pair), text: name, rank: 8, kind: "country" });
      } else if (layer === "lake" && name && zoom >= 8 && !sameName(name)) {
        found.push({ at: centre(feature), text: name, rank: 12, kind: "water" });
      }
    });
  }

  /** @param {string} name */
  function sameName(name) {
    return state.payload && state.payload.geojson.features.some((f) => f.properties.name === name);
  }

  /** @param {LonLat} pair */
  function nearMark(pair) {
    if (!state.payload) return false;
    return state.payload.geojson.features.some((f) => {
      const c = f.properties.part === "point" && f.geometry.coordinates;
      return c && Math.abs(c[0] - pair[0]) < 0.02 && Math.abs(c[1] - pair[1]) < 0.02;
    });
  }

  return { candidates, spread, NARROW };
})();
