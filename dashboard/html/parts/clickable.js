/* A piece of the page that can be clicked: it shows HTML that Python wrote, and tells Python what was chosen in it.
 *
 * Marks in the HTML: data-act (JSON, sent when chosen), data-c and data-p (ids of the claims and of the place an element stands
 * for), data-stop (one the walk halts at), data-tip (words shown on hover and focus, a line each), data-from and data-to (days a
 * brush can cover). Words of tips are set as text; the HTML itself comes escaped.
 */
const kept = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".cl");
  let me = kept.get(parentElement);
  if (!me) {
    me = { html: null, go: null, current: null, walked: null, what: null, tip: null, shown: null, brush: null };
    kept.set(parentElement, me);
    me.tip = document.createElement("div");
    me.tip.className = "tip";
    me.tip.setAttribute("role", "tooltip");
    me.tip.id = "tip";
    me.tip.hidden = true;
    root.after(me.tip);
  }
  root.className = "cl " + (data.look || "");
  if (data.scrolls) root.style.height = data.scrolls;
  root.tabIndex = data.scrolls ? 0 : -1;
  if (data.label) {
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", data.label);
  }

  const send = (act) => setTriggerValue("act", { ...act, at: Date.now() });
  const stops = () => [...root.querySelectorAll("[data-stop]")].filter((node) => node.getClientRects().length);
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
      const again = [...root.querySelectorAll("[id],[data-act],[data-stop]")].find((node) => keyOf(node) === key);
      if (again) {
        again.focus({ preventScroll: true });
        if (field && again.setSelectionRange) again.setSelectionRange(field[0], field[1]);
      }
    }
  }
  choose();

  /* what is selected lights up; where Python asks for it, or where it was selected elsewhere, it comes into view */
  function choose() {
    const chosen = data.chosen || {};
    root.querySelectorAll("[data-c],[data-p]").forEach((node) => {
      const claims = (node.dataset.c || "").split(" ");
      const on = Boolean((chosen.claim && claims.includes(chosen.claim)) || (chosen.place && node.dataset.p === chosen.place));
      node.classList.toggle("chosen", on);
      if (on) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    });
    if (data.go && data.go.n !== me.go) {
      const first = me.go === null;
      me.go = data.go.n;
      const to = data.go.to && [...root.querySelectorAll("[data-stop]")].find((node) => node.dataset.stop.split(" ").includes(data.go.to));
      const find = () => to || root.querySelector("[data-stop].chosen") || root.querySelector(".chosen");
      if (find()) seen(() => { if (find()) bring(find()); });
      // the letters may come after the text and move it
      if (first && find()) document.fonts.ready.then(() => window.setTimeout(() => { if (find()) bring(find()); }, 300));
    }
    roving(me.current || root.querySelector("[data-stop].chosen") || stops()[0]);
  }

  /* does something once the piece has a size: a tab that opens has none at first */
  function seen(then) {
    if (root.clientHeight) { then(); return; }
    const watch = new ResizeObserver(() => {
      if (!root.clientHeight) return;
      watch.disconnect();
      then();
    });
    watch.observe(root);
  }

  function bring(node) {
    const shut = node.closest("details:not([open])");
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

  /* one mark at a time can be tabbed to; arrows lead from it to the others */
  function roving(node) {
    if (!node) return;
    if (me.current && me.current !== node) me.current.tabIndex = -1;
    me.current = node;
    node.tabIndex = 0;
  }

  function walk(step, halts) {
    // where nothing was walked to or chosen yet, the first step leads to the first mark
    const from = me.walked || root.querySelector("[data-stop].chosen");
    const all = stops(), at = from ? all.indexOf(from) : step > 0 ? -1 : all.length;
    for (let i = at + step; i >= 0 && i < all.length; i += step) {
      if (halts && !all[i].dataset.act) continue;
      bring(all[i]);
      all[i].focus({ preventScroll: true });
      if (halts) act(all[i]);
      return;
    }
  }

  function act(node) {
    const told = JSON.parse(node.dataset.act);
    if (node.dataset.stop) {
      me.walked = node;
      roving(node);
    }
    if (told.walk) walk(told.walk, true);
    else send(told);
  }

  root.onclick = (event) => {
    if (event.target.closest("a, summary, [popover]") && !event.target.closest("[data-act]")) return;
    const node = event.target.closest("[data-act]");
    if (node && !(me.brush && me.brush.moved)) act(node);
  };

  root.onkeydown = (event) => {
    const node = event.target;
    if (node.dataset && node.dataset.act && node.tagName !== "BUTTON" && node.tagName !== "INPUT" && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      act(node);
    } else if (node.tagName === "INPUT" && event.key === "Enter") send({ ...JSON.parse(node.dataset.field), value: node.value });
    else if (node.tagName !== "INPUT" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const step = { ArrowRight: [1, false], ArrowLeft: [-1, false], n: [1, true], p: [-1, true] }[event.key];
      // elsewhere arrows scroll what is wider than the page
      const here = step && (step[1] || node === root || node.closest("[data-stop]"));
      if (here && stops().length) {
        event.preventDefault();
        walk(step[0], step[1]);
      }
      if (event.key === "Escape") hide();
    }
  };

  /* tips: on hover and on focus, below their mark and inside the piece */
  function show(node) {
    me.shown = node;
    me.tip.replaceChildren(...node.dataset.tip.split("\n").map((line, index) => {
      const part = document.createElement(index ? "p" : "strong");
      part.textContent = line;
      return part;
    }));
    me.tip.hidden = false;
    node.setAttribute("aria-describedby", me.tip.id);
    const mark = node.getClientRects()[0] || node.getBoundingClientRect(), frame = root.parentElement.getBoundingClientRect();
    const width = Math.min(340, frame.width - 8);
    me.tip.style.maxWidth = width + "px";
    me.tip.style.left = Math.max(4, Math.min(mark.left - frame.left, frame.width - me.tip.offsetWidth - 4)) + "px";
    const below = mark.bottom - frame.top + 6;
    const room = window.innerHeight - mark.bottom > me.tip.offsetHeight + 12;
    me.tip.style.top = (room ? below : mark.top - frame.top - me.tip.offsetHeight - 6) + "px";
  }
  function hide() { me.tip.hidden = true; me.shown = null; }
  root.onmouseover = (event) => {
    const node = event.target.closest("[data-tip]");
    if (node) show(node);
    else hide();
  };
  root.onmouseleave = hide;
  root.onfocusin = (event) => {
    const node = event.target.closest("[data-tip]");
    if (node) show(node);
    else hide();
  };
  root.onfocusout = hide;
  root.onscroll = () => {
    if (!me.shown) return;
    const mark = me.shown.getClientRects()[0], frame = root.getBoundingClientRect();
    if (mark && mark.bottom > frame.top && mark.top < frame.bottom) show(me.shown);
    else hide();
  };

  /* the brush: drag over days; the head has buttons for the keyboard */
  const days = (x) => [...root.querySelectorAll("[data-brush] [data-from]")].find((node) => {
    const box = node.getBoundingClientRect();
    return x >= box.left && x <= box.right;
  });
  root.onpointerdown = (event) => {
    const field = event.target.closest("[data-brush]");
    if (!field || event.button !== 0 || event.pointerType === "touch") { me.brush = null; return; }
    const first = days(event.clientX);
    me.brush = first ? { first, last: first, moved: false, x: event.clientX } : null;
  };
  root.onpointermove = (event) => {
    if (!me.brush || !event.buttons) return;
    if (!me.brush.moved && Math.abs(event.clientX - me.brush.x) < 6) return;
    if (!me.brush.moved) root.setPointerCapture(event.pointerId);
    me.brush.moved = true;
    hide();
    event.preventDefault();
    const over = days(event.clientX);
    if (over) me.brush.last = over;
    const [from, to] = range();
    root.querySelectorAll("[data-from]").forEach((node) => node.classList.toggle("brushed", node.dataset.from >= from && node.dataset.to <= to));
  };
  root.onpointerup = () => {
    if (me.brush && me.brush.moved) {
      const [from, to] = range();
      send({ from, to });
    }
    unbrush();
  };
  root.onpointercancel = unbrush;
  function unbrush() {
    root.querySelectorAll(".brushed").forEach((node) => node.classList.remove("brushed"));
    window.setTimeout(() => { me.brush = null; }, 0); // after the click that ends a drag
  }
  function range() {
    const { first, last } = me.brush;
    return [first.dataset.from < last.dataset.from ? first.dataset.from : last.dataset.from, first.dataset.to > last.dataset.to ? first.dataset.to : last.dataset.to];
  }

  return () => { hide(); };
}
