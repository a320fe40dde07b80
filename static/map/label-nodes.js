/* Owns the elements of a label: its name, and the small tags of who says it, all as text. */
claimline.labelNodes = (function () {
  "use strict";
  const { state } = claimline;
  const { element } = claimline.dom;
  const MARKS = /** @type {Record<string, string>} */ ({ left: "●", right: "■" });

  /**
   * @param {LabelCandidate} item
   * @returns {HTMLElement}
   */
  function make(item) {
    const { feature } = item;
    const node = element("div", classes(item));
    if (item.text) {
      const name = feature ? choosable(feature, "name") : element("span");
      name.className = "cl-name";
      name.textContent = item.text;
      node.append(name);
    }
    if (item.tags && item.tags.length) {
      const row = element("div", "cl-chips");
      row.append(...item.tags.map(chip));
      node.append(row);
    }
    return node;
  }

  /** @param {LabelCandidate} item */
  function classes(item) {
    const { feature } = item;
    return [
      "cl-label cl-" + item.kind,
      item.chosen && "cl-chosen",
      item.dim && "cl-dim",
      feature && feature.struck && "cl-struck",
    ]
      .filter(Boolean)
      .join(" ");
  }

  /** @param {LabelTag} tag */
  function chip(tag) {
    const node = choosable(tag.mark, tag.claim || "tag", tag.claim);
    node.className = "cl-chip cl-" + tag.side + (tag.dim ? " cl-dim" : "");
    const mark = element("span", "", MARKS[tag.side] || "◆");
    mark.setAttribute("aria-hidden", "true");
    node.append(mark, " " + tag.text);
    return node;
  }

  /**
   * @param {MarkProperties} mark
   * @param {string} which of the elements that choose it, so that it can have the focus again
   * @param {string} [claim] the one it stands for
   */
  function choosable(mark, which, claim) {
    const node = element("button");
    node.type = "button";
    node.dataset.label = mark.id + "|" + which;
    node.addEventListener("click", (event) => {
      event.stopPropagation();
      claimline.selection.choose(mark, claim);
    });
    L.DomEvent.disableClickPropagation(node);
    claimline.tooltips.attach(node, mark);
    return node;
  }

  /**
   * A thin line from a name that stands off to the point it names.
   *
   * @param {L.Point} from
   * @param {L.Point} to
   */
  function leader(from, to) {
    const node = element("i", "cl-leader"),
      way = to.subtract(from);
    node.style.width = Math.hypot(way.x, way.y) + "px";
    node.style.transform =
      moved(from.x, from.y) + " rotate(" + Math.atan2(way.y, way.x).toFixed(4) + "rad)";
    return node;
  }

  /**
   * A town of the built-in map, which has a point only where its name stands.
   *
   * @param {L.Point} at
   */
  function dot(at) {
    const node = element("i", "cl-dot");
    node.style.transform = moved(at.x - 2, at.y - 2);
    return node;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  function moved(x, y) {
    return "translate(" + x + "px," + y + "px)";
  }

  /** What had the focus of the keyboard among the labels; a function that gives it back. */
  function keepFocus() {
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const key = active && active.dataset ? active.dataset.label : undefined;
    return () => {
      if (!key) return;
      const pane = /** @type {HTMLElement} */ (state.map.getPane("names"));
      const nodes = /** @type {NodeListOf<HTMLElement>} */ (pane.querySelectorAll("[data-label]"));
      const again = [...nodes].find((node) => node.dataset.label === key);
      if (again) again.focus({ preventScroll: true });
    };
  }

  /**
   * Words of a name; the stroke between two names is none.
   *
   * @param {string} text
   */
  function words(text) {
    return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  }

  return { words, make, leader, dot, moved, keepFocus };
})();
