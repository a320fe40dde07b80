/* Owns where a label may stand, by its kind: the first spot that is free is taken. */
claimline.labelSpots = (function () {
  "use strict";
  const { state } = claimline;
  const { isIn, isWithin } = claimline.labelAreas;
  const GRID = [14, 10]; /* pixels between the places that the name of an area is tried at */
  const LEAST = 4; /* places: an area of which less is in view is not named */

  /**
   * Beside a point: right, left, above, below, then the corners.
   *
   * @param {L.Point} at
   * @param {number} w
   * @param {number} h
   * @param {number} [gap]
   * @returns {LabelBox[]}
   */
  function beside(at, w, h, gap = 9) {
    const [left, up, low] = [-w - gap, -h - gap + 2, gap - 2];
    return [
      [gap, -h / 2],
      [left, -h / 2],
      [-w / 2, low],
      [-w / 2, up],
      [gap - 2, 3],
      [gap - 2, -h - 3],
      [left + 2, 3],
      [left + 2, -h - 3],
    ].map(([x, y]) => ({ x: at.x + x, y: at.y + y, w, h }));
  }

  /**
   * Around a shape: beside its lower half, below, above, then its corners.
   *
   * @param {LabelBox} b
   * @param {number} w
   * @param {number} h
   * @returns {LabelBox[]}
   */
  function around(b, w, h) {
    const right = b.x + b.w,
      low = b.y + b.h,
      middle = b.x + b.w / 2 - w / 2;
    return [
      [right + 5, b.y + b.h / 2 - 2],
      [right + 4, b.y + b.h / 2 - h / 2],
      [b.x - w - 5, b.y + b.h / 2 - 2],
      [middle, low + 3],
      [right - b.w * 0.15, low - h * 0.6],
      [middle, b.y - h - 4],
      [b.x - w - 4, b.y - h + 4],
      [right + 2, b.y - h + 4],
      [right + 5, low + 8],
      [middle, low + 16],
      [middle, b.y - h - 18],
    ].map(([x, y]) => ({ x, y, w, h }));
  }

  /**
   * Of an advance: beyond the hatch on the side it fades to, then below, above and beside it.
   *
   * @param {LabelBox} b
   * @param {L.Point} end the far end of the hatch
   * @param {number} w
   * @param {number} h
   * @returns {LabelBox[]}
   */
  function beyond(b, end, w, h) {
    const middle = b.x + b.w / 2,
      centre = b.y + b.h / 2;
    /** @type {number[][]} */
    const found = [];
    const up = end.y < centre;
    [-10, -2, 8, 18, 30].forEach((off) => {
      [end.x, middle].forEach((x) => {
        found.push([x - w / 2, up ? end.y - h - off : end.y + off]);
      });
    });
    /** @type {number[][]} */
    const round = [];
    [4, 16].forEach((off) => {
      round.push([middle - w / 2, b.y + b.h + off], [middle - w / 2, b.y - h - off]);
      round.push([b.x + b.w + off, centre], [b.x - w - off, centre]);
      round.push([b.x + b.w + off, centre - h], [b.x - w - off, centre - h]);
      round.push([b.x + b.w + off, b.y + b.h], [b.x - w - off, b.y + b.h]);
    });
    // across the line it would stand in the other country
    const away = (/** @type {number[]} */ [x, y]) => end.distanceTo([x + w / 2, y + h / 2]);
    found.push(...round.sort((one, other) => away(one) - away(other)));
    return found.map(([x, y]) => ({ x, y, w, h }));
  }

  /**
   * Over a point.
   *
   * @param {L.Point} at
   * @param {number} w
   * @param {number} h
   * @returns {LabelBox[]}
   */
  function over(at, w, h) {
    return [0, 22, -22, 44, -44].map((y) => ({ x: at.x - w / 2, y: at.y - h / 2 + y, w, h }));
  }

  /**
   * Wholly inside areas, as near to the middle of what of them is in view as there is room; nowhere
   * where there is none.
   *
   * @param {LabelArea[]} paths
   * @param {number} w
   * @param {number} h
   * @returns {Generator<LabelBox>}
   */
  function* inside(paths, w, h) {
    const corner = state.map.containerPointToLayerPoint([0, 0]),
      size = state.map.getSize();
    /** @type {number[][]} */
    const points = [];
    for (let x = 14; x < size.x - 14; x += GRID[0]) {
      for (let y = 12; y < size.y - 12; y += GRID[1]) {
        const [atX, atY] = [x + corner.x, y + corner.y];
        if (paths.every((path) => isIn(path, atX, atY))) points.push([atX, atY]);
      }
    }
    if (points.length < LEAST) return;
    const mean = [0, 1].map((i) => points.reduce((sum, p) => sum + p[i], 0) / points.length);
    const away = (/** @type {number[]} */ p) => Math.hypot(p[0] - mean[0], p[1] - mean[1]);
    points.sort((p, q) => away(p) - away(q));
    for (const [x, y] of points) {
      const box = { x: x - w / 2, y: y - h / 2, w, h };
      if (paths.every((path) => isWithin(path, box))) yield box;
    }
  }

  /**
   * The small boxes of a name that is turned about its middle.
   *
   * @param {L.Point} at
   * @param {number} angle
   * @param {number} w
   * @param {number} h
   * @returns {LabelBox[]}
   */
  function turned(at, angle, w, h) {
    const found = [],
      half = h / 2,
      steps = Math.ceil(w / 6);
    for (let i = 0; i <= steps; i += 1) {
      const t = -w / 2 + (w * i) / steps;
      const x = at.x + Math.cos(angle) * t,
        y = at.y + Math.sin(angle) * t;
      found.push({ x: x - half * 0.8, y: y - half * 0.9, w: h * 0.8, h: h * 0.9 });
    }
    return found;
  }

  return { beside, around, beyond, over, inside, turned };
})();
