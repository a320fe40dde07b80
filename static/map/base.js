/* Owns what orients below the marks: the built-in land and water, and an online map where one is picked. */
claimline.base = (function () {
  "use strict";
  const { state } = claimline;
  const { palette, baseStyle } = claimline.symbols;

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
    if (state.baseLayer) state.map.removeLayer(state.baseLayer);
    state.map.getContainer().style.background = palette().water;
    state.baseTheme = state.payload.theme;
    document.documentElement.setAttribute("data-theme", state.payload.theme);
    if (!state.base) return;
    /** @type {any} Leaflet's types know no renderer of a group */
    const options = {
      pane: "orientation",
      interactive: false,
      renderer: state.canvas,
      filter: (/** @type {MapFeature<BaseProperties>} */ feature) =>
        !["country_label", "town"].includes(feature.properties.layer),
      style: (/** @type {MapFeature<BaseProperties>} */ feature) =>
        baseStyle(feature.properties.layer),
    };
    state.baseLayer = L.geoJSON(/** @type {any} */ (state.base), options).addTo(state.map);
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

  return { load, take, draw, online };
})();
