/* Owns the room for labels: what a label must not stand on, all as boxes in cells. */
claimline.labelBoxes = (function () {
  "use strict";
  const { state } = claimline;
  const { flip, lines, pixel } = claimline.geometry;
  const areas = claimline.labelAreas;
  const CELL = 32,
    STEP = 5,
    EDGE = 4; /* pixels */

  /**
   * The room as it is now: controls, marks and drawn lines take theirs first.
   *
   * @returns {LabelRoom}
   */
  function room() {
    const corner = state.map.containerPointToLayerPoint([0, 0]),
      size = state.map.getSize();
    /** @type {LabelRoom} */
    const found = { corner, size, cells: {}, hatch: [] };
    furniture(found);
    claimline.layers.features().forEach((feature) => {
      const p = feature.properties;
      if (p.part === "point") mark(found, pixel(feature.geometry.coordinates), p);
      else if (p.part === "envelope") take(found, boxOf(feature), "lake", p);
      else if (p.kind === "boundary" && !claimline.symbols.together(p)) {
        ink(found, feature, "border");
      } else if (p.kind === "road") ink(found, feature, "road");
      else if (p.kind === "advance" && p.label) {
        found.hatch.push(areas.areaOf(feature));
      }
    });
    return found;
  }

  /** @param {LabelRoom} found */
  function furniture(found) {
    const container = state.map.getContainer(),
      frame = container.getBoundingClientRect();
    container.querySelectorAll(".leaflet-control, .cl-over").forEach((node) => {
      const box = node.getBoundingClientRect();
      if (!box.width) return;
      const x = box.left - frame.left + found.corner.x,
        y = box.top - frame.top + found.corner.y;
      take(found, { x: x - 3, y: y - 3, w: box.width + 6, h: box.height + 6 }, "control");
    });
  }

  /**
   * @param {LabelRoom} found
   * @param {L.Point} at
   * @param {MarkProperties} p
   */
  function mark(found, at, p) {
    take(found, { x: at.x - 7, y: at.y - 7, w: 14, h: 14 }, "mark", p);
  }

  /**
   * A drawn line, as small boxes along it.
   *
   * @param {LabelRoom} found
   * @param {MapFeature} feature
   * @param {string} what
   */
  function ink(found, feature, what) {
    const view = state.map.getBounds().pad(0.05),
      [west, east, south, north] = [
        view.getWest(),
        view.getEast(),
        view.getSouth(),
        view.getNorth(),
      ];
    lines(feature).forEach((part) => {
      for (let i = 1; i < part.length; i += 1) {
        const a = part[i - 1],
          b = part[i];
        if (Math.max(a[0], b[0]) < west || Math.min(a[0], b[0]) > east) continue;
        if (Math.max(a[1], b[1]) < south || Math.min(a[1], b[1]) > north) continue;
        along(found, pixel(a), pixel(b), what);
      }
    });
  }

  /**
   * @param {LabelRoom} found
   * @param {L.Point} a
   * @param {L.Point} b
   * @param {string} what
   */
  function along(found, a, b, what) {
    const steps = Math.max(1, Math.min(2000, Math.ceil(a.distanceTo(b) / STEP)));
    for (let i = 0; i <= steps; i += 1) {
      const x = a.x + ((b.x - a.x) * i) / steps,
        y = a.y + ((b.y - a.y) * i) / steps;
      if (x < found.corner.x - CELL || x > found.corner.x + found.size.x + CELL) continue;
      if (y < found.corner.y - CELL || y > found.corner.y + found.size.y + CELL) continue;
      take(found, { x: x - 2, y: y - 2, w: 4, h: 4 }, what);
    }
  }

  /**
   * @param {LabelRoom} found
   * @param {LabelBox} box
   * @param {string} what
   * @param {MarkProperties} [owner]
   */
  function take(found, box, what, owner) {
    const entry = { ...box, what, mark: owner };
    eachCell(box, (key) => {
      (found.cells[key] = found.cells[key] || []).push(entry);
      return false;
    });
  }

  /**
   * @param {LabelBox} box
   * @param {(key: string) => boolean} look
   */
  function eachCell(box, look) {
    const right = Math.floor((box.x + box.w) / CELL),
      bottom = Math.floor((box.y + box.h) / CELL);
    for (let x = Math.floor(box.x / CELL); x <= right; x += 1) {
      for (let y = Math.floor(box.y / CELL); y <= bottom; y += 1) {
        if (look(x + "," + y)) return true;
      }
    }
    return false;
  }

  /**
   * Whether a box is in view and stands on nothing that it must keep clear of.
   *
   * @param {LabelRoom} found
   * @param {LabelBox} box
   * @param {{ over?: string[], own?: MarkProperties, pad?: number }} [but] what it may stand on
   */
  function isFree(found, box, but = {}) {
    const { over = [], own, pad = 2 } = but,
      left = box.x - found.corner.x,
      top = box.y - found.corner.y;
    if (left < EDGE || top < EDGE) return false;
    if (left + box.w > found.size.x - EDGE || top + box.h > found.size.y - EDGE) return false;
    const wide = { x: box.x - pad, y: box.y - pad, w: box.w + 2 * pad, h: box.h + 2 * pad };
    const taken = eachCell(wide, (key) =>
      (found.cells[key] || []).some(
        (other) => !over.includes(other.what) && !(own && other.mark === own) && meets(wide, other)
      )
    );
    if (taken) return false;
    if (over.includes("hatch")) return true;
    return !found.hatch.some((area) => areas.touches(area, box));
  }

  /**
   * @param {LabelBox} a
   * @param {LabelBox} b
   */
  function meets(a, b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  }

  /**
   * @param {MapFeature} feature
   * @returns {LabelBox}
   */
  function boxOf(feature) {
    const ring = L.bounds(lines(feature).flat().map(pixel)),
      { x, y } = /** @type {L.Point} */ (ring.min),
      size = ring.getSize();
    return { x, y, w: size.x, h: size.y };
  }

  /**
   * @param {LonLat} pair
   */
  function isSeen(pair) {
    return state.map.getBounds().contains(flip(pair));
  }

  return { room, take, isFree, boxOf, isSeen };
})();
