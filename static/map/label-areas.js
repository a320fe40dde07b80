/* Owns areas in view as pictures of few dots: whether a label lies in one is then looked up. */
claimline.labelAreas = (function () {
  "use strict";
  const { state } = claimline;
  const { lines, pixel } = claimline.geometry;
  const DOT = 2; /* pixels: asking the canvas for each point of a whole country took 300 ms a placing */
  const canvas = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );

  /**
   * An area as it lies in the view.
   *
   * @param {MapFeature} feature
   * @returns {LabelArea}
   */
  function areaOf(feature) {
    const corner = state.map.containerPointToLayerPoint([0, 0]),
      size = state.map.getSize();
    const wide = Math.ceil(size.x / DOT),
      high = Math.ceil(size.y / DOT);
    // a new size empties the canvas and its settings
    canvas.width = wide;
    canvas.height = high;
    pen.setTransform(1 / DOT, 0, 0, 1 / DOT, -corner.x / DOT, -corner.y / DOT);
    pen.beginPath();
    lines(feature).forEach((ring) => {
      ring.forEach((pair, index) => {
        const at = pixel(pair);
        if (index) pen.lineTo(at.x, at.y);
        else pen.moveTo(at.x, at.y);
      });
      pen.closePath();
    });
    pen.fill("evenodd");
    const { data } = pen.getImageData(0, 0, wide, high);
    return { corner, wide, high, data };
  }

  /**
   * @param {LabelArea} area
   * @param {number} x pixels of the layer
   * @param {number} y
   */
  function isIn({ corner, wide, high, data }, x, y) {
    const column = Math.floor((x - corner.x) / DOT),
      row = Math.floor((y - corner.y) / DOT);
    if (column < 0 || row < 0 || column >= wide || row >= high) return false;
    return data[(row * wide + column) * 4 + 3] > 127;
  }

  /**
   * Whether the whole of a box lies in an area, or some of it.
   *
   * @param {LabelArea} area
   * @param {LabelBox} box
   */
  function isWithin(area, box) {
    return spots(box).every(([x, y]) => isIn(area, x, y));
  }

  /**
   * @param {LabelArea} area
   * @param {LabelBox} box
   */
  function touches(area, box) {
    return spots(box).some(([x, y]) => isIn(area, x, y));
  }

  /** @param {LabelBox} box */
  function spots(box) {
    const found = [];
    for (let i = 0; i <= 6; i += 1) {
      for (let j = 0; j <= 2; j += 1) {
        found.push([box.x + (box.w * i) / 6, box.y + (box.h * j) / 2]);
      }
    }
    return found;
  }

  /** The ground that all maps give to a side, by the side. */
  function tints() {
    /** @type {Record<string, LabelArea>} */
    const found = {};
    state.payload.geojson.features.forEach((feature) => {
      const { part, side } = feature.properties;
      if (part === "tint" && side) found[side] = areaOf(feature);
    });
    return found;
  }

  return { areaOf, isIn, isWithin, touches, tints };
})();
