/* Owns the words behind a mark in an embedded map, where no panel stands beside it. */
claimline.quotes = (function () {
  "use strict";
  const { state } = claimline;
  const { element, button, link } = claimline.dom;
  const { shareLink } = claimline.address;
  const MOST = 3;
  /** @type {HTMLElement | null} */
  let box = null;
  /** @type {Element | null} */
  let opener = null;

  /**
   * Shows a mark's quotes; does nothing where the page itself shows them.
   *
   * @param {MarkProperties} p
   */
  function open(p) {
    const payload = state.payload;
    if (!payload || !payload.embedded || !payload.quotes) return;
    close();
    opener = document.activeElement;
    box = element("section", "cl-quotes");
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", `What is said of ${p.name}`);
    const head = element("header", "");
    head.append(element("strong", "", p.name), button("✕", "Close", close));
    box.append(head);
    const claims = p.claims || [];
    const told = claims.filter((claim) => payload.quotes && payload.quotes[claim]).slice(0, MOST);
    told.forEach((claim) => box && box.append(quote(claim)));
    if (!told.length) box.append(element("p", "", "Named in no claim shown here."));
    const more = claims.length - told.length;
    const words = more > 0 ? `${more} more: read on ${payload.title}` : `Read on ${payload.title}`;
    if (more > 0 || !told.length) box.append(way(words, null));
    wire(box);
    state.map.getContainer().append(box);
    box.focus({ preventScroll: true });
  }

  /** @param {string} claim */
  function quote(claim) {
    const said = /** @type {MarkQuote} */ (state.payload.quotes && state.payload.quotes[claim]);
    const part = element("article", "");
    part.append(element("blockquote", said.struck ? "cl-struck" : "", said.words));
    part.append(element("p", "", said.who));
    const day = said.struck ? `${said.day} · ${said.struck}` : said.day;
    part.append(element("p", "cl-hint", day));
    part.append(way(`Read on ${state.payload.title}`, claim));
    return part;
  }

  /**
   * @param {string} words
   * @param {string | null} claim
   */
  function way(words, claim) {
    const line = element("p", "");
    const address = new URL(shareLink());
    if (claim) address.searchParams.set("claim", claim);
    line.append(link(words, address.href, "cl-whole"));
    return line;
  }

  /**
   * The map neither moves nor loses the focus below it.
   *
   * @param {HTMLElement} node
   */
  function wire(node) {
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    node.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") close();
    });
  }

  /** Closes what is open; the focus goes back to where it came from. */
  function close() {
    if (!box) return;
    const inside = box.contains(document.activeElement);
    box.remove();
    box = null;
    if (inside && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    if (inside && opener instanceof SVGElement) opener.focus({ preventScroll: true });
  }

  return { open, close };
})();
