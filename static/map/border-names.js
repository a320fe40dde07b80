/* Owns where the names of border lines and of the band between them may stand. */
claimline.borderNames = (function () {
  "use strict";
  const { state } = claimline;
  const { lines, pixel, dense } = claimline.geometry;
  const { together } = claimline.symbols;
  const boxes = claimline.labelBoxes;
  const { turned } = claimline.labelSpots;
  const LINE_RANK = 6.5,
    BAND_RANK = 8;
  const STEP = 4; /* pixels between the points of a line that are looked at */
  const BENT = 16; /* pixels: a stretch that bends more is too crooked for a name along it */
  const APART = 7; /* pixels: nearer to another line, a name could be either's */
  const BAND = "Maps differ here";

  /** @param {LabelCandidate[]} found */
  function collect(found) {
    const features = claimline.layers.features();
    const drawn = features.filter(
      (f) => f.properties.kind === "boundary" && !together(f.properties)
    );
    const many = drawn.filter((f) => f.properties.part === "line").length > 1;
    const sampled = drawn.map((feature) => ({ feature, runs: runsOf(feature) }));
    sampled.forEach(({ feature, runs }) => {
      const own = feature.properties;
      /** @type {LabelCandidate} */
      const item = { text: shortName(own, many), kind: "boundary", rank: LINE_RANK };
      if (!many || own.part === "claim") {
        item.find = (w, h, room) => along(runs, w, h, room) || led(runs.flat(), [], w, h, room);
      } else {
        const others = sampled.filter((other) => other.feature !== feature);
        item.find = (w, h, room) =>
          led(
            runs.flat(),
            others.flatMap((other) => other.runs.flat()),
            w,
            h,
            room
          );
      }
      found.push(item);
    });
    const band = features.find((f) => f.properties.kind === "base" && f.properties.part === "band");
    if (!band || many || !drawn.length) return;
    const path = claimline.labelAreas.areaOf(band);
    found.push({
      text: BAND,
      kind: "band",
      rank: BAND_RANK,
      find: (w, h, room) => claimline.bandName.within(path, w, h, room),
    });
  }

  /**
   * At most four words: “Border in OpenStreetMap” of the one line that is drawn, else its edition.
   *
   * @param {MarkProperties} p
   * @param {boolean} many
   */
  function shortName(p, many) {
    if (p.short) return p.short;
    const all = (p.label || p.name).split(",")[0].split(" ");
    const small = all.findIndex((word, i) => i > 0 && /^(\p{Ll}|[IVX]+$)/u.test(word));
    const edition = all.filter((word) => /^\d/.test(word)).slice(-1);
    const name = all.slice(0, small > 0 ? small : all.length).filter((word) => !/^\d/.test(word));
    if (many) return [...name.slice(0, 4 - edition.length), ...edition].join(" ");
    return name.length <= 2
      ? ["Border", "in", ...name].join(" ")
      : [...name.slice(0, 3), "border"].join(" ");
  }

  /**
   * A line's points in view, some pixels apart, by its unbroken runs.
   *
   * @param {MapFeature} feature
   */
  function runsOf(feature) {
    const view = state.map.getPixelBounds(),
      origin = state.map.getPixelOrigin();
    const seen = L.bounds(
      /** @type {L.Point} */ (view.min).subtract(origin),
      /** @type {L.Point} */ (view.max).subtract(origin)
    );
    /** @type {L.Point[][]} */
    const runs = [];
    lines(feature).forEach((part) => {
      /** @type {L.Point[]} */
      let run = [];
      /** @type {L.Point | null} */
      let last = null;
      part.map(pixel).forEach((point) => {
        const before = last;
        last = point;
        if (!before || !seen.intersects(L.bounds(before, point))) {
          if (run.length) runs.push(run);
          run = [];
          return;
        }
        const steps = Math.min(2000, Math.ceil(before.distanceTo(point) / STEP));
        for (let i = 1; i <= steps; i += 1) {
          const at = before.add(point.subtract(before).multiplyBy(i / steps));
          const gap = run.length ? run[run.length - 1].distanceTo(at) : STEP;
          if (seen.contains(at) && gap >= STEP / 2) run.push(at);
        }
      });
      if (run.length) runs.push(run);
    });
    return runs;
  }

  /**
   * The straightest free stretch along a line, on the side where there is room.
   *
   * @param {L.Point[][]} runs
   * @param {number} w
   * @param {number} h
   * @param {LabelRoom} room
   * @returns {LabelPlace | null}
   */
  function along(runs, w, h, room) {
    /** @type {{ score: number, place: LabelPlace } | null} */
    let best = null;
    const middle = room.corner.add(room.size.divideBy(2));
    runs.forEach((run) => {
      for (let i = 0; i < run.length; i += 2) {
        let j = i;
        while (j < run.length && run[i].distanceTo(run[j]) < w + 8) j += 1;
        if (j >= run.length) break;
        const chord = run[j].subtract(run[i]),
          length = Math.hypot(chord.x, chord.y);
        let angle = Math.atan2(chord.y, chord.x);
        if (angle > Math.PI / 2) angle -= Math.PI;
        if (angle < -Math.PI / 2) angle += Math.PI;
        const across = L.point(-Math.sin(angle), Math.cos(angle)),
          centre = run[i].add(run[j]).divideBy(2);
        const off = run.slice(i, j + 1).map((q) => {
          const d = q.subtract(centre);
          return d.x * across.x + d.y * across.y;
        });
        const bent = Math.max(...off.map(Math.abs));
        if (bent > BENT || (j - i) * STEP > length * 2) continue;
        [-1, 1].forEach((sign) => {
          const away = Math.max(...off.map((d) => d * sign)) + h / 2 + 4;
          const at = centre.add(across.multiplyBy(away * sign));
          const score = bent + Math.abs(angle) * 9 + at.distanceTo(middle) * 0.02;
          if (best && best.score <= score) return;
          const pieces = turned(at, angle, w, h);
          if (pieces.every((box) => boxes.isFree(room, box))) {
            best = { score, place: { x: at.x, y: at.y, angle, boxes: pieces } };
          }
        });
      }
    });
    return best && /** @type {{ place: LabelPlace }} */ (best).place;
  }

  /**
   * Where a line lies well apart from the others, with a short leader to it.
   *
   * @param {L.Point[]} points
   * @param {L.Point[]} others
   * @param {number} w
   * @param {number} h
   * @param {LabelRoom} room
   * @returns {LabelPlace | null}
   */
  function led(points, others, w, h, room) {
    /** @type {{ score: number, place: LabelPlace } | null} */
    let best = null;
    const middle = room.corner.add(room.size.divideBy(2));
    points
      .filter((_, i) => i % 3 === 0)
      .forEach((q) => {
        const apart = Math.min(60, ...others.map((o) => o.distanceTo(q)));
        if (apart < APART) return;
        [-90, 90, -45, -135, 45, 135].forEach((degrees) => {
          [18, 30, 46, 70].forEach((far) => {
            const score = far * 0.6 - apart * 1.2 + q.distanceTo(middle) * 0.03;
            if (best && best.score <= score) return;
            const a = (degrees * Math.PI) / 180;
            const end = L.point(q.x + Math.cos(a) * far, q.y + Math.sin(a) * far);
            const upright = Math.abs(degrees) === 90;
            const x = upright ? end.x - w / 2 : Math.abs(degrees) < 90 ? end.x : end.x - w;
            const box = { x, y: degrees < 0 ? end.y - h : end.y, w, h };
            if (!boxes.isFree(room, box) || !isClear(q, end, room)) return;
            best = {
              score,
              place: { x: box.x, y: box.y, boxes: [box, ...dots(q, end)], leader: [q, end] },
            };
          });
        });
      });
    return best && /** @type {{ place: LabelPlace }} */ (best).place;
  }

  /**
   * @param {L.Point} from
   * @param {L.Point} to
   */
  function dots(from, to) {
    return dense([from, to])
      .concat([0.3, 0.5, 0.7, 0.9].map((t) => from.add(to.subtract(from).multiplyBy(t))))
      .slice(2)
      .map(({ x, y }) => ({ x: x - 1, y: y - 1, w: 2, h: 2 }));
  }

  /**
   * Whether a leader crosses no line and no label, but for the line that it starts at.
   *
   * @param {L.Point} from
   * @param {L.Point} to
   * @param {LabelRoom} room
   */
  function isClear(from, to, room) {
    return dots(from, to)
      .filter((dot) => Math.hypot(dot.x - from.x, dot.y - from.y) > 7)
      .every((dot) => boxes.isFree(room, dot, { pad: 1, over: ["hatch"] }));
  }

  return { collect, shortName };
})();
