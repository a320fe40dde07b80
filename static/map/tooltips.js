/* Owns the words shown while the pointer or the keyboard's focus is on a mark; always whole. */
claimline.tooltips = (function () {
  "use strict";
  const { state } = claimline;
  const { element } = claimline.dom;
  const GAP = 12,
    EDGE = 4; /* pixels */

  /** @param {MarkProperties} p */
  function words(p) {
    const box = element("div");
    /** @type {(text: string, className?: string) => void} */
    const line = (text, className = "") => box.append(element("p", className, text));
    box.append(element("strong", "", p.kind === "boundary" ? p.label : p.name));
    if (p.note) line(p.note);
    (p.quotes || []).forEach((quote) => line(quote, "cl-quote"));
    if (p.told) line(p.told);
    if (p.voices) line(p.voices);
    if (p.struck) line("Debunked or retracted, by its article’s own words.");
    if (claimline.selection.isChoice(p)) line(hint(), "cl-hint");
    return box;
  }

  function hint() {
    return state.payload.embedded ? "Choose it for the sentences" : "Click for the sentences";
  }

  /**
   * Shows a mark's words beside a point of the map, clear of it, and whole.
   *
   * @param {MarkProperties} p
   * @param {L.Point} at
   * @param {number} [gap]
   */
  function show(p, at, gap = GAP) {
    if (state.tipOf !== p) {
      state.tip.replaceChildren(words(p));
      state.tipOf = p;
    }
    state.tip.hidden = false;
    const size = state.map.getSize(),
      [w, h] = [state.tip.offsetWidth, state.tip.offsetHeight];
    let x = at.x + gap,
      y = at.y + gap;
    if (x + w > size.x - EDGE) x = at.x - w - gap;
    if (y + h > size.y - EDGE) y = at.y - h - gap;
    // where neither side has room for the whole of it, the edge of the map decides
    x = Math.max(EDGE, Math.min(x, size.x - w - EDGE));
    y = Math.max(EDGE, Math.min(y, size.y - h - EDGE));
    state.tip.style.transform = `translate(${Math.round(x)}px,${Math.round(y)}px)`;
  }

  function hide() {
    state.tip.hidden = true;
    state.tipOf = null;
  }

  /**
   * Words for an element: beside the pointer, and at the element's end where it has the focus.
   *
   * @param {Element} node
   * @param {MarkProperties} p
   */
  function attach(node, p) {
    const frame = () => state.map.getContainer().getBoundingClientRect();
    const pointed = (/** @type {Event} */ event) => {
      const { clientX, clientY } = /** @type {MouseEvent} */ (event);
      show(p, L.point(clientX - frame().left, clientY - frame().top));
    };
    node.addEventListener("mouseenter", pointed);
    node.addEventListener("mousemove", pointed);
    node.addEventListener("mouseleave", hide);
    node.addEventListener("focus", () => {
      if (!node.matches(":focus-visible")) return;
      const box = node.getBoundingClientRect();
      const low = Math.min(box.bottom, frame().bottom);
      show(p, L.point(box.left + box.width / 2 - frame().left, low - frame().top), 6);
    });
    node.addEventListener("blur", hide);
  }

  /** @param {L.Map} map */
  function add(map) {
    state.tip = element("div", "cl-tip");
    state.tip.setAttribute("role", "tooltip");
    state.tip.hidden = true;
    map.getContainer().append(state.tip);
    map.on("movestart zoomstart", hide);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
  }

  return { attach, add, show, hide };
})();
