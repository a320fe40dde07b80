/* Owns the moving together of two maps that stand beside one another in one page. */
claimline.beside = (function () {
  "use strict";
  const { state } = claimline;
  const NEAR = 1e-6; /* degrees: below this two maps show the same */
  let following = false;

  /** The other maps of this page: frames of our own that hold a started map. */
  function others() {
    const page = claimline.page.parentPage();
    if (!page) return [];
    return [...page.document.querySelectorAll("iframe")]
      .map((frame) => /** @type {any} */ (frame.contentWindow))
      .filter((other) => other && other !== window && other.claimline && other.claimline.state.map);
  }

  /** Takes every other map of the page to where this one was moved. */
  function lead() {
    if (following) return;
    const centre = state.map.getCenter(),
      zoom = state.map.getZoom();
    others().forEach((other) => {
      other.claimline.beside.follow(centre.lat, centre.lng, zoom, state.quiet === true);
    });
  }

  /**
   * @param {number} lat
   * @param {number} lng
   * @param {number} zoom
   * @param {boolean} quiet whether the other only took the room it has: no visitor moved it
   */
  function follow(lat, lng, zoom, quiet) {
    const here = state.map.getCenter();
    if (
      state.map.getZoom() === zoom &&
      Math.abs(here.lat - lat) < NEAR &&
      Math.abs(here.lng - lng) < NEAR
    ) {
      return;
    }
    following = true;
    state.quiet = quiet;
    state.map.setView([lat, lng], zoom, { animate: false });
    state.quiet = false;
    following = false;
    if (!quiet) return;
    state.opened = { at: state.map.getCenter(), zoom };
    if (state.begun && state.payload) claimline.calls.furnish();
  }

  /** @param {L.Map} map */
  function add(map) {
    map.on("move zoomend", lead);
  }

  return { add, follow };
})();
