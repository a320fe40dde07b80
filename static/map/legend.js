/* Owns the legend: its rows, and the small sample of each symbol. */
claimline.legend = (function () {
  "use strict";
  const { state } = claimline;
  const { element, svg } = claimline.dom;
  const { palette, together, dashOf } = claimline.symbols;
  const { symbols, signs } = claimline.symbology;
  const ENDS = { x1: 2, x2: 32, y1: 8, y2: 8 };
  const MIDDLE = { cx: 17, cy: 8 };

  /** A row for each thing that is in view, and for no other. */
  function draw() {
    const list = element("ul");
    state.payload.legend.filter(isInView).forEach((row) => {
      const entry = element("li");
      entry.append(swatch(row), element("span", "", row.text));
      list.append(entry);
    });
    // it never gets lower again: the map above it would change its height at every move
    const least = Math.max(Number(state.legend.dataset.least) || 0, widthChanged() ? 0 : high());
    state.legend.replaceChildren(list);
    state.legend.style.minHeight = least + "px";
    state.legend.dataset.least = String(Math.max(least, high()));
  }

  function high() {
    return state.legend.offsetHeight;
  }

  /** In another width it has other rows. */
  function widthChanged() {
    const wide = String(state.legend.offsetWidth);
    if (state.legend.dataset.wide === wide) return false;
    state.legend.dataset.wide = wide;
    state.legend.dataset.least = "0";
    state.legend.style.minHeight = "0";
    return true;
  }

  /**
   * Whether anything of a row's symbol is drawn in the part of the map that is shown.
   *
   * @param {LegendRow} row
   */
  function isInView(row) {
    if (row.line) return !together({ id: "", kind: "boundary", name: "", line: row.line });
    if (row.look === "town") return document.querySelector(".cl-dot") !== null;
    const symbol = symbols[row.look] || {},
      view = state.map.getBounds();
    const keys = symbol.marks || (symbol.signs ? ["place:point", "lake:point"] : null);
    if (!keys) return true;
    return keys.some((key) => {
      const group = /** @type {any} */ (state.layers[key]);
      if (!group) return false;
      return group.getLayers().some((/** @type {any} */ layer) => {
        const { symbol: sign = "" } = layer.feature.properties;
        if (row.sign ? row.sign !== sign : symbol.signs && !symbol.signs.includes(sign)) {
          return false;
        }
        return layer.getLatLng
          ? view.contains(layer.getLatLng())
          : view.intersects(layer.getBounds());
      });
    });
  }

  /**
   * A small sample of a symbol.
   *
   * @param {LegendRow} row
   */
  function swatch(row) {
    const box = svg("svg", { viewBox: "0 0 34 16", class: "cl-swatch", "aria-hidden": "true" });
    box.append(...sample(row));
    return box;
  }

  /**
   * @param {LegendRow} row
   * @returns {SVGElement[]}
   */
  function sample(row) {
    const c = palette(),
      symbol = symbols[row.look] || symbols.town,
      colour = c[symbol.colour || ""];
    switch (row.look) {
      case "place":
        return [ring("precision"), disc(4, "place")];
      case "lake":
        return [ring("envelope"), disc(4.5, "lake")];
      case "struck":
        return [
          svg("circle", { ...MIDDLE, r: 5, fill: "none", ...stroke(symbol) }),
          svg("line", { stroke: colour, ...ENDS }),
        ];
      case "measured":
        return [
          svg("circle", { ...MIDDLE, r: 6, fill: c[symbol.fill || ""], "fill-opacity": 0.3 }),
          ring("measured"),
        ];
      case "sign":
        return [signText(row.sign ? [row.sign] : symbol.signs || [], colour)];
      case "zone": {
        const d = "M2 14L10 2M8 14L16 2M14 14L22 2M20 14L28 2";
        return [svg("path", { d, stroke: colour, "stroke-width": 1.6, opacity: 0.7 })];
      }
      case "band":
      case "area":
        return [
          svg("rect", { x: 2, y: 2, width: 30, height: 12, rx: 2, fill: c[symbol.fill || ""] }),
        ];
      case "boundary":
        return [svg("line", { ...stroke({ ...symbol, dash: dashOf(row.line) }), ...ENDS })];
      case "town":
        return [svg("circle", { ...MIDDLE, r: 2, fill: colour })];
      default:
        return [svg("line", { ...stroke(symbol), ...ENDS })];
    }
  }

  /**
   * @param {MapSymbol} symbol
   * @returns {Record<string, string | number | undefined>}
   */
  function stroke(symbol) {
    return {
      stroke: palette()[symbol.colour || ""],
      "stroke-width": symbol.weight,
      "stroke-dasharray": symbol.dash,
      "stroke-linecap": symbol.cap,
    };
  }

  /**
   * A ring this small is drawn as thin as can be.
   *
   * @param {MapSymbol} symbol
   */
  function thin(symbol) {
    return { ...symbol, weight: undefined };
  }

  /** @param {string} name */
  function ring(name) {
    return svg("circle", { ...MIDDLE, r: 7, fill: "none", ...stroke(thin(symbols[name])) });
  }

  /**
   * @param {number} r
   * @param {string} name
   */
  function disc(r, name) {
    const symbol = symbols[name];
    return svg("circle", {
      ...MIDDLE,
      r,
      fill: palette()[symbol.fill || ""],
      "fill-opacity": symbol.fill_opacity,
      ...(symbol.radius ? stroke(symbol) : {}),
    });
  }

  /**
   * @param {string[]} shown
   * @param {string} fill
   */
  function signText(shown, fill) {
    const text = svg("text", { x: 17, y: 13, "text-anchor": "middle", fill, "font-size": 13 });
    text.textContent = shown
      .slice(0, 2)
      .map((name) => signs[name].glyph)
      .join(" ");
    return text;
  }

  return { draw, swatch };
})();
