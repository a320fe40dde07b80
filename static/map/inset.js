/* Owns the small map of the two countries in the corner, with a frame round what the map shows. */
claimline.inset = (function () {
  "use strict";
  const { state } = claimline;
  const { svg } = claimline.dom;
  const { lines, within } = claimline.geometry;
  const { palette } = claimline.symbols;
  const ROOM = 0.06; /* of the two countries' extent, on every side */
  const FONT = 9.5; /* pixels */
  const CUT = 6.8; /* degrees of latitude: a little less than the square that is tinted */

  /** @typedef {{ x: (lon: number) => number, y: (lat: number) => number, w: number, h: number }} Scale */
  /** @typedef {{ x: number, y: number, half: number }[]} Named */

  function draw() {
    const tints = state.payload.geojson.features.filter((f) => f.properties.part === "tint");
    const narrow = state.map.getSize().x < 480;
    const [w, h] = narrow ? [110, 80] : [134, 92];
    const around = tints.length && uncut(boundsOf(tints), w / h);
    state.inset.hidden = !around || isWide(around);
    if (!around || state.inset.hidden) return;
    const scale = scaleOf(around, w, h),
      c = palette();
    const box = svg("svg", { width: w, height: h, viewBox: `0 0 ${w} ${h}` });
    box.append(svg("rect", { width: w, height: h, fill: c.water }));
    land().forEach((feature) => box.append(shape(feature, scale, c.land)));
    tints.forEach((feature) => {
      box.append(shape(feature, scale, c["tint-" + feature.properties.side], c["band-edge"]));
    });
    state.payload.geojson.features
      .filter((f) => f.properties.kind === "base" && f.properties.part === "band")
      .forEach((f) => box.append(shape(f, scale, c["band-edge"], c["band-edge"])));
    box.append(view(scale, c.ink));
    /** @type {Named} */
    const named = [];
    tints.forEach((feature) => box.append(...name(feature, scale, c.quiet, named)));
    state.inset.replaceChildren(box);
  }

  /** @param {MapFeature[]} features */
  function boundsOf(features) {
    const bounds = L.geoJSON(
      /** @type {any} */ ({ type: "FeatureCollection", features })
    ).getBounds();
    return bounds.isValid() ? bounds.pad(ROOM) : null;
  }

  /**
   * Far from the story the tints are cut: what is shown of so large countries lies within them.
   *
   * @param {L.LatLngBounds | null} around
   * @param {number} ratio
   */
  function uncut(around, ratio) {
    if (!around) return null;
    const middle = around.getCenter(),
      narrowed = Math.cos((middle.lat * Math.PI) / 180);
    let high = around.getNorth() - around.getSouth(),
      wide = (around.getEast() - around.getWest()) * narrowed;
    if (Math.max(high, wide) < CUT) return around;
    const both = Math.min(high, wide) >= CUT;
    high = Math.min(high, both ? CUT / ratio : CUT);
    wide = Math.min(wide, CUT);
    const half = { lat: high / 2, lng: wide / 2 / narrowed };
    return L.latLngBounds(
      [middle.lat - half.lat, middle.lng - half.lng],
      [middle.lat + half.lat, middle.lng + half.lng]
    );
  }

  /**
   * Whether the map itself shows as much.
   *
   * @param {L.LatLngBounds} around
   */
  function isWide(around) {
    const now = state.map.getBounds();
    return (
      now.getEast() - now.getWest() > (around.getEast() - around.getWest()) * 0.8 ||
      now.getNorth() - now.getSouth() > (around.getNorth() - around.getSouth()) * 0.8
    );
  }

  /**
   * @param {L.LatLngBounds} around
   * @param {number} w
   * @param {number} h
   * @returns {Scale}
   */
  function scaleOf(around, w, h) {
    const middle = around.getCenter(),
      narrowed = Math.cos((middle.lat * Math.PI) / 180);
    const k = Math.min(
      w / ((around.getEast() - around.getWest()) * narrowed),
      h / (around.getNorth() - around.getSouth())
    );
    return {
      x: (lon) => w / 2 + (lon - middle.lng) * narrowed * k,
      y: (lat) => h / 2 - (lat - middle.lat) * k,
      w,
      h,
    };
  }

  function land() {
    return state.base ? state.base.features.filter((f) => f.properties.layer === "land") : [];
  }

  /**
   * @param {{ geometry: { type: string, coordinates: any } }} feature
   * @param {Scale} scale
   * @param {string} fill
   * @param {string} [stroke]
   */
  function shape(feature, scale, fill, stroke) {
    const { w, h } = scale;
    const d = lines(feature)
      .map((ring) => {
        let last = "";
        const points = ring
          .map(([lon, lat]) => {
            // what lies far outside is drawn at the edge: nobody sees it
            const x = Math.max(-9, Math.min(w + 9, scale.x(lon))),
              y = Math.max(-9, Math.min(h + 9, scale.y(lat)));
            return x.toFixed(1) + " " + y.toFixed(1);
          })
          .filter((point) => {
            const isNew = point !== last;
            last = point;
            return isNew;
          });
        return points.length > 2 ? "M" + points.join("L") + "Z" : "";
      })
      .join("");
    return svg("path", { d, fill, stroke, "stroke-width": 0.6, "fill-rule": "evenodd" });
  }

  /**
   * @param {Scale} scale
   * @param {string} stroke
   */
  function view(scale, stroke) {
    const now = state.map.getBounds();
    const x = scale.x(now.getWest()),
      y = scale.y(now.getNorth());
    const width = Math.max(5, scale.x(now.getEast()) - x),
      height = Math.max(4, scale.y(now.getSouth()) - y);
    return svg("rect", { x, y, width, height, fill: "none", stroke, "stroke-width": 1.6 });
  }

  /**
   * A country's name, where it has room inside the picture.
   *
   * @param {MapFeature} feature
   * @param {Scale} scale
   * @param {string} fill
   * @param {Named} named what is named already
   * @returns {SVGElement[]}
   */
  function name(feature, scale, fill, named) {
    const { sides } = state.payload,
      side = feature.properties.side;
    const code = sides && side ? sides[side] : feature.properties.name;
    const found =
      state.base &&
      state.base.features.find(
        (f) => f.properties.id === "country_label_" + String(code).toLowerCase()
      );
    if (!found || !found.properties.name) return [];
    const [lon, lat] = found.geometry.coordinates,
      half = found.properties.name.length * FONT * 0.27;
    /** @type {[number, number] | null} */
    let at = [scale.x(lon), scale.y(lat)];
    const [a, b] = at;
    const cut = a - half < 2 || a + half > scale.w - 2 || b < FONT || b > scale.h - 2;
    if (cut || taken(scale, a, b, half, named)) {
      at = room(feature, scale, half, named, 1) || room(feature, scale, half, named, 0);
    }
    if (!at) return [];
    const [x, y] = at;
    named.push({ x, y, half });
    const text = svg("text", { x, y, fill, "font-size": FONT, "text-anchor": "middle" });
    text.textContent = found.properties.name;
    return [text];
  }

  /**
   * Where a name has room in the part of its country that is seen, as near the middle as can be.
   *
   * @param {MapFeature} feature
   * @param {Scale} scale
   * @param {number} half of the name's width
   * @param {Named} named
   * @param {number} whole how much of half its width has to lie in the country
   * @returns {[number, number] | null}
   */
  function room(feature, scale, half, named, whole) {
    const rings = lines(feature).map((ring) =>
      ring.map(([lon, lat]) => [scale.x(lon), scale.y(lat)])
    );
    /** @type {[number, number] | null} */
    let best = null;
    let least = Infinity;
    for (let y = FONT + 3; y < scale.h - 4; y += 4) {
      for (let x = half + 3; x < scale.w - half - 3; x += 4) {
        const away = Math.hypot(x - scale.w / 2, y - scale.h / 2);
        if (away >= least || taken(scale, x, y, half, named)) continue;
        const corners = [-half * whole, 0, half * whole].flatMap((dx) => [
          [x + dx, y + 1],
          [x + dx, y - FONT * 0.8],
        ]);
        if (corners.every(([a, b]) => within(rings, a, b))) [best, least] = [[x, y], away];
      }
    }
    return best;
  }

  /**
   * Whether a name would lie on the frame of what the map shows, or on another name.
   *
   * @param {Scale} scale
   * @param {number} x
   * @param {number} y
   * @param {number} half of the name's width
   * @param {Named} named
   */
  function taken(scale, x, y, half, named) {
    const frame = state.map.getBounds();
    const beside =
      x + half < scale.x(frame.getWest()) - 4 || x - half > scale.x(frame.getEast()) + 4;
    const over = y < scale.y(frame.getNorth()) - 4 || y - FONT > scale.y(frame.getSouth()) + 4;
    return (
      !(beside || over) ||
      named.some((n) => Math.abs(n.x - x) < n.half + half + 2 && Math.abs(n.y - y) < FONT + 2)
    );
  }

  return { draw };
})();
