/* Owns where the name of a border line may stand: along it where it is straight enough, else beside it. */
claimline.borderNames = (function () {
  "use strict";
  const { state } = claimline;
  const { lines, pixel, dense } = claimline.geometry;
  const { isNear, together } = claimline.symbols;
  const { spread, NARROW } = claimline.labelCandidates;
  const WIDTH = 150; /* pixels of a name, and of the line picked */
  const WIDTH_PICKED = 200;
  const MOST_TURNED = 40; /* more places along one line than this cost time and find no better one */

  /**
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function collect(feature, found) {
    const map = state.map,
      size = map.getSize();
    if (map.getZoom() < 6.5 || together(feature.properties)) return;
    const corner = map.containerPointToLayerPoint([size.x * 0.05, size.y * 0.05]),
      view = L.bounds(corner, corner.add(size.multiplyBy(0.9)));
    let turned = 0;
    lines(feature).forEach((part) => {
      const points = dense(part.map(pixel));
      const step = Math.max(1, Math.floor(points.length / 500));
      for (let i = 0; i < points.length; i += step) {
        if (!view.contains(points[i])) continue;
        if (i % (step * 2) === 0) candidate(feature, points[i], null, 2.7, found);
        const stretch = turned <= MOST_TURNED && straight(points, i);
        if (!stretch) continue;
        turned += 1;
        candidate(feature, stretch.at, stretch.angle, 2.6, found);
      }
    });
  }

  /**
   * The middle and the direction of a line's stretch that is as long as a name, where it is straight
   * enough for one.
   *
   * @param {L.Point[]} points
   * @param {number} i
   */
  function straight(points, i) {
    let j = i;
    while (j < points.length - 1 && points[i].distanceTo(points[j]) < WIDTH) j += 1;
    if (points[i].distanceTo(points[j]) < WIDTH) return null;
    const mid = points[i].add(points[j]).divideBy(2);
    let nearest = Infinity,
      at = mid;
    for (let k = i; k <= j; k += 1) {
      const d = points[k].distanceTo(mid);
      if (d < nearest) {
        nearest = d;
        at = points[k];
      }
    }
    if (nearest > 30) return null;
    const way = points[j].subtract(points[i]),
      angle = (Math.atan2(way.y, way.x) * 180) / Math.PI;
    return { at, angle: angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle };
  }

  /**
   * @param {MapFeature} feature
   * @param {L.Point} point
   * @param {number | null} angle
   * @param {number} rank
   * @param {LabelCandidate[]} found
   */
  function candidate(feature, point, angle, rank, found) {
    const p = feature.properties,
      { picked: counted, drawn } = state.payload.lines,
      picked = counted === p.line && drawn.length > 1;
    // where the lines run close together a name could be any one's
    const around = { x: point.x - 16, y: point.y - 16, w: 32, h: 32 };
    const crowd = claimline.labelBoxes.inked(state.ink, around, { own: p, only: "boundary" });
    rank += crowd ? 0.3 : 0;
    if (picked) rank -= 1.5; // the line everything is counted from is named first
    const item = {
      point,
      text: words(p.label || "", picked),
      kind: "boundary",
      angle,
      width: picked ? WIDTH_PICKED : WIDTH,
      once: p.id,
      own: p,
    };
    const [distances, further] =
      angle === null
        ? [
            [30, 60, 100, 150],
            [30, 60, 100, 150, 210],
          ]
        : [[], []];
    spread(item, rank, distances, picked ? 0.5 : 1.3, found, further);
  }

  /**
   * @param {string} label
   * @param {boolean} picked
   */
  function words(label, picked) {
    const name = state.map.getSize().x < NARROW ? label.split(",")[0] : label;
    if (!picked) return name;
    return isNear()
      ? name + " · counted from this line, not agreed"
      : name + " · one of several, zoom in for the others";
  }

  return { collect };
})();
