/* Owns how much room a name takes, in pixels. */
claimline.labelSizes = (function () {
  "use strict";
  /* as in the styles, where a kind of name has its own */
  /** @type {Record<string, string>} */
  const FONTS = {
    town: "11px",
    water: "italic 11px",
    road: "italic 11px",
    boundary: "italic 11px",
    country: "13px",
    advance: "11.5px",
    sight: "11.5px",
  };
  const FAMILY = "'Source Sans', system-ui, -apple-system, 'Segoe UI', sans-serif";
  /** @type {Record<string, number>} */
  const WIDEST = { advance: 240, sight: 200 };
  /** @type {Record<string, number>} */
  const SPACING = { country: 0.08 * 13, area: 0.05 * 12 };
  const SAMPLE = 34; /* of the line, which stands before a border line's name */

  const ruler = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d")
  );
  /** @type {Record<string, { w: number, h: number }>} */
  const sizes = {};

  /**
   * The room a name takes: long ones are broken between words as the browser breaks them.
   *
   * @param {LabelCandidate} item
   */
  function sizeOf(item) {
    const most = item.width || WIDEST[item.kind] || Infinity;
    const key = [item.kind, most, item.text].join("|");
    return (sizes[key] = sizes[key] || measure(item, most));
  }

  /**
   * @param {LabelCandidate} item
   * @param {number} most
   */
  function measure(item, most) {
    ruler.font = (FONTS[item.kind] || "600 12px") + " " + FAMILY;
    const text = item.kind === "country" ? item.text.toUpperCase() : item.text,
      spaced = SPACING[item.kind] || 0,
      ahead = item.kind === "boundary" ? SAMPLE : 0;
    const across = (/** @type {string} */ words) =>
      ruler.measureText(words).width + spaced * words.length;
    let line = "",
      lines = 1;
    text.split(" ").forEach((word) => {
      const longer = line ? line + " " + word : word;
      if (line && across(longer) + (lines === 1 ? ahead : 0) > most - 8) {
        lines += 1;
        line = word;
      } else line = longer;
    });
    const wide = lines === 1 ? Math.min(across(text) + ahead + 8, most) : most;
    return { w: wide, h: 15 * lines + 1 };
  }

  return { sizeOf };
})();
