/* Owns how a mark looks: the symbol of static/symbology.json for its kind and part, as Leaflet has it. */
claimline.symbols = (function () {
  "use strict";
  const { state } = claimline;
  const { colours, symbols, base } = claimline.symbology;
  const NEAR = 10.5; /* from this zoom on single places count */
  const APART = 9.5; /* nearer than this, border lines stand apart: further off they close to one */
  const LINED = 8.5; /* further off than this the band alone shows where the border is */
  const MUTED = 0.3; /* opacity of what the voice that is chosen does not say */
  const DIMMED = 0.45; /* opacity of the rest while something is selected */
  const HATCHED = 26; /* pixels: a smaller zone is a ring, since its hatch would not be seen */

  /** @type {Record<string, string>} by kind and part of a mark: its symbol */
  const SYMBOL_OF = {};
  Object.keys(symbols).forEach((name) => {
    (symbols[name].marks || []).forEach((mark) => {
      SYMBOL_OF[mark] = mark === "base:tint" ? "tint" : name;
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
    const zoom = state.map.getZoom();
    if (p.part === "claim") return false;
    if (p.line !== state.payload.lines.picked) return zoom < APART;
    return zoom < LINED && state.payload.geojson.features.some((f) => f.properties.id === "band");
  }

  /**
   * Whether a zone is too small at this zoom to be hatched.
   *
   * @param {MarkProperties} p
   */
  function isSmall(p) {
    const [lon, lat] = p.at || [0, 0],
      metres = p.metres || 0,
      at = state.map.project([lat, lon]),
      north = state.map.project([lat + metres / 111320, lon]);
    return at.distanceTo(north) * 2 < HATCHED;
  }

  /**
   * How much of a mark's opacity is left: less where it is not of the voice chosen, and beside what
   * is selected. What orients is never dimmed, nor what is selected, nor what the voice says.
   *
   * @param {MarkProperties} p
   */
  function strength(p) {
    if (p.kind === "base" || p.kind === "boundary") return 1;
    if (claimline.selection.isSelected(p)) return 1;
    if (p.muted) return MUTED;
    if (state.payload.voice) return 1;
    return p.kind !== "lake" && isOther(p) ? DIMMED : 1;
  }

  /** @type {{ payload: MapPayload | null, lit: boolean }} what was found of the payload shown */
  const found = { payload: null, lit: false };

  /**
   * Whether something is selected that is on the map, and a mark is no part of it.
   *
   * @param {MarkProperties} p
   */
  function isOther(p) {
    const { isSelected } = claimline.selection;
    if (found.payload !== state.payload) {
      found.payload = state.payload;
      found.lit = state.payload.geojson.features.some((f) => isSelected(f.properties));
    }
    return found.lit && !isSelected(p);
  }

  /**
   * @param {MapFeature} feature
   * @returns {L.CircleMarkerOptions}
   */
  function style(feature) {
    const p = feature.properties,
      left = strength(p);
    /** @type {L.CircleMarkerOptions} */
    const look = { ...lookOf(p) };
    look.opacity = (look.opacity || 0) * left;
    if (look.fillOpacity) look.fillOpacity *= left;
    if (!p.struck || p.kind === "advance") return look;
    // what its own article calls debunked or retracted is hollow, whatever it is
    const { opacity = 1, dash } = symbols.struck;
    return {
      ...look,
      fill: false,
      opacity: Math.min(look.opacity, opacity),
      dashArray: look.dashArray || dash,
    };
  }

  /**
   * @param {MarkProperties} p
   * @returns {L.CircleMarkerOptions}
   */
  function lookOf(p) {
    const name = SYMBOL_OF[p.kind + ":" + p.part];
    const plain = {
      renderer: state.svg,
      weight: 1.5,
      opacity: 1,
      fill: false,
      color: palette().ink,
    };
    if (!name) return plain;
    const chosen = claimline.selection.isSelected(p);
    const symbol = symbols[name === "tint" ? "tint-" + p.side : name];
    return { ...plain, ...drawn(symbol, chosen), ...special(name, p, chosen) };
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
        return { interactive: false, ...(chosen ? {} : { opacity: 0 }) };
      case "area":
        return { stroke: false, interactive: false, fill: chosen || hasAdvance(p) };
      case "band":
        return { interactive: false };
      case "tint":
        return {
          stroke: true,
          weight: 0.7,
          color: palette()["tint-" + p.side],
          interactive: false,
        };
      case "boundary":
        return { dashArray: p.dash, ...(together(p) ? { opacity: 0 } : {}) };
      case "zone":
        return {
          stroke: false,
          fill: !isSmall(p),
          fillColor: p.struck ? "url(#cl-hollow)" : "url(#cl-hatch)",
          fillOpacity: (p.opacity || 0) * (chosen ? 1.35 : 1),
        };
      default:
        return {};
    }
  }

  /**
   * Whether the claim that is selected tells of an advance in an area, and names no place in it.
   *
   * @param {MarkProperties} p
   */
  function hasAdvance(p) {
    const { selected } = state.payload;
    return Boolean(selected.claim && (p.advances || []).includes(selected.claim));
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

  return {
    APART,
    palette,
    isNear,
    borderDash,
    dashOf,
    together,
    isSmall,
    strength,
    style,
    baseStyle,
  };
})();
