/* Owns what a label must not stand on: controls, marks, drawn lines, other labels; all as boxes. */
claimline.labelBoxes = (function () {
  "use strict";
  const { state } = claimline;
  const { flip, lines, pixel } = claimline.geometry;
  const CELL = 24; /* pixels */

  /**
   * Labels keep clear of the controls.
   *
   * @param {LabelBox[]} taken
   * @param {L.Point} corner
   */
  function furniture(taken, corner) {
    const container = state.map.getContainer(),
      frame = container.getBoundingClientRect();
    container.querySelectorAll(".leaflet-control").forEach((node) => {
      const box = node.getBoundingClientRect();
      if (!box.width) return;
      taken.push({
        x: box.left - frame.left + corner.x,
        y: box.top - frame.top + corner.y,
        w: box.width,
        h: box.height,
      });
    });
  }

  /**
   * Labels keep clear of every point mark.
   *
   * @param {LabelBox[]} taken
   */
  function marks(taken) {
    claimline.layers.features().forEach((feature) => {
      if (feature.properties.part !== "point") return;
      const at = pixel(feature.geometry.coordinates);
      taken.push({ x: at.x - 6, y: at.y - 6, w: 12, h: 12, mark: feature.properties });
    });
  }

  /** @param {MarkProperties} p */
  function isLine(p) {
    return (
      ["boundary", "road", "claim"].includes(p.kind) ||
      (p.kind === "advance" && p.part === "isoline") ||
      p.part === "ring" ||
      p.part === "envelope"
    );
  }

  /** The drawn lines as small boxes, by cells: for labels that must not stand on one. */
  function ink() {
    /** @type {LabelBox[]} */
    const boxes = [];
    const view = state.map.getBounds();
    claimline.layers.features().forEach((feature) => {
      const p = feature.properties;
      if (!isLine(p)) return;
      lines(feature).forEach((part) => {
        /** @type {{ at: L.Point, seen: boolean } | null} */
        let last = null;
        part.forEach((pair) => {
          const at = pixel(pair),
            seen = view.contains(flip(pair));
          if (last && (seen || last.seen)) along(last.at, at, p, boxes);
          last = { at, seen };
        });
      });
    });
    return cells(boxes);
  }

  /**
   * @param {L.Point} from
   * @param {L.Point} to
   * @param {MarkProperties} mark
   * @param {LabelBox[]} boxes
   */
  function along(from, to, mark, boxes) {
    const steps = Math.max(1, Math.min(60, Math.round(from.distanceTo(to) / 10)));
    for (let i = 0; i <= steps; i += 1) {
      const x = from.x + ((to.x - from.x) * i) / steps,
        y = from.y + ((to.y - from.y) * i) / steps;
      boxes.push({ x: x - 2, y: y - 2, w: 4, h: 4, mark });
    }
  }

  /**
   * What is drawn, by cells, so that a label looks only at what is near it.
   *
   * @param {LabelBox[]} boxes
   */
  function cells(boxes) {
    /** @type {InkCells} */
    const found = {};
    boxes.forEach((box) => {
      const key = Math.floor(box.x / CELL) + "," + Math.floor(box.y / CELL);
      (found[key] = found[key] || []).push(box);
    });
    return found;
  }

  /**
   * Whether a box stands on a drawn line.
   *
   * @param {InkCells} drawn
   * @param {LabelBox} box
   * @param {Trying} item
   */
  function inked(drawn, box, item) {
    const right = Math.floor((box.x + box.w) / CELL),
      bottom = Math.floor((box.y + box.h) / CELL);
    for (let x = Math.floor((box.x - 4) / CELL); x <= right; x += 1) {
      for (let y = Math.floor((box.y - 4) / CELL); y <= bottom; y += 1) {
        if ((drawn[x + "," + y] || []).some((dot) => meets(box, dot, item))) return true;
      }
    }
    return false;
  }

  /**
   * Whether two boxes meet, and the second is in the way of the label that is tried.
   *
   * @param {LabelBox} a
   * @param {LabelBox} b
   * @param {Trying} item
   */
  function meets(a, b, item) {
    if (b.mark) {
      const outline = b.mark.kind === "claim" && b.mark.part === "outline";
      if (item.clear === "mark" && outline) return false;
      if (b.mark === item.feature || b.mark === item.own) return false;
      if (item.only && b.mark.kind !== item.only) return false;
    }
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  }

  /**
   * The box around a name that is turned about its point and then moved off it, across its own
   * direction.
   *
   * @param {L.Point} at
   * @param {number} w
   * @param {number} h
   * @param {number} angle degrees
   * @param {number} offset
   * @returns {LabelBox}
   */
  function turned(at, w, h, angle, offset) {
    const a = (angle * Math.PI) / 180,
      cos = Math.cos(a),
      sin = Math.sin(a);
    const bw = w * cos + h * Math.abs(sin),
      bh = w * Math.abs(sin) + h * cos;
    return { x: at.x - sin * offset - bw / 2, y: at.y + cos * offset - bh / 2, w: bw, h: bh };
  }

  /**
   * Where a leader runs: to the near side of its name, and the small boxes that other names keep
   * clear of.
   *
   * @param {L.Point} at
   * @param {number[]} spot
   * @param {number} w
   * @param {number} h
   * @returns {LeaderPath}
   */
  function leaderPath(at, spot, w, h) {
    const x = spot[0] > 0 ? spot[0] : Math.min(0, spot[0] + w),
      y = spot[1] > 0 ? spot[1] : Math.min(0, spot[1] + h);
    /** @type {LabelBox[]} */
    const dots = [];
    const steps = Math.max(1, Math.floor(Math.hypot(x, y) / 8));
    for (let i = 1; i < steps; i += 1) {
      dots.push({ x: at.x + (x * i) / steps - 1, y: at.y + (y * i) / steps - 1, w: 2, h: 2 });
    }
    return { x, y, dots };
  }

  return { furniture, marks, ink, inked, meets, turned, leaderPath };
})();
