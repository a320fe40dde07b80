/* Owns what stands on the map to be used: the buttons, and the boxes of caption and legend. */
claimline.controls = (function () {
  "use strict";
  const { state } = claimline;
  const { element, button } = claimline.dom;
  const { parentPage, fit, bounds, reveal } = claimline.page;
  const { forget, shareLink } = claimline.address;

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
    control(map, "topright", top());
    state.caption = element("div", "cl-caption");
    control(map, "bottomleft", state.caption);
    state.legend = element("details", "cl-legend");
    const page = parentPage();
    const embedded = page && new URL(page.location.href).searchParams.has("embed");
    state.legend.open = map.getSize().x > 900 && !embedded;
    control(map, "bottomleft", state.legend);
  }

  /** The buttons, and what they have to say. */
  function top() {
    const bar = element("div", "cl-bar");
    bar.append(
      button("Incident", "Go to the places of the advance claims", () => {
        fit(bounds("incident"), true);
      }),
      button("All places", "Go to every place shown", () => fit(bounds("all"), true)),
      button("Reset", "Show everything again, where the map opened", reset)
    );
    if (!state.config.alone) {
      bar.append(button("Copy link", "Copy a link to exactly this view", copyLink));
    }
    state.copyField = element("input", "cl-copy");
    state.copyField.readOnly = true;
    state.copyField.hidden = true;
    state.copyField.setAttribute("aria-label", "Link to this view");
    state.copyNote = element("span", "cl-copied");
    state.copyNote.setAttribute("role", "status");
    state.strip = button("The sentences are below ↓", "Go to the evidence", () => {
      reveal("[role=tablist]");
    });
    state.strip.className = "cl-button cl-strip";
    state.strip.hidden = true;
    const column = element("div", "cl-top");
    column.append(bar, state.copyNote, state.copyField, state.strip);
    return column;
  }

  function reset() {
    fit(state.config.home, false);
    window.setTimeout(forget, 700);
    if (state.payload.active && window.Streamlit) {
      window.Streamlit.setComponentValue({ reset: true, at: Date.now() });
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

  return { add };
})();
