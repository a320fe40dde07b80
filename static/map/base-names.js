/* Owns the names of what only orients: towns, lakes and countries of the built-in map. */
claimline.baseNames = (function () {
  "use strict";
  const { state } = claimline;
  const { pixel } = claimline.geometry;
  const boxes = claimline.labelBoxes,
    spots = claimline.labelSpots;
  /* from which zoom on a town, and from which a country, is named; by its rank */
  const TOWN_ZOOM = [0, 6, 8, 9.5, 11],
    COUNTRY_ZOOM = [0, 4, 5, 6];
  const COUNTRY_RANK = 4,
    BASE_RANK = 10;

  /**
   * What only orients; an online map has names of its own.
   *
   * @param {Record<string, LabelArea>} tints
   * @param {LabelCandidate[]} found
   */
  function collect(tints, found) {
    const online = state.payload.basemap && !state.tileTrouble;
    if (!state.base || online) return;
    const zoom = state.map.getZoom(),
      { sides } = state.payload;
    const named = new Set(found.map((item) => item.text));
    state.base.features.forEach((feature) => {
      const { id = "", layer, name = "", rank = 0 } = feature.properties,
        pair = feature.geometry.coordinates;
      if (named.has(name)) return;
      if (layer === "town" && zoom >= TOWN_ZOOM[rank] && boxes.isSeen(pair) && !nearMark(pair)) {
        const at = pixel(pair);
        const beside = (/** @type {number} */ w, /** @type {number} */ h) =>
          spots.beside(at, w, h, 5);
        found.push({ text: name, kind: "town", rank: BASE_RANK + rank, dotAt: at, spots: beside });
      } else if (layer === "country_label" && zoom >= COUNTRY_ZOOM[rank]) {
        const code = id.split("_").pop();
        const side = sides && Object.entries(sides).find(([, iso]) => iso.toLowerCase() === code);
        const tint = side && tints[side[0]];
        if (!tint && (zoom > 9 || !boxes.isSeen(pair))) return;
        const at = pixel(pair);
        found.push({
          text: name,
          kind: "country",
          rank: side ? COUNTRY_RANK : BASE_RANK,
          but: { pad: 5 },
          spots: tint
            ? (w, h) => spots.inside([tint], w, h)
            : (w, h) => spots.over(at, w, h).slice(0, 1),
        });
      } else if (layer === "lake" && name && zoom >= 8) {
        const at = state.map.latLngToLayerPoint(claimline.geometry.centre(feature));
        const over = (/** @type {number} */ w, /** @type {number} */ h) => spots.over(at, w, h);
        found.push({ text: name, kind: "water", rank: BASE_RANK + 2, spots: over });
      }
    });
  }

  /** @param {LonLat} pair */
  function nearMark(pair) {
    return state.payload.geojson.features.some((f) => {
      const c = f.properties.part === "point" && f.geometry.coordinates;
      return c && Math.abs(c[0] - pair[0]) < 0.02 && Math.abs(c[1] - pair[1]) < 0.02;
    });
  }

  return { collect };
})();
