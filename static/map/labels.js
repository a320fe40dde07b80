/* Owns the names on the map: the important first, each where it meets no other, else left out. */
claimline.labels = (function () {
  "use strict";
  const { state } = claimline;
  const { element } = claimline.dom;
  const { inked, meets, turned, leaderPath } = claimline.labelBoxes;

  /**
   * One placing of all names: what is taken, and what has been placed.
   *
   * @typedef {object} Round
   * @property {L.Point} corner
   * @property {L.Point} size
   * @property {LabelBox[]} taken
   * @property {Record<string, L.Point[]>} done by what only one name is placed of: where
   * @property {Record<string, boolean>} named lengths that have their name
   * @property {HTMLElement[]} nodes
   * @property {HTMLElement[]} pair
   * @property {LabelCandidate[]} again second names of border lines
   */

  function place() {
    const map = state.map,
      size = map.getSize();
    if (!size.x) return;
    /** @type {Round} */
    const round = {
      corner: map.containerPointToLayerPoint([0, 0]),
      size,
      taken: [],
      done: {},
      named: {},
      nodes: [],
      pair: [],
      again: [],
    };
    claimline.labelBoxes.furniture(round.taken, round.corner);
    claimline.labelBoxes.marks(round.taken);
    state.ink = claimline.labelBoxes.ink();
    claimline.labelCandidates.candidates().forEach((item) => tryPlace(item, round, false));
    // a second name for a line once every line has its first
    round.again.forEach((item) => tryPlace(item, round, true));
    // the names of the two sides stand both or neither; a length without its name is not drawn
    const lone = round.pair.length === 1 ? round.pair[0] : null;
    const pane = /** @type {HTMLElement} */ (map.getPane("names"));
    pane.replaceChildren(...round.nodes.filter((node) => node !== lone));
    const bars = state.layers["sight:bar"];
    if (!bars) return;
    bars.eachLayer((/** @type {any} */ bar) => {
      bar.setStyle({ opacity: round.named[bar.feature.properties.id] ? 1 : 0 });
    });
  }

  /**
   * @param {LabelCandidate} item
   * @param {Round} round
   * @param {boolean} second
   */
  function tryPlace(item, round, second) {
    const before = item.once && round.done[item.once];
    if (before) {
      const point = /** @type {L.Point} */ (item.point);
      if (item.kind !== "boundary" || before.length > 1) return;
      if (before[0].distanceTo(point) < 500) return;
      if (!second) {
        round.again.push(item);
        return;
      }
      if (item.far && !item.clear) return; // a second name is not worth a leader across other lines
    }
    const at = item.point || state.map.latLngToLayerPoint(/** @type {LatLon} */ (item.at));
    const { corner, size } = round;
    if (at.x - corner.x < -20 || at.x - corner.x > size.x + 20) return;
    if (at.y - corner.y < -20 || at.y - corner.y > size.y + 20) return;
    const { w, h } = claimline.labelSizes.sizeOf(item);
    for (const spot of claimline.labelSpots.spotsOf(item, at, w, h)) {
      const box =
        typeof item.angle === "number"
          ? turned(at, w, h, item.angle, spot[1])
          : { x: at.x + spot[0], y: at.y + spot[1], w, h };
      const path = item.far ? leaderPath(at, spot, w, h) : null;
      if (isFree(item, box, path, round)) {
        settle(item, at, spot, box, path, w, round);
        return;
      }
    }
  }

  /**
   * @param {LabelCandidate} item
   * @param {LabelBox} box
   * @param {LeaderPath | null} path
   * @param {Round} round
   */
  function isFree(item, box, path, round) {
    const left = box.x - round.corner.x,
      top = box.y - round.corner.y;
    const inside =
      left > 2 && top > 2 && left + box.w < round.size.x - 2 && top + box.h < round.size.y - 2;
    if (!inside || (item.clear && inked(state.ink, box, item))) return false;
    if (round.taken.some((other) => meets(box, other, item))) return false;
    return !(path && round.taken.some((other) => path.dots.some((dot) => meets(dot, other, item))));
  }

  /**
   * Keeps a label where it was found to be free.
   *
   * @param {LabelCandidate} item
   * @param {L.Point} at
   * @param {number[]} spot
   * @param {LabelBox} box
   * @param {LeaderPath | null} path
   * @param {number} width
   * @param {Round} round
   */
  function settle(item, at, spot, box, path, width, round) {
    round.taken.push(box);
    if (path) round.taken.push(...path.dots);
    if (item.once) (round.done[item.once] = round.done[item.once] || []).push(at);
    round.nodes.push(labelNode(item, at, spot, width));
    if (path) round.nodes.push(leader(at, path, item.kind));
    if (item.kind === "sight" && item.feature && item.from) {
      const from = state.map.latLngToLayerPoint(item.from);
      round.named[item.feature.id] = true;
      round.taken.push({ x: from.x, y: at.y - 4, w: at.x - from.x, h: 8 });
    }
    if (item.pair) round.pair.push(round.nodes[round.nodes.length - 1]);
  }

  /**
   * A thin line from a name that stands off to the point it names.
   *
   * @param {L.Point} at
   * @param {LeaderPath} path
   * @param {string} kind
   */
  function leader(at, path, kind) {
    const node = element("i", "cl-leader cl-" + kind);
    node.style.width = Math.hypot(path.x, path.y) + "px";
    const turn = "rotate(" + Math.atan2(path.y, path.x) + "rad)";
    node.style.transform = moved(at.x, at.y) + " " + turn;
    return node;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  function moved(x, y) {
    return "translate(" + x + "px," + y + "px)";
  }

  /**
   * @param {LabelCandidate} item
   * @param {L.Point} at
   * @param {number[]} spot
   * @param {number} width
   * @returns {HTMLElement}
   */
  function labelNode(item, at, spot, width) {
    const { feature } = item;
    const node = feature ? choosable(feature) : element("span");
    node.className =
      "cl-label cl-" +
      item.kind +
      (item.chosen ? " cl-chosen" : "") +
      (feature && feature.struck ? " cl-struck" : "");
    node.textContent = item.text;
    if (["advance", "boundary", "sight"].includes(item.kind)) node.style.width = width + "px";
    if (item.own) {
      node.prepend(claimline.legend.swatch({ look: "boundary", text: "", line: item.own.line }));
    }
    if (typeof item.angle === "number") {
      const turn = " translateY(-50%) rotate(" + item.angle.toFixed(1) + "deg) ";
      node.style.transform = moved(at.x - width / 2, at.y) + turn + "translateY(" + spot[1] + "px)";
      return node;
    }
    node.style.transform = moved(Math.round(at.x + spot[0]), Math.round(at.y + spot[1]));
    if (item.dot) {
      const dot = element("i", "cl-dot");
      dot.style.transform = moved(-spot[0] - 2, -spot[1] - 2);
      node.prepend(dot);
    }
    return node;
  }

  /** @param {MarkProperties} feature */
  function choosable(feature) {
    const node = element("button");
    node.type = "button";
    node.tabIndex = -1;
    node.addEventListener("click", (event) => {
      event.stopPropagation();
      claimline.selection.choose(feature);
    });
    L.DomEvent.disableClickPropagation(node);
    return node;
  }

  return { place };
})();
