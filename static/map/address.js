/* Owns the map's place in the page's address, which follows the map without a rerun. */
claimline.address = (function () {
  "use strict";
  const { state } = claimline;
  const { parentPage } = claimline.page;
  const NAMES = /** @type {const} */ (["lat", "lon", "zoom"]);
  const STORED = "claimline";
  const ASKED = "claimline-asked";

  function remember() {
    const centre = state.map.getCenter();
    state.position = {
      lat: centre.lat.toFixed(5),
      lon: L.Util.wrapNum(centre.lng, [-180, 180], true).toFixed(5),
      zoom: String(state.map.getZoom()),
    };
    const stored = { session: state.config.session, position: state.position };
    try {
      window.sessionStorage.setItem(STORED, JSON.stringify(stored));
    } catch {
      /* private mode */
    }
    write();
  }

  /** Where this visit left the map, when another page was opened in between. */
  function remembered() {
    try {
      const kept = JSON.parse(window.sessionStorage.getItem(STORED) || "null");
      if (!kept || kept.session !== state.config.session) return null;
      const { lat, lon, zoom } = kept.position;
      return { lat: Number(lat), lon: Number(lon), zoom: Number(zoom) };
    } catch {
      return null;
    }
  }

  /**
   * Whether a move of the map was not asked for before in this visit, in this frame or an earlier one.
   *
   * @param {number} number of the asking
   */
  function isNew(number) {
    const asked = state.config.session + " " + number;
    if (state.asked === asked) return false;
    state.asked = asked;
    try {
      if (window.sessionStorage.getItem(ASKED) === asked) return false;
      window.sessionStorage.setItem(ASKED, asked);
    } catch {
      /* private mode */
    }
    return true;
  }

  function write() {
    const page = parentPage(),
      position = state.position;
    if (!page || !position) return;
    const url = new URL(page.location.href);
    let changed = false;
    NAMES.forEach((name) => {
      if (url.searchParams.get(name) !== position[name]) {
        url.searchParams.set(name, position[name]);
        changed = true;
      }
    });
    if (changed) page.history.replaceState(page.history.state, "", url);
  }

  function forget() {
    state.position = null;
    try {
      window.sessionStorage.removeItem(STORED);
    } catch {
      /* private mode */
    }
    const page = parentPage();
    if (!page) return;
    const url = new URL(page.location.href);
    NAMES.forEach((name) => url.searchParams.delete(name));
    page.history.replaceState(page.history.state, "", url);
  }

  /** The address of exactly this view, in a page of its own. */
  function shareLink() {
    const page = parentPage();
    const url = new URL(page ? page.location.href : document.referrer || window.location.href);
    url.searchParams.delete("embed");
    url.searchParams.delete("embed_options");
    const centre = state.map.getCenter();
    url.searchParams.set("lat", centre.lat.toFixed(5));
    url.searchParams.set("lon", centre.lng.toFixed(5));
    url.searchParams.set("zoom", String(state.map.getZoom()));
    return url.href;
  }

  return { remember, remembered, write, forget, shareLink, isNew };
})();
