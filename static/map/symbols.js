/* Owns how a mark looks: the symbol of static/symbology.json for its kind and part, as Leaflet has it. */
claimline.symbols = (function () {
  "use strict";
  const { state } = claimline;
  const { colours, symbols, base } = claimline.symbology;
  /* From this zoom on single places count: outlines of whole districts would read as more borders.
     Nearer than this, border lines stand apart: further off their dashes close to one solid line. */
  const NEAR = 10.5;

  /** @type {Record<string, string>} by kind and part of a mark: its symbol */
  const SYMBOL_OF = {};
  Object.keys(symbols).forEach((name) => {
    (symbols[name].marks || []).forEach((mark) => {
      SYMBOL_OF[mark] = name;
    });
  });

  function isNear() {
    return state.map.getZoom() >= NEAR;
  }

  /** The colours of the page's theme, by name. */
  function palette() {
    return colours[state.payload && state.payload.theme === "dark" ? "dark" : "light"];
  }

  /** @param {number} index a border line's place in the file: its dashes tell it apart without colour */
  function borderDash(index) {
    const dashes = symbols.boundary.dashes || [];
    return dashes[index % dashes.length];
  }

  /**
   * The dashes of a border line.
   *
   * @param {string | undefined} line
   */
  function dashOf(line) {
    const found = state.borders.find((feature) => feature.properties.line === line);
    return found ? found.properties.dash : borderDash(0);
  }

  /**
   * Whether a border line is left out because it runs into the one that is counted from, at this zoom.
   *
   * @param {MarkProperties} p
   */
  function together(p) {
    return !isNear() && p.line !== state.payload.lines.picked;
  }

  /**
   * @param {MapFeature} feature
   * @returns {L.CircleMarkerOptions}
   */
  function style(feature) {
    const look = lookOf(feature.properties);
    if (!feature.properties.struck) return look;
    // what its own article calls debunked or retracted is hollow, whatever it is
    const { opacity = 1, dash } = symbols.struck;
    return {
      ...look,
      fill: false,
      opacity: Math.min(/** @type {number} */ (look.opacity), opacity),
      dashArray: look.dashArray || dash,
    };
  }

  /**
   * @param {MarkProperties} p
   * @returns {L.CircleMarkerOptions}
   */
  function lookOf(p) {
    const name = p.kind === "claim" ? p.side : SYMBOL_OF[p.kind + ":" + p.part];
    const plain = {
      renderer: state.svg,
      weight: 1.5,
      opacity: 1,
      fill: false,
      color: palette().ink,
    };
    if (!name) return plain;
    const chosen = claimline.selection.isSelected(p);
    return { ...plain, ...drawn(symbols[name], chosen), ...special(name, p, chosen) };
  }

  /**
   * What the view makes of a symbol: what is left out at this zoom, what a feature states itself.
   *
   * @param {string} name
   * @param {MarkProperties} p
   * @param {boolean} chosen
   * @returns {L.CircleMarkerOptions}
   */
  function special(name, p, chosen) {
    switch (name) {
      case "place": {
        const { radius, town_radius } = symbols.place;
        return {
          radius: p.symbol === "settlement" || p.symbol === "capital" ? town_radius : radius,
        };
      }
      case "precision":
        return { interactive: false };
      case "area":
        return isNear() && !chosen ? { opacity: 0 } : {};
      case "boundary":
        return { dashArray: p.dash, ...(together(p) ? { opacity: 0 } : {}) };
      case "zone":
        return { stroke: false, fill: true, fillColor: "url(#cl-hatch)", fillOpacity: p.opacity };
      case "isoline":
        return { opacity: p.opacity };
      case "bar":
        return { opacity: isNear() ? 1 : 0 };
      default:
        return {};
    }
  }

  /**
   * A symbol of the file as Leaflet's options.
   *
   * @param {MapSymbol} symbol
   * @param {boolean} chosen
   */
  function drawn(symbol, chosen) {
    const c = palette();
    /** @type {L.PathOptions} */
    const look = {};
    const colour = (chosen && symbol.chosen_colour) || symbol.colour;
    const weight = (chosen && symbol.chosen) || symbol.weight;
    if (colour) look.color = c[colour];
    if (weight) look.weight = weight;
    if (symbol.dash) look.dashArray = symbol.dash;
    if (symbol.cap) look.lineCap = symbol.cap;
    if (symbol.opacity) look.opacity = symbol.opacity;
    if (symbol.fill) {
      Object.assign(look, {
        fill: true,
        fillColor: c[symbol.fill],
        fillOpacity: symbol.fill_opacity,
      });
    }
    return look;
  }

  /**
   * How what only orients looks.
   *
   * @param {string} layer
   * @returns {L.PathOptions}
   */
  function baseStyle(layer) {
    const symbol = base[layer] || base.country_line;
    return { stroke: Boolean(symbol.colour), fill: false, ...drawn(symbol, false) };
  }

  return { palette, isNear, borderDash, dashOf, together, style, baseStyle };
})();
