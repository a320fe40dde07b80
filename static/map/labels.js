/* Owns the names on the map: the important first, each where it meets no other, else left out. */
claimline.labels = (function () {
  "use strict";
  const { state } = claimline;
  const { make, leader, dot, moved, keepFocus } = claimline.labelNodes;
  const boxes = claimline.labelBoxes;
  const MOST = 10; /* names; a reader takes in no more at a glance */
  const EACH = /** @type {Record<string, number>} */ ({ place: 4, summit: 3, area: 3, town: 3 });

  function place() {
    const map = state.map;
    if (!map.getSize().x || !state.payload) return;
    const room = boxes.room(),
      restore = keepFocus();
    /** @type {HTMLElement[]} */
    const nodes = [];
    /** @type {Record<string, number>} */
    const counts = {};
    let placed = 0;
    /** @type {LabelCandidate[]} */
    const beyond = [];
    const lay = (/** @type {LabelCandidate} */ item) => {
      const drawn = placed < MOST ? drawnIn(item, room) : null;
      if (!drawn) return;
      nodes.push(...drawn);
      placed += 1;
      counts[item.kind] = (counts[item.kind] || 0) + 1;
    };
    claimline.labelCandidates.candidates().forEach((item) => {
      if (!item.chosen && (counts[item.kind] || 0) >= (EACH[item.kind] || MOST)) beyond.push(item);
      else lay(item);
    });
    // where little else wants a name, places of the articles have what room is left
    beyond.filter((item) => item.feature).forEach(lay);
    /** @type {HTMLElement} */ (map.getPane("names")).replaceChildren(...nodes);
    restore();
  }

  /**
   * A label where there is room for it, with its leader or its dot; else nothing.
   *
   * @param {LabelCandidate} item
   * @param {LabelRoom} room
   * @returns {HTMLElement[] | null}
   */
  function drawnIn(item, room) {
    const { w, h } = claimline.labelSizes.sizeOf(item);
    const found = item.find ? item.find(w, h, room) : firstFree(item, w, h, room);
    if (!found) return null;
    found.boxes.forEach((box) => boxes.take(room, box, "label"));
    const node = make(item);
    node.style.transform =
      found.angle === undefined
        ? moved(Math.round(found.x), Math.round(found.y))
        : moved(found.x - w / 2, found.y - h / 2) + " rotate(" + found.angle.toFixed(4) + "rad)";
    if (found.leader) return [leader(...found.leader), node];
    return item.dotAt ? [dot(item.dotAt), node] : [node];
  }

  /**
   * @param {LabelCandidate} item
   * @param {number} w
   * @param {number} h
   * @param {LabelRoom} room
   * @returns {LabelPlace | null}
   */
  function firstFree(item, w, h, room) {
    for (const box of item.spots ? item.spots(w, h) : []) {
      if (boxes.isFree(room, box, item.but)) return { x: box.x, y: box.y, boxes: [box] };
    }
    return null;
  }

  return { place };
})();
