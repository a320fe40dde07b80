/* Owns where the name of the band between the maps' lines may stand: inside it, turned as it runs. */
claimline.bandName = (function () {
  "use strict";
  const boxes = claimline.labelBoxes;
  const { isIn } = claimline.labelAreas;
  const { turned } = claimline.labelSpots;

  /**
   * Inside the band, turned as it runs there.
   *
   * @param {LabelArea} path
   * @param {number} w
   * @param {number} h
   * @param {LabelRoom} room
   * @returns {LabelPlace | null}
   */
  function within(path, w, h, room) {
    /** @type {{ score: number, place: LabelPlace } | null} */
    let best = null;
    const middle = room.size.divideBy(2);
    for (let x = 20; x < room.size.x - 20; x += 14) {
      for (let y = 16; y < room.size.y - 16; y += 12) {
        const at = room.corner.add([x, y]);
        if (!isIn(path, at.x, at.y)) continue;
        for (let degrees = -75; degrees <= 75; degrees += 15) {
          const angle = (degrees * Math.PI) / 180;
          const score = Math.abs(degrees) * 0.6 + L.point(x, y).distanceTo(middle) * 0.05;
          if (best && best.score <= score) continue;
          if (!fits(path, at, angle, w, h)) continue;
          const pieces = turned(at, angle, w, h);
          if (!pieces.every((box) => boxes.isFree(room, box))) continue;
          best = { score, place: { x: at.x, y: at.y, angle, boxes: pieces } };
        }
      }
    }
    return best && /** @type {{ place: LabelPlace }} */ (best).place;
  }

  /**
   * @param {LabelArea} path
   * @param {L.Point} at
   * @param {number} angle
   * @param {number} w
   * @param {number} h
   */
  function fits(path, at, angle, w, h) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [1, -1, 0.6, -0.6, 0.2, -0.2].every((t) =>
      [-0.5, 0.5].every((u) => {
        const [dx, dy] = [(t * w) / 2, u * h];
        return isIn(path, at.x + dx * cos - dy * sin, at.y + dx * sin + dy * cos);
      })
    );
  }

  return { within };
})();
