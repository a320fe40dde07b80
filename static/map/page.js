/* Owns what the map does with the page around its frame: reach it, scroll it, take what room is left. */
claimline.page = (function () {
  "use strict";
  const { state } = claimline;
  const NARROW = 640; /* pixels: a phone */
  const STRIP = 84; /* pixels of the days, which stand below the map */
  const BELOW = 18; /* pixels round them */
  const LEAST = 420,
    MOST = 900; /* pixels of the map with its legend and caption */
  const LEAST_STAGE = 220; /* pixels: less is no map */
  const FONT = "Source Sans";

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
   * Puts the map into a box with what stands below it.
   *
   * @param {HTMLElement} stage
   * @param {HTMLElement} foot
   */
  function frameUp(stage, foot) {
    const box = document.createElement("div");
    box.className = "cl-frame";
    stage.replaceWith(box);
    box.append(stage, foot);
    state.foot = foot;
    const page = parentPage();
    (page || window).addEventListener("resize", fill);
    // before Leaflet 1.9.3 takes another width, which it would tell as a move of the visitor's
    window.addEventListener("resize", () => {
      const { x, y } = state.map.getSize();
      if (x !== stage.clientWidth || y !== stage.clientHeight) resized();
    });
    new ResizeObserver(fill).observe(foot);
    window.setInterval(fill, 300); // what stands above the frame may push it down at any time
    if (page) borrowFonts(page);
  }

  /**
   * The map is as high as the screen allows; in somebody else's page, as the frame it was given.
   *
   * @returns {boolean} whether it has another height now, and was furnished anew
   */
  function fill() {
    const page = parentPage(),
      frame = /** @type {HTMLElement | null} */ (window.frameElement);
    if (!page || !frame || !frame.isConnected || !page.innerWidth) return false;
    const foot = state.foot.offsetHeight,
      top = topOf(page, frame);
    let whole = Math.min(Math.max(page.innerHeight - top - below(page), LEAST), MOST);
    if (state.payload && state.payload.embedded) whole = page.innerHeight - top - 2;
    else if (page.innerWidth <= NARROW) whole = Math.round(page.innerHeight / 2) + foot;
    whole = Math.round(Math.max(whole, LEAST_STAGE + foot));
    const stage = state.map.getContainer(),
      high = whole - foot + "px";
    if (frame.style.height !== whole + "px") {
      frame.style.height = whole + "px";
      page.document.documentElement.style.setProperty("--map-height", whole + "px");
    }
    if (stage.style.height === high) return false;
    stage.style.height = high;
    resized();
    return state.begun === true && Boolean(state.payload);
  }

  /**
   * How high what stands below the map is: the days have a line more while one is chosen.
   *
   * @param {Window} page
   */
  function below(page) {
    const strip = page.document.querySelector(".st-key-strip");
    const high = strip ? /** @type {HTMLElement} */ (strip).offsetHeight : 0;
    return Math.max(STRIP, Math.ceil(high)) + BELOW;
  }

  /**
   * How far below the page's upper edge the frame begins, however far the page is scrolled.
   *
   * @param {Window} page
   * @param {HTMLElement} frame
   */
  function topOf(page, frame) {
    let scrolled = page.scrollY;
    for (let node = frame.parentElement; node; node = node.parentElement) {
      if (node !== page.document.documentElement) scrolled += node.scrollTop;
    }
    return frame.getBoundingClientRect().top + scrolled;
  }

  /** Takes a new height; where the map still shows how it opened, it opens anew in the new room. */
  function resized() {
    const opened = state.opened,
      map = state.map;
    // Leaflet moves the middle by half a pixel when it is given an odd height
    const middle = map.getSize().divideBy(2);
    const still =
      opened &&
      map.getZoom() === opened.zoom &&
      map.latLngToContainerPoint(opened.at).distanceTo(middle) < 3;
    state.quiet = true;
    map.invalidateSize({ animate: false });
    if (still && opened.given) state.map.setView(opened.at, opened.zoom, { animate: false });
    else if (still) open();
    state.quiet = false;
    if (state.begun && state.payload) claimline.calls.furnish();
  }

  /** Shows where the map opens. */
  function open() {
    fit(state.config.home, false);
    state.opened = { at: state.map.getCenter(), zoom: state.map.getZoom() };
  }

  /**
   * The page's own type also on the map: the frame is a document of its own and has none.
   *
   * @param {Window} page
   */
  function borrowFonts(page) {
    const rules = [...page.document.styleSheets].flatMap((sheet) => {
      try {
        return [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href }));
      } catch {
        return []; // of another host
      }
    });
    rules.forEach(({ rule, base }) => {
      const { style } = /** @type {CSSFontFaceRule} */ (rule);
      if (!style || !rule.cssText.startsWith("@font-face")) return;
      if (style.getPropertyValue("font-family").replace(/["']/g, "") !== FONT) return;
      const address = /url\(["']?([^"')]+)/.exec(style.getPropertyValue("src"));
      if (!address) return;
      const face = new FontFace(
        FONT,
        `url("${new URL(address[1], base || page.document.baseURI).href}")`,
        {
          weight: style.getPropertyValue("font-weight") || "normal",
          style: style.getPropertyValue("font-style") || "normal",
        }
      );
      document.fonts.add(face);
      face.load().then(fontCame, () => {
        /* the system's own type then */
      });
    });
  }

  function fontCame() {
    claimline.labelSizes.forget();
    if (state.begun && state.payload) claimline.calls.furnish();
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

  /** Streamlit's component library adds its colours anew at every run: the newest do. */
  function tidy() {
    const added = [...document.head.querySelectorAll("style")].filter((node) =>
      (node.textContent || "").includes("--primary-color")
    );
    added.slice(0, -1).forEach((node) => node.remove());
  }

  return {
    parentPage,
    borrowFonts,
    quietFocus,
    frameUp,
    fill,
    fit,
    open,
    bounds,
    reveal,
    tidy,
    NARROW,
  };
})();
