/* Owns what orients below the marks: the built-in land and water, and an online map where one is picked. */
claimline.base = (function () {
  "use strict";
  const { state } = claimline;
  const { palette, baseStyle, style } = claimline.symbols;
  const NAMED = ["country_label", "town"];

  /**
   * What orients: fetched by its address, or given as it is in a page that stands alone.
   *
   * @template P
   * @param {string | FeatureCollection<P>} source
   * @returns {Promise<FeatureCollection<P>>}
   */
  function load(source) {
    return typeof source === "string"
      ? fetch(source).then((answer) => answer.json())
      : Promise.resolve(source);
  }

  /**
   * Takes the built-in map, its layers in the order in which they lie on one another.
   *
   * @param {FeatureCollection<BaseProperties>} base
   */
  function take(base) {
    const order = Object.keys(claimline.symbology.base);
    base.features.sort(
      (a, b) => order.indexOf(a.properties.layer) - order.indexOf(b.properties.layer)
    );
    state.base = base;
  }

  function draw() {
    state.map.getContainer().style.background = palette().water;
    state.baseTheme = state.payload.theme;
    document.documentElement.setAttribute("data-theme", state.payload.theme);
    lay();
  }

  /** Lays land, tints and the rest of the base on one another; nothing where they lie already. */
  function lay() {
    const of = (/** @type {string} */ part) =>
      state.payload.geojson.features.filter((f) => f.properties.part === part);
    const tints = of("tint"),
      finer = of("third"),
      [sea, shores, lakes] = ["near-sea", "near-land", "near-lake"].map(of),
      key = JSON.stringify([
        state.payload.theme,
        [...tints, ...finer, ...shores, ...lakes].map((f) => f.geometry),
        Boolean(state.base),
      ]);
    if (state.baseKey === key) return;
    state.baseKey = key;
    (state.baseLayers || []).forEach((layer) => state.map.removeLayer(layer));
    const base = state.base ? state.base.features : [];
    const better = finer.map((f) => f.properties.id);
    const drawn = base.filter(
      ({ properties: p }) => !NAMED.includes(p.layer) && !isPairs(p) && !better.includes(p.id || "")
    );
    const land = drawn.filter((feature) => feature.properties.layer === "land"),
      rest = drawn.filter((feature) => feature.properties.layer !== "land");
    // a base that came late is laid after the marks, and the tints share the marks' own SVG
    const tinted = group(tints, style).bringToBack();
    state.baseLayers = [
      group(land, (feature) => baseStyle(feature.properties.layer)),
      // near the story the ground is drawn anew, finely
      group(sea, () => baseStyle("lake")),
      group(shores, () => baseStyle("land")),
      tinted,
      group(rest, (feature) => baseStyle(feature.properties.layer)),
      group(lakes, () => baseStyle("lake")),
      group(finer, () => baseStyle("country_line")),
    ];
  }

  /**
   * Whether a line between countries is the pair's own: its maps' lines are drawn, and no other.
   *
   * @param {BaseProperties} p
   */
  function isPairs(p) {
    const { sides } = state.payload;
    const codes = sides ? [sides.left, sides.right].sort() : [];
    return p.id === "country_line_" + codes.join("_").toLowerCase();
  }

  /**
   * @template P
   * @param {MapFeature<P>[]} features
   * @param {(feature: MapFeature<P>) => L.PathOptions} look
   */
  function group(features, look) {
    /** @type {any} Leaflet's types know no renderer of a group */
    const options = {
      pane: "orientation",
      interactive: false,
      renderer: state.canvas,
      style: look,
      smoothFactor: 0.3,
    };
    const collection = /** @type {any} */ ({ type: "FeatureCollection", features });
    return L.geoJSON(collection, options).addTo(state.map);
  }

  function online() {
    const picked = state.payload.basemap || null;
    if (state.tilesFor === (picked && picked.id)) return;
    if (state.tiles) state.map.removeLayer(state.tiles);
    state.tiles = null;
    state.tilesFor = picked && picked.id;
    state.tileTrouble = false;
    if (!picked) return;
    state.tiles = L.tileLayer(picked.url, {
      maxZoom: picked.maxZoom,
      referrerPolicy: "strict-origin-when-cross-origin",
    });
    state.tiles.on("tileerror", () => {
      if (state.tileTrouble) return;
      state.tileTrouble = true;
      claimline.caption.write();
      claimline.labels.place();
    });
    state.tiles.addTo(state.map);
  }

  return { load, take, draw, lay, online };
})();
