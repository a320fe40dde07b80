/* Owns the geometry of features: their middles, their parts, their points in view. */
claimline.geometry = (function () {
  "use strict";
  const { state } = claimline;

  /** @typedef {{ geometry: { type: string, coordinates: any } }} Shaped */

  /**
   * GeoJSON has longitude first, Leaflet latitude.
   *
   * @param {LonLat} pair
   * @returns {LatLon}
   */
  function flip(pair) {
    return [pair[1], pair[0]];
  }

  /** @param {Shaped} feature */
  function boundsOf(feature) {
    return L.geoJSON(/** @type {any} */ (feature)).getBounds();
  }

  /**
   * @param {Shaped} feature
   * @returns {LatLon}
   */
  function centre(feature) {
    const b = boundsOf(feature).getCenter();
    return [b.lat, b.lng];
  }

  /**
   * @param {Shaped} feature
   * @returns {LatLon}
   */
  function north(feature) {
    const b = boundsOf(feature);
    return [b.getNorth(), b.getCenter().lng];
  }

  /**
   * The middle point of a line, of the longest part where it has several.
   *
   * @param {Shaped} feature
   */
  function middle(feature) {
    const longest = lines(feature)
      .slice()
      .sort((a, b) => b.length - a.length)[0];
    return longest && longest.length ? flip(longest[Math.floor(longest.length / 2)]) : null;
  }

  /**
   * The lines of a line feature, the rings of an area; a point has none.
   *
   * @param {Shaped} feature
   * @returns {LonLat[][]}
   */
  function lines(feature) {
    const { type, coordinates } = feature.geometry;
    if (type === "Point") return [];
    if (type === "LineString") return [coordinates];
    return type === "MultiPolygon" ? coordinates.flat() : coordinates;
  }

  /** @param {LonLat} pair */
  function pixel(pair) {
    return state.map.latLngToLayerPoint(flip(pair));
  }

  /**
   * Points of a feature's lines that are well inside the view, some pixels apart, the middle of the
   * view first.
   *
   * @param {Shaped} feature
   * @param {number} gap
   */
  function inView(feature, gap) {
    const map = state.map,
      view = map.getBounds().pad(-0.05);
    /** @type {L.Point[]} */
    const points = [];
    /** @type {L.Point | null} */
    let last = null;
    lines(feature).forEach((part) => {
      part.forEach((pair) => {
        if (!view.contains(flip(pair))) return;
        const point = pixel(pair);
        if (last && last.distanceTo(point) < gap) return;
        points.push(point);
        last = point;
      });
    });
    const from = map.latLngToLayerPoint(map.getCenter());
    return points.sort((a, b) => a.distanceTo(from) - b.distanceTo(from)).slice(0, 25);
  }

  /**
   * A line's points with more between far ones, so that a coarse line has as many places for its
   * name as a fine one.
   *
   * @param {L.Point[]} points
   */
  function dense(points) {
    /** @type {L.Point[]} */
    const found = [];
    points.forEach((point, index) => {
      const last = points[index - 1],
        steps = last ? Math.min(40, Math.floor(last.distanceTo(point) / 25)) : 0;
      for (let i = 1; i < steps; i += 1) {
        found.push(last.add(point.subtract(last).multiplyBy(i / steps)));
      }
      found.push(point);
    });
    return found;
  }

  /**
   * Whether a point lies in rings.
   *
   * @param {number[][][]} rings
   * @param {number} x
   * @param {number} y
   */
  function within(rings, x, y) {
    let inside = false;
    rings.forEach((ring) => {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [ax, ay] = ring[i],
          [bx, by] = ring[j];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    });
    return inside;
  }

  return { within, flip, centre, north, middle, lines, pixel, inView, dense };
})();
