/* Owns what the map does with the page around its frame: reach it, scroll it, fill it. */
claimline.page = (function () {
  "use strict";
  const { state } = claimline;

  /** The window the map's frame stands in; none where it stands alone, or in a page of another host. */
  function parentPage() {
    if (state.config.alone) return null;
    try {
      return window.parent && window.parent.location.href ? window.parent : null;
    } catch {
      return null;
    }
  }

  /**
   * The map partly below the fold: focusing it would scroll the page and lose the first click.
   *
   * @param {HTMLElement} container
   */
  function quietFocus(container) {
    const focus = container.focus;
    container.focus = () => focus.call(container, { preventScroll: true });
    container.setAttribute(
      "aria-label",
      "Map of the places and claims. Everything on it is also listed in words beside or below the map."
    );
  }

  /**
   * @param {MapBounds} where
   * @param {boolean} animate
   */
  function fit(where, animate) {
    const size = state.map.getSize();
    if (!size.x || !size.y) return;
    state.map.fitBounds(where, { animate, maxZoom: 12, padding: [24, 24] });
  }

  /**
   * Where to look: at the incident, or at all places shown.
   *
   * @param {"incident" | "all"} name
   */
  function bounds(name) {
    return (
      (state.payload && state.payload.bounds && state.payload.bounds[name]) || state.config.home
    );
  }

  /**
   * On a narrow page, bring the map or the sentences into view.
   *
   * @param {string} selector
   */
  function reveal(selector) {
    const page = parentPage();
    if (!page) return;
    const node = /** @type {HTMLElement | null} */ (
      selector === "iframe" ? window.frameElement : page.document.querySelector(selector)
    );
    if (!node) return;
    const box = node.getBoundingClientRect();
    node.style.scrollMarginTop = "4rem"; // clear of the page's own header
    if (box.top < 0 || box.top > page.innerHeight - 120) {
      node.scrollIntoView({ behavior: "smooth", block: "start" });
    }
  }

  /** In somebody else's page the map is as high as the frame it was given. */
  function fillFrame() {
    const page = parentPage(),
      frame = /** @type {HTMLElement | null} */ (window.frameElement);
    if (!page || !frame || state.filled) return;
    state.filled = true;
    const fill = () => {
      const high = Math.max(240, page.innerHeight - frame.getBoundingClientRect().top - 2) + "px";
      if (frame.style.height === high) return;
      frame.style.height = high;
      state.map.getContainer().style.height = high;
      state.map.invalidateSize({ pan: false });
    };
    page.addEventListener("resize", fill);
    fill();
    window.setTimeout(() => {
      fill();
      if (!state.config.view) fit(bounds("incident"), false);
      claimline.labels.place();
    }, 400);
  }

  /** Streamlit's component library adds its colours anew at every run: the newest do. */
  function tidy() {
    const added = [...document.head.querySelectorAll("style")].filter((node) =>
      (node.textContent || "").includes("--primary-color")
    );
    added.slice(0, -1).forEach((node) => node.remove());
  }

  return { parentPage, quietFocus, fit, bounds, reveal, fillFrame, tidy };
})();
