/* A piece of the page that can be clicked: it shows HTML that Python wrote, and tells Python what was chosen in it.
 *
 * Marks in the HTML: data-act (JSON, sent when chosen), data-c and data-p (ids of the claims and of the place an element stands
 * for), data-stop (one the walk halts at), data-at (what may be asked to come into view), data-tip (words shown on hover and focus, a
 * line each), data-from and data-to (days a brush can cover). Words of tips are set as text; the HTML itself comes escaped.
 */

/** @typedef {{ walk?: number, [name: string]: unknown }} Act what Python is told was chosen */

/**
 * What Python sends: HTML, and how it behaves.
 *
 * @typedef {object} Data
 * @property {string} html
 * @property {string} [look]
 * @property {string} [label]
 * @property {string} [scrolls] a CSS height, where the piece scrolls by itself
 * @property {string} [what] names what is shown: something else begins at its top
 * @property {{ claim?: string | null, place?: string | null }} [chosen]
 * @property {{ n: number, to?: string | null }} [go] what is to come into view
 */

/**
 * What a piece remembers from one run of the page to the next.
 *
 * @typedef {object} Memory
 * @property {string | null} html
 * @property {number | null} go
 * @property {HTMLElement | null} current the mark that can be tabbed to
 * @property {HTMLElement | null} walked where the walk stands
 * @property {string | null | undefined} what
 * @property {HTMLElement} tip
 * @property {HTMLElement | null} shown the mark whose tip is shown
 * @property {(event: Event) => void} focus what the latest run does when the focus comes or goes
 * @property {{ first: HTMLElement, last: HTMLElement, moved: boolean, x: number, clock?: string } | null} brush
 */

/** @type {Record<string, [number, boolean]>} by key: which way, and whether it halts only at what can be chosen */
const STEPS = { ArrowRight: [1, false], ArrowLeft: [-1, false], n: [1, true], p: [-1, true] };

/** @type {WeakMap<Element, Memory>} */
const kept = new WeakMap();

/** @type {(piece: Element, root: HTMLElement) => Memory} */
function remember(piece, root) {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.id = "tip";
  tip.hidden = true;
  root.after(tip);
  /** @type {Memory} */
  const me = { html: null, go: null, current: null, walked: null, what: null, tip, shown: null, brush: null, focus: () => {} };
  kept.set(piece, me);
  followTheme(root);
  // no handler property stands for these two events
  root.addEventListener("focusin", (event) => me.focus(event));
  root.addEventListener("focusout", (event) => me.focus(event));
  new ResizeObserver(() => fit(root)).observe(root);
  return me;
}

/** @param {HTMLElement} root takes new colours of the system without a run; the page outlives it */
function followTheme(root) {
  const held = new WeakRef(root);
  window.addEventListener("claimline-theme", function follow(event) {
    held.deref()?.classList.toggle("dark", /** @type {CustomEvent<boolean>} */ (event).detail);
    if (!held.deref()) window.removeEventListener("claimline-theme", follow);
  });
}

/**
 * Days wider than the piece: a finger brushes them on their head, and scrolls them by their rows.
 *
 * @param {HTMLElement} root
 */
function fit(root) {
  const box = root.querySelector("[data-brush]")?.parentElement;
  root.toggleAttribute("data-wide", Boolean(box && box.scrollWidth > box.clientWidth + 1));
}

