/* Owns the words shown while the pointer is on a mark. */
claimline.tooltips = (function () {
  "use strict";
  const { state } = claimline;
  const { element } = claimline.dom;

  /** @param {MarkProperties} p */
  function tooltip(p) {
    const box = element("div");
    /** @type {(text: string, className?: string) => void} */
    const line = (text, className = "") => box.append(element("p", className, text));
    box.append(element("strong", "", p.kind === "boundary" ? p.label : p.name));
    if (p.note) line(p.note);
    (p.quotes || []).forEach((quote) => line(quote, "cl-quote"));
    if (p.told) line(p.told);
    if (p.voices) line(p.voices);
    if (p.struck) line("Debunked or retracted, by its article’s own words.");
    if (p.kind !== "boundary") line(hint(), "cl-hint");
    return box;
  }

  function hint() {
    return state.payload.embedded ? "Choose it for the sentences" : "Click for the sentences";
  }

  return { tooltip };
})();
