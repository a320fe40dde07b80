/* Owns moves of the map: only where the target is out of sight, with a way back; and fingers on it. */
claimline.travel = (function () {
  "use strict";
  const { state } = claimline;
  const { element } = claimline.dom;
  const HINT_FOR = 1500; /* milliseconds */
  const INNER = 0.2; /* share of the view at each edge that such a land may leave free */
  const TRIED = 12; /* pixels that one finger moves before it is told that two are needed */

  /** Notes where the map is, so that the way back leads there. */
  function leave() {
    state.before = { at: state.map.getCenter(), zoom: state.map.getZoom() };
    state.back.hidden = false;
  }

  /**
   * Goes where the page asks, unless all of it is in sight, or it is a land that fills the view.
   *
   * @param {MapBounds} where
   */
  function go(where) {
    const target = L.latLngBounds(where),
      view = state.map.getBounds();
    if (view.contains(target) || target.contains(view.pad(-INNER))) return;
    leave();
    claimline.page.fit(where, true);
  }

  /**
   * One finger scrolls the page, two move the map; a mouse drags it as ever.
   *
   * @param {L.Map} map
   */
  function fingers(map) {
    if (!navigator.maxTouchPoints || state.config.alone) return;
    const container = map.getContainer();
    map.dragging.disable();
    container.addEventListener(
      "pointerdown",
      (event) => {
        if (event.pointerType === "touch") map.dragging.disable();
        else map.dragging.enable();
      },
      true
    );
    container.append(hint(container));
  }

  /** @param {HTMLElement} container */
  function hint(container) {
    const note = element("div", "cl-fingers", "Use two fingers to move the map");
    note.hidden = true;
    note.setAttribute("role", "status");
    /** @type {{ x: number, y: number } | null} */
    let from = null;
    let timer = 0;
    container.addEventListener(
      "touchstart",
      ({ touches }) => {
        from = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null;
        if (touches.length > 1) note.hidden = true;
      },
      { passive: true }
    );
    container.addEventListener(
      "touchmove",
      ({ touches }) => {
        if (!from || touches.length !== 1) return;
        const { clientX, clientY } = touches[0];
        if (Math.hypot(clientX - from.x, clientY - from.y) < TRIED) return;
        note.hidden = false;
        window.clearTimeout(timer);
        timer = window.setTimeout(() => {
          note.hidden = true;
        }, HINT_FOR);
      },
      { passive: true }
    );
    return note;
  }

  /** Goes back to how the map opens; the address then needs no position. */
  function home() {
    state.before = null;
    state.back.hidden = true;
    state.quiet = true;
    claimline.page.open();
    state.quiet = false;
    claimline.address.forget();
    claimline.calls.furnish();
  }

  return { leave, go, home, fingers };
})();
