/* Owns where a name may stand beside its point, by its kind. */
claimline.labelSpots = (function () {
  "use strict";
  const { state } = claimline;

  /**
   * Where a name may stand beside its point, pixels across and down, the best first.
   *
   * @param {LabelCandidate} item
   * @param {L.Point} at
   * @param {number} w
   * @param {number} h
   * @returns {number[][]}
   */
  function spotsOf(item, at, w, h) {
    const left = -w / 2,
      up = -h / 2;
    const beside = [
      [9, up],
      [-w - 9, up],
      [left, -h - 9],
      [left, 9],
      [9, 4],
      [9, -h - 4],
      [-w - 9, 4],
      [-w - 9, -h - 4],
    ];
    if (typeof item.angle === "number") {
      return [
        [left, up - 4],
        [left, h / 2 + 4],
      ];
    }
    if (item.far) return around(w, h, item.far);
    if (item.pair) {
      return [
        [left, up],
        [left, 28],
        [left, -44],
        [-w - 40, up],
        [40, up],
        [-w - 110, up],
        [110, up],
      ];
    }
    switch (item.kind) {
      case "boundary":
        return [
          [12, -h - 8],
          [12, 8],
          [-w - 12, -h - 8],
          [-w - 12, 8],
        ];
      case "area":
      case "country":
      case "water":
        return [
          [left, up],
          [left, h],
          [left, -2 * h],
        ];
      case "sight":
        return [
          [9, up],
          [startOf(item, at) - 4, 3],
        ];
      case "advance":
        return [
          [10, 6],
          [left, 10],
          [-w - 10, 6],
          [10, -h - 6],
          [-w - 10, -h - 6],
          [left, 30],
        ];
      case "claim-left":
      case "claim-right":
        return [
          [left, -h - 3],
          [left, h + 2],
          [left, -2.4 * h],
          [left, 2.2 * h],
          [10, 6],
        ];
      default:
        return beside;
    }
  }

  /**
   * Pixels from a length's end to its start.
   *
   * @param {LabelCandidate} item
   * @param {L.Point} at
   */
  function startOf(item, at) {
    return state.map.latLngToLayerPoint(/** @type {LatLon} */ (item.from)).x - at.x;
  }

  /**
   * Places some pixels off a point, for words that must not stand on a line.
   *
   * @param {number} w
   * @param {number} h
   * @param {number} far
   */
  function around(w, h, far) {
    const ways = [
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, 0],
    ];
    const off = (
      /** @type {number} */ way,
      /** @type {number} */ size,
      /** @type {number} */ gap
    ) => (way > 0 ? gap : way < 0 ? -size - gap : -size / 2);
    return ways.map(([x, y]) => [off(x, w, far), off(y, h, far * 0.7)]);
  }

  return { spotsOf };
})();
