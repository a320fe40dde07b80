/* Owns the words every map carries: its caption, and whom to credit. */
claimline.caption = (function () {
  "use strict";
  const { state } = claimline;
  const { element, link } = claimline.dom;
  const { shareLink } = claimline.address;

  function write() {
    const { payload } = state;
    const box = element("p", "cl-words", words());
    if (payload.embedded) {
      const label = "Open the whole page: sentences, differences, sources";
      const whole = link(label, shareLink(), "cl-whole");
      whole.addEventListener("click", () => {
        whole.href = shareLink();
      });
      box.append(" ", whole);
    }
    state.caption.replaceChildren(box, credit());
  }

  /** An online map is named for what it is. */
  function words() {
    const { caption, basemap } = state.payload;
    let found = caption;
    if (basemap) {
      found += state.tileTrouble
        ? ` ${basemap.name} could not be reached; the built-in map is shown.`
        : " The online base map draws a border of its own.";
    }
    if (state.borderTrouble) {
      found += " The border lines could not be loaded; reload the page to try again.";
    }
    return found;
  }

  function credit() {
    const { attribution, basemap } = state.payload;
    const box = element("p", "cl-credit");
    box.append(element("span", "", attribution.join(" · ")));
    if (basemap) {
      basemap.credits.forEach(([name, address]) => box.append(" · ", link(name, address, "")));
    }
    return box;
  }

  return { write };
})();
