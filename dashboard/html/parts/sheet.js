/* The handle of the panel, which on a phone is a sheet over the map: pressed or pulled, the sheet rises over the map and falls again.
 *
 * The sheet is part of the page and rises with its scroll, so that nothing is out of reach. All this does is to scroll.
 */

const RAISED = 112; // pixels from the screen's top to a raised sheet: the page's header, and a strip of the map
const SLOP = 6; // pixels that a press may move
const FLICK = 0.4; // pixels a millisecond: a pull this quick goes all the way

/** @typedef {{ y: number, scroll: number, share: number, last: number, at: number, speed: number, moved: boolean }} Pull */

/** @param {{ parentElement: any }} component */
export default function ({ parentElement }) {
  /** @type {HTMLButtonElement} */
  const handle = parentElement.querySelector("button");
  const host = parentElement.host || parentElement;
  /** @type {HTMLElement | null} */
  const sheet = host.closest(".stColumn");
  /** @type {HTMLElement | null} */
  const page = host.closest(".stMain");
  const around = sheet && sheet.parentElement;
  if (!sheet || !page || !around) return () => {};
  /** @type {Pull | null} */
  let pull = null;
  let pulled = false; // a click ends a pull, too
  let before = 0;

  const top = () => sheet.getBoundingClientRect().top;
  /** How far the page is scrolled when the sheet, left to the scroll alone, is so far below the screen's top. @param {number} y */
  const scrollFor = (y) => page.scrollTop + around.getBoundingClientRect().bottom - sheet.offsetHeight - y;
  const resting = () => window.innerHeight - parseFloat(getComputedStyle(sheet).getPropertyValue("--sheet-rest"));
  const raised = () => top() < window.innerHeight / 2;

  /** @param {boolean} up */
  const go = (up) => {
    if (up && !raised()) before = page.scrollTop;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const to = up ? scrollFor(RAISED) : Math.min(before, scrollFor(resting()));
    page.scrollTo({ top: Math.max(0, to), behavior: calm ? "auto" : "smooth" });
  };

  const told = () => handle.setAttribute("aria-expanded", String(raised()));

  handle.onclick = () => {
    if (!pulled) go(!raised());
    pulled = false;
  };
  handle.onpointerdown = (event) => {
    if (event.button !== 0) return;
    pulled = false;
    handle.setPointerCapture(event.pointerId);
    // a sheet at rest begins to rise only after some scroll; the finger's way is stretched to the whole of it
    const way = top() - RAISED, scroll = page.scrollTop;
    const share = way > SLOP ? Math.max(1, (scrollFor(RAISED) - scroll) / way) : 1;
    if (!raised()) before = scroll;
    pull = { y: event.clientY, scroll, share, last: event.clientY, at: event.timeStamp, speed: 0, moved: false };
  };
  handle.onpointermove = (event) => {
    if (!pull || (!pull.moved && Math.abs(event.clientY - pull.y) < SLOP)) return;
    pull.moved = true;
    const up = pull.y - event.clientY;
    pull.speed = (pull.last - event.clientY) / Math.max(1, event.timeStamp - pull.at);
    pull.last = event.clientY;
    pull.at = event.timeStamp;
    page.scrollTop = pull.scroll + up * (up > 0 ? pull.share : 1);
  };
  handle.onpointerup = handle.onpointercancel = () => {
    pulled = Boolean(pull && pull.moved);
    if (pull && pulled && Math.abs(pull.speed) > FLICK) go(pull.speed > 0);
    pull = null;
  };

  const measure = new ResizeObserver(() => {
    sheet.style.setProperty("--sheet-height", sheet.offsetHeight + "px");
    told();
  });
  measure.observe(sheet);
  page.addEventListener("scroll", told, { passive: true });
  return () => {
    measure.disconnect();
    page.removeEventListener("scroll", told);
  };
}
