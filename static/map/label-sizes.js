/* Owns how much room a label takes, in pixels: each is measured once, as the styles draw it. */
claimline.labelSizes = (function () {
  "use strict";
  const { state } = claimline;
  /** @type {Record<string, { w: number, h: number }>} */
  let sizes = {};

  /**
   * @param {LabelCandidate} item
   * @returns {{ w: number, h: number }}
   */
  function sizeOf(item) {
    const tags = (item.tags || []).map((tag) => tag.text);
    const key = [item.kind, item.text, state.map.getSize().x < 500, ...tags].join("|");
    return (sizes[key] = sizes[key] || measure(item));
  }

  /** @param {LabelCandidate} item */
  function measure(item) {
    const node = claimline.labelNodes.make(item);
    const pane = /** @type {HTMLElement} */ (state.map.getPane("names"));
    node.style.visibility = "hidden";
    pane.append(node);
    const found = { w: Math.ceil(node.offsetWidth), h: Math.ceil(node.offsetHeight) };
    node.remove();
    return found;
  }

  /** Forgets all sizes: the type has changed. */
  function forget() {
    sizes = {};
  }

  return { sizeOf, forget };
})();
