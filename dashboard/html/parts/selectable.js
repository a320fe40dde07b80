/* An article whose words can be selected: Python is told from which character to which, and checks it.
 *
 * Marks in the HTML: data-at (the character an element's text begins with; it holds all characters from there on, one for one),
 * data-from and data-to (words that a press selects). A character is a Unicode code point, as in Python.
 */

/**
 * What Python sends.
 *
 * @typedef {{ html: string, look: string, label: string, scrolls: string, what: string, go: number }} Data
 */

/**
 * @typedef {object} Memory
 * @property {string | null} html
 * @property {string | null} what
 * @property {number | null} go
 * @property {boolean} down whether the pointer is down: the selection still grows
 * @property {string} sent the selection that was sent last
 * @property {(from: number, to: number, words: string) => void} send
 */

/** @type {WeakMap<Element, Memory>} */
const kept = new WeakMap();
const PATIENCE = 350; // milliseconds in which a selection made by keys or touch must stay the same

/**
 * @param {any} piece the shadow root
 * @returns {{ startContainer: Node, startOffset: number, endContainer: Node, endOffset: number, collapsed: boolean } | null}
 */
function selected(piece) {
  const all = /** @type {any} */ (document.getSelection());
  // each browser has its own way to the selection in a shadow root
  if (piece.getSelection) {
    const own = piece.getSelection();
    return own && own.rangeCount ? own.getRangeAt(0) : null;
  }
  if (all.getComposedRanges) return all.getComposedRanges({ shadowRoots: [piece] })[0] || null;
  return all.rangeCount ? all.getRangeAt(0) : null;
}

/**
 * The character of the article at a point of the page; null outside its text.
 *
 * @param {HTMLElement} root
 * @param {Node} node
 * @param {number} offset
 */
function characterAt(root, node, offset) {
  const element = /** @type {HTMLElement | null} */ (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const holder = /** @type {HTMLElement | null} */ (element && element.closest("[data-at]"));
  if (!holder || !root.contains(holder)) return null;
  const before = document.createRange();
  before.selectNodeContents(holder);
  before.setEnd(node, offset);
  return Number(holder.dataset.at) + [...before.toString()].length;
}

/**
 * @param {any} piece
 * @param {HTMLElement} root
 * @param {Memory} me
 */
function tell(piece, root, me) {
  const range = me.down ? null : selected(piece);
  if (!range || range.collapsed) return;
  const from = characterAt(root, range.startContainer, range.startOffset);
  // a double or triple press may end before the first character of the next paragraph
  let to = characterAt(root, range.endContainer, range.endOffset);
  const text = document.createRange();
  text.setStart(range.startContainer, range.startOffset);
  text.setEnd(range.endContainer, range.endOffset);
  let words = text.toString();
  if (from !== null && range.endOffset === 0 && range.endContainer !== range.startContainer) {
    words = words.trimEnd();
    to = from + [...words].length;
  }
  if (from === null || to === null || from >= to || me.sent === `${from} ${to}`) return;
  me.sent = `${from} ${to}`;
  me.send(from, to, words);
}

/**
 * @param {any} piece
 * @param {HTMLElement} root
 */
function watch(piece, root) {
  /** @type {Memory} */
  const me = { html: null, what: null, go: null, down: false, sent: "", send: () => {} };
  kept.set(piece, me);
  const until = new AbortController();
  let timer = 0;
  const soon = () => {
    if (!root.isConnected) { until.abort(); return; }
    window.clearTimeout(timer);
    timer = window.setTimeout(() => tell(piece, root, me), PATIENCE);
  };
  const options = { signal: until.signal };
  // the system turned dark or light, and no run followed
  window.addEventListener("claimline-theme", (event) => {
    root.classList.toggle("dark", /** @type {CustomEvent<boolean>} */ (event).detail);
  }, options);
  document.addEventListener("selectionchange", soon, options);
  root.addEventListener("selectionchange", soon, options);
  document.addEventListener("pointerdown", () => { me.down = true; }, options);
  ["pointerup", "pointercancel"].forEach((name) => {
    document.addEventListener(name, () => { me.down = false; soon(); }, options);
  });
  return me;
}

/** @param {{ data: Data, parentElement: any, setTriggerValue: (name: string, value: object) => void }} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  /** @type {HTMLElement} */
  const root = parentElement.querySelector(".cl");
  const me = kept.get(parentElement) || watch(parentElement, root);
  root.className = `cl ${data.look}`;
  root.style.maxHeight = data.scrolls;
  root.tabIndex = 0;
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", data.label);
  me.send = (from, to, words) => setTriggerValue("act", { select: { from, to, words }, at: Date.now() });
  if (me.html !== data.html) {
    const top = me.what === data.what ? root.scrollTop : 0;
    root.innerHTML = data.html;
    root.scrollTop = top;
    me.html = data.html;
    me.what = data.what;
    me.sent = "";
  }
  if (me.go !== data.go) {
    me.go = data.go;
    const found = /** @type {HTMLElement | null} */ (root.querySelector(".picked"));
    const box = found && found.getBoundingClientRect(), frame = root.getBoundingClientRect();
    if (box && (box.top < frame.top || box.bottom > frame.bottom)) root.scrollTop += box.top - frame.top - frame.height / 3;
  }
  root.onclick = (event) => {
    const node = /** @type {HTMLElement} */ (event.target).closest("[data-from]");
    const range = selected(parentElement);
    if (!node || (range && !range.collapsed)) return;
    const { from, to } = /** @type {HTMLElement} */ (node).dataset;
    me.send(Number(from), Number(to), node.textContent || "");
  };
}
