/* Owns what stands on the map to be used: the bar of buttons, the way back, and where the words go. */
claimline.controls = (function () {
  "use strict";
  const { state } = claimline;
  const { element, button } = claimline.dom;
  const { parentPage, fit, bounds, reveal } = claimline.page;
  const { shareLink } = claimline.address;
  const COUNTS = ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

  /**
   * @param {L.Map} map
   * @param {L.ControlPosition} position
   * @param {HTMLElement} box
   */
  function control(map, position, box) {
    const Box = L.Control.extend({
      onAdd: () => {
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        return box;
      },
    });
    new Box({ position }).addTo(map);
  }

  /** @param {L.Map} map */
  function add(map) {
    control(map, "topleft", notes());
    state.inset = element("div", "cl-inset");
    state.inset.setAttribute("aria-hidden", "true");
    state.inset.hidden = true;
    control(map, "topright", state.inset);
    control(map, "bottomleft", column());
    state.legend = element("div", "cl-legend");
    state.legend.setAttribute("role", "group");
    state.legend.setAttribute("aria-label", "Legend");
    state.caption = element("div", "cl-caption");
    const foot = element("div", "cl-foot");
    foot.append(state.legend, state.caption);
    return foot;
  }

  /** What the days chosen hide, what leads back to where the map was, and down to the sentences. */
  function notes() {
    state.back = button("‹ Back to where I was", "Show the part of the map seen before", goBack);
    state.strip = button("The sentences are below ↓", "Go to the evidence", () => {
      reveal("[role=tablist]");
    });
    state.unseen = button("", "Show the claims of every day", everyDay);
    const box = element("div", "cl-notes");
    [state.back, state.strip, state.unseen].forEach((node) => {
      node.classList.add("cl-note");
      node.hidden = true;
    });
    box.append(state.unseen, state.back, state.strip);
    return box;
  }

  function everyDay() {
    if (window.Streamlit) window.Streamlit.setComponentValue({ days: "every", at: Date.now() });
  }

  function goBack() {
    const before = state.before;
    state.before = null;
    state.back.hidden = true;
    if (before) state.map.setView(before.at, before.zoom, { animate: false });
    state.map.getContainer().focus({ preventScroll: true });
  }

  /** Above the bar stands what its buttons have to say. */
  function column() {
    state.where = button("All places", "Go to every place shown", toggleWhere);
    state.every = button("All border lines", "Draw the line of every map", toggleLines);
    const bar = element("div", "cl-bar");
    bar.append(state.where, state.every);
    if (!state.config.alone) {
      bar.append(button("Copy link", "Copy a link to exactly this view", copyLink));
    }
    bar.append(claimline.tools.opener());
    state.copyField = element("input", "cl-copy");
    state.copyField.readOnly = true;
    state.copyField.hidden = true;
    state.copyField.setAttribute("aria-label", "Link to this view");
    state.copyNote = element("span", "cl-copied");
    state.copyNote.setAttribute("role", "status");
    document.addEventListener("pointerdown", ({ target }) => {
      if (target === state.copyField) return;
      state.copyField.hidden = true;
      state.copyNote.textContent = "";
    });
    const box = element("div", "cl-column");
    box.append(claimline.tools.panel(), state.copyNote, state.copyField, bar);
    return box;
  }

  function toggleWhere() {
    fit(bounds(state.where.dataset.to === "incident" ? "incident" : "all"), true);
  }

  /** Says what the buttons do now. */
  function refresh() {
    const all = L.latLngBounds(bounds("all")),
      there = state.map.getBounds().contains(all);
    const same = L.latLngBounds(bounds("incident")).equals(all, 0.01);
    state.where.hidden = same;
    state.where.dataset.to = there ? "incident" : "all";
    state.where.textContent = there ? "Incident" : "All places";
    state.where.title = there
      ? "Go to the places of the advance claims"
      : "Go to every place shown";
    const { drawn } = state.payload.lines,
      count = offered().length,
      claims = claimed().length,
      maps = count - claims;
    state.every.hidden = count < 2;
    state.every.setAttribute("aria-pressed", String(drawn.length > 1));
    const narrow = state.map.getSize().x < 480;
    const { unseen } = state.payload;
    state.unseen.hidden = !unseen;
    state.unseen.textContent = window.Streamlit ? `${unseen} · Show` : unseen || "";
    state.every.textContent = narrow
      ? `${count} lines`
      : `All ${COUNTS[maps] || maps} border lines${["", " and a claim"][claims] ?? " and claims"}`;
  }

  /** The lines that maps draw between the two countries. */
  function offered() {
    const { offered: between } = state.payload.lines;
    return state.borders
      .map(({ properties }) => properties.line || "")
      .filter((id) => between.includes(id));
  }

  /** The lines that one of the two countries claims. */
  function claimed() {
    return state.borders.filter(({ properties }) => properties.part === "claim");
  }

  /** Draws all lines or the one measured from: at once, and in the page's address. */
  function toggleLines() {
    const { picked, drawn, offered: between } = state.payload.lines,
      every = drawn.length < 2;
    if (every && state.map.getZoom() < claimline.symbols.APART) {
      claimline.travel.leave(); // further off, the lines would close to one
      fit(bounds("incident"), false);
    }
    const lines = { picked, drawn: every ? offered() : [picked], offered: between };
    claimline.show({ ...state.payload, lines });
    if (window.Streamlit) {
      window.Streamlit.setComponentValue({ lines: every ? "all" : "one", at: Date.now() });
    }
  }

  function copyLink() {
    const link = shareLink();
    const done = () => {
      state.copyNote.textContent = "Link copied";
      state.copyField.hidden = true;
      window.setTimeout(() => {
        state.copyNote.textContent = "";
      }, 4000);
    };
    const byHand = () => {
      state.copyField.value = link;
      state.copyField.hidden = false;
      state.copyField.focus();
      state.copyField.select();
      state.copyNote.textContent = "Copy this link:";
    };
    document.documentElement.setAttribute("data-link", link);
    const page = parentPage() || window;
    if (page.isSecureContext && page.navigator.clipboard) {
      page.navigator.clipboard.writeText(link).then(done, byHand);
    } else byHand();
  }

  return { add, refresh };
})();