/** @param {{ data: Data, parentElement: any, setTriggerValue: (name: string, value: object) => void }} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  /** @type {HTMLElement} */
  const root = parentElement.querySelector(".cl");
  /** @type {(selector: string) => HTMLElement[]} */
  const every = (selector) => [...root.querySelectorAll(selector)].map((node) => /** @type {HTMLElement} */ (node));
  /** @type {(selector: string) => HTMLElement | null} */
  const one = (selector) => root.querySelector(selector);
  /** @type {(event: Event) => any} an element of the piece */
  const targetOf = (event) => event.target;
  const me = kept.get(parentElement) || remember(parentElement, root);
  root.className = "cl " + (data.look || "");
  if (data.scrolls) root.style.height = data.scrolls;
  root.tabIndex = data.scrolls ? 0 : -1;
  if (data.label) {
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", data.label);
  }

  /** @type {(told: Act) => void} */
  const send = (told) => setTriggerValue("act", { ...told, at: Date.now() });
  const stops = () => every("[data-stop]").filter((node) => node.getClientRects().length);
  /** @type {(node: HTMLElement) => string | undefined} */
  const keyOf = (node) => node && (node.id || node.dataset.act || node.dataset.stop);

  if (me.html !== data.html) {
    const active = parentElement.activeElement, key = root.contains(active) ? keyOf(active) : null, top = root.scrollTop;
    const field = active && active.tagName === "INPUT" ? [active.selectionStart, active.selectionEnd] : null;
    root.innerHTML = data.html;
    me.html = data.html;
    root.scrollTop = me.what === data.what ? top : 0;
    me.what = data.what;
    me.current = me.walked = null;
    if (key) {
      const again = /** @type {HTMLInputElement | undefined} */ (every("[id],[data-act],[data-stop]").find((node) => keyOf(node) === key));
      if (again) {
        again.focus({ preventScroll: true });
        if (field && again.setSelectionRange) again.setSelectionRange(field[0], field[1]);
      }
    }
  }
  fit(root);
  choose();

  /* what is selected lights up; where Python asks for it, or where it was selected elsewhere, it comes into view */
  function choose() {
    const chosen = data.chosen || {};
    every("[data-c],[data-p]").forEach((node) => {
      const claims = (node.dataset.c || "").split(" ");
      const on = Boolean((chosen.claim && claims.includes(chosen.claim)) || (chosen.place && node.dataset.p === chosen.place));
      node.classList.toggle("chosen", on);
      if (on) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    });
    if (data.go && data.go.n !== me.go) {
      const first = me.go === null;
      me.go = data.go.n;
      const wanted = data.go.to;
      const to = wanted && every("[data-stop],[data-at]").find((node) => `${node.dataset.stop || ""} ${node.dataset.at || ""}`.split(" ").includes(wanted));
      const find = () => to || one("[data-stop].chosen") || one(".chosen");
      const light = () => { const found = find(); if (found) bring(found); };
      if (find()) seen(light);
      // the letters may come after the text and move it
      if (first && find()) document.fonts.ready.then(() => window.setTimeout(light, 300));
    }
    roving(me.current || one("[data-stop].chosen") || stops()[0]);
  }

  /**
   * Does something once the piece has a size: a tab that opens has none at first.
   *
   * @param {() => void} then
   */
  function seen(then) {
    if (root.clientHeight) { then(); return; }
    const watch = new ResizeObserver(() => {
      if (!root.clientHeight) return;
      watch.disconnect();
      then();
    });
    watch.observe(root);
  }

  /** @param {HTMLElement} node */
  function bring(node) {
    const shut = /** @type {HTMLDetailsElement | null} */ (node.closest("details:not([open])"));
    if (shut) shut.open = true;
    if (data.scrolls) {
      const box = node.getBoundingClientRect(), frame = root.getBoundingClientRect();
      root.scrollTo({ top: root.scrollTop + box.top - frame.top - frame.height / 3, behavior: "smooth" });
    } else node.scrollIntoView({ block: "nearest", behavior: "smooth" });
    me.walked = node; // the walk goes on from here
    roving(node);
    node.classList.remove("flash");
    void node.offsetWidth;
    node.classList.add("flash");
  }

  /**
   * One mark at a time can be tabbed to; arrows lead from it to the others.
   *
   * @param {HTMLElement | null} node
   */
  function roving(node) {
    if (!node) return;
    if (me.current && me.current !== node) me.current.tabIndex = -1;
    me.current = node;
    node.tabIndex = 0;
  }

  /**
   * @param {number} step
   * @param {boolean} halts at what can be chosen only, and chooses it
   */
  function walk(step, halts) {
    // where nothing was walked to or chosen yet, the first step leads to the first mark
    const from = me.walked || one("[data-stop].chosen");
    const all = stops(), at = from ? all.indexOf(from) : step > 0 ? -1 : all.length;
    for (let i = at + step; i >= 0 && i < all.length; i += step) {
      if (halts && !all[i].dataset.act) continue;
      bring(all[i]);
      all[i].focus({ preventScroll: true });
      if (halts) act(all[i]);
      return;
    }
  }

  /**
   * @param {HTMLElement} node
   * @param {boolean} [stretch] whether days are added to those of the filter
   */
  function act(node, stretch) {
    const told = /** @type {Act} */ (JSON.parse(node.dataset.act || "{}"));
    if (stretch && told.from) told.stretch = true;
    if (node.dataset.stop) {
      me.walked = node;
      roving(node);
    }
    if (told.walk) walk(told.walk, true);
    else send(told);
  }

  root.onclick = (event) => {
    const node = targetOf(event).closest("[data-act]");
    if (targetOf(event).closest("a, summary, [popover]") && !node) return;
    if (node && !(me.brush && me.brush.moved)) act(node, event.shiftKey);
  };

  root.onkeydown = (event) => {
    const node = targetOf(event);
    if (node.dataset && node.dataset.act && node.tagName !== "BUTTON" && node.tagName !== "INPUT" && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      act(node);
    } else if (node.tagName === "INPUT" && event.key === "Enter") send({ ...JSON.parse(node.dataset.field), value: node.value });
    else if (node.tagName !== "INPUT" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const step = STEPS[event.key];
      // elsewhere arrows scroll what is wider than the page
      const here = step && (step[1] || node === root || node.closest("[data-stop]"));
      if (here && stops().length) {
        event.preventDefault();
        walk(step[0], step[1]);
      }
      if (event.key === "Escape") hide();
    }
  };

  /**
   * Tips: on hover and on focus, below their mark and inside the piece.
   *
   * @param {HTMLElement} node
   */
  function show(node) {
    me.shown = node;
    me.tip.replaceChildren(...(node.dataset.tip || "").split("\n").map((line, index) => {
      const part = document.createElement(index ? "p" : "strong");
      part.textContent = line;
      return part;
    }));
    me.tip.hidden = false;
    node.setAttribute("aria-describedby", me.tip.id);
    const mark = node.getClientRects()[0] || node.getBoundingClientRect(), frame = /** @type {HTMLElement} */ (root.parentElement).getBoundingClientRect();
    const width = Math.min(340, frame.width - 8);
    me.tip.style.maxWidth = width + "px";
    me.tip.style.left = Math.max(4, Math.min(mark.left - frame.left, frame.width - me.tip.offsetWidth - 4)) + "px";
    const below = mark.bottom - frame.top + 6;
    const room = window.innerHeight - mark.bottom > me.tip.offsetHeight + 12;
    me.tip.style.top = (room ? below : mark.top - frame.top - me.tip.offsetHeight - 6) + "px";
  }
  function hide() { me.tip.hidden = true; me.shown = null; }
  root.onmouseover = (event) => {
    const node = targetOf(event).closest("[data-tip]");
    if (node) show(node);
    else hide();
  };
  root.onmouseleave = hide;
  me.focus = (event) => {
    const node = targetOf(event).closest("[data-tip]");
    // a pointer's own tip stands as it is
    if (event.type === "focusin" && node && node.matches(":focus-visible")) show(node);
    else if (!node || node !== me.shown || event.type === "focusout") hide();
  };
  root.onscroll = () => {
    if (!me.shown) return;
    const mark = me.shown.getClientRects()[0], frame = root.getBoundingClientRect();
    if (mark && mark.bottom > frame.top && mark.top < frame.bottom) show(me.shown);
    else hide();
  };

  /* the brush: drag over days; the head has buttons for the keyboard. Up and down stay the page's own scroll (touch-action) */
  const days = (/** @type {number} */ x) => every("[data-brush] [data-from]").find((node) => {
    const box = node.getBoundingClientRect();
    return x >= box.left && x <= box.right;
  });
  root.onpointerdown = (event) => {
    const field = targetOf(event).closest("[data-brush]");
    const scrolls = event.pointerType === "touch" && root.hasAttribute("data-wide") && !targetOf(event).closest("thead, .head");
    if (!field || event.button !== 0 || scrolls) { me.brush = null; return; }
    const first = days(event.clientX);
    // the strip has a row for each date
    const clock = targetOf(event).closest("[data-clock]")?.dataset.clock;
    me.brush = first ? { first, last: first, moved: false, x: event.clientX, clock } : null;
  };
  root.onpointermove = (event) => {
    if (!me.brush || !event.buttons) return;
    if (!me.brush.moved && Math.abs(event.clientX - me.brush.x) < 6) return;
    if (!me.brush.moved) root.setPointerCapture(event.pointerId);
    me.brush.moved = true;
    hide();
    event.preventDefault();
    const over = days(event.clientX), box = me.brush.first.closest("[data-brush]")?.parentElement;
    if (over) me.brush.last = over;
    // at an edge, the days beyond it come into view
    if (box && event.clientX > box.getBoundingClientRect().right - 24) box.scrollLeft += 12;
    const [from, to] = range(me.brush);
    every("[data-from]").forEach((node) => {
      const own = dayRange(node);
      node.classList.toggle("brushed", own.from >= from && own.to <= to);
    });
  };
  root.onpointerup = () => {
    if (me.brush && me.brush.moved) {
      const [from, to] = range(me.brush);
      send({ from, to, clock: me.brush.clock });
    }
    unbrush();
  };
  root.onpointercancel = unbrush;
  function unbrush() {
    root.querySelectorAll(".brushed").forEach((node) => node.classList.remove("brushed"));
    window.setTimeout(() => { me.brush = null; }, 0); // after the click that ends a drag
  }
  /** @param {HTMLElement} node */
  function dayRange(node) {
    return { from: node.dataset.from || "", to: node.dataset.to || "" };
  }

  /**
   * The days from one end of the brush to the other, whichever way it was drawn.
   *
   * @param {{ first: HTMLElement, last: HTMLElement }} brush
   */
  function range(brush) {
    const first = dayRange(brush.first), last = dayRange(brush.last);
    return [first.from < last.from ? first.from : last.from, first.to > last.to ? first.to : last.to];
  }

  return () => { hide(); };
}
