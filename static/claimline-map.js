/* The map in the browser: styles, labels, controls and the address. It draws what Python sends and decides nothing.
 *
 * Python calls claimline.start(map, config) once, then claimline.show(payload) at every change of the view. All text is
 * set with textContent: article text is hostile. Nothing here names an outside host but the base maps a visitor picks.
 */
"use strict";

var claimline = (function () {
  var SVG = "http://www.w3.org/2000/svg";
  var state = { map: null, config: null, payload: null, layers: {}, base: null, borders: [], position: null, focus: null };

  var THEMES = {
    light: { ink: "#22262b", quiet: "#5c646d", halo: "#ffffff", water: "#cfe0ea", land: "#f6f4ef", grid: "#a8a294", river: "#a9c4d4",
             border: "#63666a", advance: "#b3261e", place: "#1f2933", fill: "#ffffff", area: "#6f7780", road: "#7b6a4d", lake: "#2c6e91",
             left: "#6A3D9A", right: "#8C510A", town: "#8b9096" },
    dark: { ink: "#eceef1", quiet: "#aab2bb", halo: "#14181d", water: "#16242e", land: "#242a30", grid: "#59626c", river: "#315061",
            border: "#b9bfc6", advance: "#ff8a80", place: "#f4f6f8", fill: "#14181d", area: "#8e979f", road: "#b9a57f", lake: "#6fb6da",
            left: "#C4A6F0", right: "#E0A458", town: "#7d868f" }
  };
  var DASH = { left: "9 4", right: "8 4 1 4" };
  var BORDER_DASHES = ["2 3", "20 6", "8 5", "10 3 2 3 2 3", "5 3 1 3", "26 4 2 4"]; /* by a line's place in the file: told apart without colour */
  var PATIENCE = 1000; /* milliseconds that the marks wait for the styles, the border lines and the base */
  var NEAR = 10.5; /* from this zoom on single places count: outlines of whole districts would read as more borders; nearer than this, border lines stand apart: further off their dashes close to one solid line */

  function colours() { return THEMES[state.payload && state.payload.theme === "dark" ? "dark" : "light"]; }

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /* ---- start ------------------------------------------------------------------------------------------------- */

  function start(map, config) {
    state.map = map;
    state.config = config;
    document.documentElement.lang = "en";
    var pane = map.createPane("orientation");
    pane.style.zIndex = 200;
    pane.style.pointerEvents = "none";
    map.createPane("names").style.zIndex = 640;
    map.getPane("names").style.pointerEvents = "none";
    state.canvas = L.canvas({ pane: "orientation", padding: 0.3 });
    state.svg = L.svg({ padding: 0.6 });
    L.control.scale({ imperial: true, position: "bottomright" }).addTo(map);
    quietFocus(map.getContainer());
    var opening = remembered() || config.view;
    if (opening) {
      map.setView([opening.lat, opening.lon], opening.zoom, { animate: false });
      state.position = { lat: Number(opening.lat).toFixed(5), lon: Number(opening.lon).toFixed(5), zoom: String(opening.zoom) };
    } else {
      fit(config.home, false);
      forget(); // an address whose position meant nothing does not keep it
    }
    controls(map);
    // names are placed beside what the styles give its size
    var styles = [].filter.call(document.querySelectorAll("link[rel=stylesheet]"), function (link) { return !link.sheet; });
    var awaited = 2 + styles.length;
    var arrived = function () {
      awaited -= 1;
      if (!awaited || state.begun) begin();
    };
    styles.forEach(function (link) { ["load", "error"].forEach(function (end) { link.addEventListener(end, arrived, { once: true }); }); });
    load(config.borders).then(function (lines) {
      state.borders = lines.features;
      state.borders.forEach(function (feature, index) { feature.properties.dash = BORDER_DASHES[index % BORDER_DASHES.length]; });
    }).catch(function () { state.borderTrouble = true; }).then(arrived);
    load(config.base).then(function (base) {
      var order = ["land", "lake", "river", "country_line"];
      base.features.sort(function (a, b) { return order.indexOf(a.properties.layer) - order.indexOf(b.properties.layer); });
      state.base = base;
    }).catch(function () { /* the marks stand without the orienting layer */ }).then(arrived);
    window.setTimeout(function () { if (!state.begun) begin(); }, PATIENCE);
    var settled = false;
    window.setTimeout(function () { settled = true; }, 600);
    map.on("zoomend", function () {
      if (state.payload) legend(state.payload.legend);
      ["area:outline", "sight:bar", "boundary:line"].forEach(function (key) { if (state.layers[key]) state.layers[key].setStyle(style); });
    });
    map.on("moveend zoomend", function () {
      placeLabels();
      reachable();
      if (settled) remember();
    });
    window.setInterval(writeAddress, 300);
  }

  /* draw for the first time, all at once; what is long in coming is drawn when it has come */
  function begin() {
    state.begun = true;
    state.baseTheme = null;
    if (state.payload) show(state.payload);
  }

  /* what orients: fetched by its address, or given as it is in a page that stands alone */
  function load(source) {
    return typeof source === "string" ? fetch(source).then(function (answer) { return answer.json(); }) : Promise.resolve(source);
  }

  /* the map partly below the fold: focusing it would scroll the page and lose the first click */
  function quietFocus(container) {
    var focus = container.focus;
    container.focus = function () { focus.call(container, { preventScroll: true }); };
    container.setAttribute("aria-label", "Map of the places and claims. Everything on it is also listed in words beside or below the map.");
  }

  function fit(bounds, animate) {
    var size = state.map.getSize();
    if (!size.x || !size.y) return;
    state.map.fitBounds(bounds, { animate: animate, maxZoom: 12, padding: [24, 24] });
  }

  /* ---- the address follows the map without a rerun ------------------------------------------------------------- */

  function remember() {
    var centre = state.map.getCenter();
    state.position = { lat: centre.lat.toFixed(5), lon: L.Util.wrapNum(centre.lng, [-180, 180], true).toFixed(5), zoom: String(state.map.getZoom()) };
    try { window.sessionStorage.setItem("claimline", JSON.stringify({ session: state.config.session, position: state.position })); } catch (error) { /* private mode */ }
    writeAddress();
  }

  /* where this visit left the map, when another page was opened in between */
  function remembered() {
    try {
      var kept = JSON.parse(window.sessionStorage.getItem("claimline"));
      return kept && kept.session === state.config.session ? { lat: Number(kept.position.lat), lon: Number(kept.position.lon), zoom: Number(kept.position.zoom) } : null;
    } catch (error) { return null; }
  }

  function writeAddress() {
    var page = parentPage();
    if (!page || !state.position) return;
    var url = new URL(page.location.href), changed = false;
    ["lat", "lon", "zoom"].forEach(function (name) {
      if (url.searchParams.get(name) !== state.position[name]) {
        url.searchParams.set(name, state.position[name]);
        changed = true;
      }
    });
    if (changed) page.history.replaceState(page.history.state, "", url);
  }

  function forget() {
    state.position = null;
    try { window.sessionStorage.removeItem("claimline"); } catch (error) { /* private mode */ }
    var page = parentPage();
    if (!page) return;
    var url = new URL(page.location.href);
    ["lat", "lon", "zoom"].forEach(function (name) { url.searchParams.delete(name); });
    page.history.replaceState(page.history.state, "", url);
  }

  function parentPage() {
    if (state.config.alone) return null;
    try { return window.parent && window.parent.location.href ? window.parent : null; } catch (error) { return null; }
  }

  function shareLink() {
    var page = parentPage();
    var url = new URL(page ? page.location.href : document.referrer || window.location.href);
    url.searchParams.delete("embed");
    url.searchParams.delete("embed_options");
    var centre = state.map.getCenter();
    url.searchParams.set("lat", centre.lat.toFixed(5));
    url.searchParams.set("lon", centre.lng.toFixed(5));
    url.searchParams.set("zoom", String(state.map.getZoom()));
    return url.href;
  }

  /* ---- controls -------------------------------------------------------------------------------------------------- */

  function control(map, position, build) {
    var Box = L.Control.extend({ onAdd: function () {
      var box = build();
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    } });
    new Box({ position: position }).addTo(map);
  }

  function button(text, title, act) {
    var node = element("button", "cl-button", text);
    node.type = "button";
    node.title = title;
    node.addEventListener("click", act);
    return node;
  }

  function controls(map) {
    control(map, "topright", function () {
      var bar = element("div", "cl-bar");
      bar.append(
        button("Incident", "Go to the places of the advance claims", function () { fit(bounds("incident"), true); }),
        button("All places", "Go to every place shown", function () { fit(bounds("all"), true); }),
        button("Reset", "Show everything again, where the map opened", function () {
          fit(state.config.home, false);
          window.setTimeout(forget, 700);
          if (state.payload.active && window.Streamlit) window.Streamlit.setComponentValue({ reset: true, at: Date.now() });
        }));
      if (!state.config.alone) bar.append(button("Copy link", "Copy a link to exactly this view", copyLink));
      state.copyField = element("input", "cl-copy");
      state.copyField.readOnly = true;
      state.copyField.hidden = true;
      state.copyField.setAttribute("aria-label", "Link to this view");
      state.copyNote = element("span", "cl-copied");
      state.copyNote.setAttribute("role", "status");
      var column = element("div", "cl-top");
      state.strip = button("The sentences are below ↓", "Go to the evidence", function () { reveal("[role=tablist]"); });
      state.strip.className = "cl-button cl-strip";
      state.strip.hidden = true;
      column.append(bar, state.copyNote, state.copyField, state.strip);
      return column;
    });
    control(map, "bottomleft", function () {
      state.caption = element("div", "cl-caption");
      return state.caption;
    });
    control(map, "bottomleft", function () {
      state.legend = element("details", "cl-legend");
      var page = parentPage();
      state.legend.open = map.getSize().x > 900 && !(page && new URL(page.location.href).searchParams.has("embed"));
      return state.legend;
    });
  }

  function bounds(name) { return (state.payload && state.payload.bounds && state.payload.bounds[name]) || state.config.home; }

  function copyLink() {
    var link = shareLink();
    var done = function () {
      state.copyNote.textContent = "Link copied";
      state.copyField.hidden = true;
      window.setTimeout(function () { state.copyNote.textContent = ""; }, 4000);
    };
    var byHand = function () {
      state.copyField.value = link;
      state.copyField.hidden = false;
      state.copyField.focus();
      state.copyField.select();
      state.copyNote.textContent = "Copy this link:";
    };
    document.documentElement.setAttribute("data-link", link);
    var page = parentPage() || window;
    if (page.isSecureContext && page.navigator.clipboard) page.navigator.clipboard.writeText(link).then(done, byHand);
    else byHand();
  }

  /* ---- base layer ------------------------------------------------------------------------------------------------- */

  function drawBase() {
    var c = colours();
    if (state.baseLayer) state.map.removeLayer(state.baseLayer);
    state.map.getContainer().style.background = c.water;
    state.baseTheme = state.payload.theme;
    document.documentElement.setAttribute("data-theme", state.payload.theme);
    if (!state.base) return;
    state.baseLayer = L.geoJSON(state.base, {
      pane: "orientation", interactive: false, renderer: state.canvas,
      filter: function (feature) {
        var layer = feature.properties.layer;
        return layer !== "country_label" && layer !== "town";
      },
      style: function (feature) {
        switch (feature.properties.layer) {
          case "land": return { stroke: false, fillColor: c.land, fillOpacity: 1 };
          case "lake": return { stroke: false, fillColor: c.water, fillOpacity: 1 };
          case "river": return { color: c.river, weight: 1, opacity: 0.8, fill: false };
          default: return { color: c.grid, weight: 1, dashArray: "3 3", fill: false };
        }
      }
    }).addTo(state.map);
  }

  function onlineBase() {
    var wanted = state.payload.basemap || null;
    if (state.tilesFor === (wanted && wanted.id)) return;
    if (state.tiles) state.map.removeLayer(state.tiles);
    state.tiles = null;
    state.tilesFor = wanted && wanted.id;
    state.tileTrouble = false;
    if (wanted) {
      state.tiles = L.tileLayer(wanted.url, { maxZoom: wanted.maxZoom, referrerPolicy: "strict-origin-when-cross-origin" });
      state.tiles.on("tileerror", function () {
        if (state.tileTrouble) return;
        state.tileTrouble = true;
        captionBox();
        placeLabels();
      });
      state.tiles.addTo(state.map);
    }
  }

  /* ---- marks ------------------------------------------------------------------------------------------------------- */

  function style(feature) {
    var look = lookOf(feature.properties);
    // what its own article calls debunked or retracted is hollow, whatever it is
    return feature.properties.fallen ? merge(look, { fill: false, opacity: Math.min(look.opacity, 0.75), dashArray: look.dashArray || "2 3" }) : look;
  }

  function lookOf(p) {
    var c = colours(), chosen = isSelected(p);
    var near = state.map.getZoom() >= NEAR;
    var look = { renderer: state.svg, weight: 1.5, opacity: 1, fill: false, color: c.ink };
    switch (p.kind + ":" + p.part) {
      case "place:point": case "lake:point":
        return merge(look, { radius: p.symbol === "settlement" || p.symbol === "capital" ? 5 : 6, color: chosen ? c.advance : c.place, fill: true,
                             fillColor: c.fill, fillOpacity: 1, weight: chosen ? 4 : 2 });
      case "place:precision": case "lake:precision": return merge(look, { color: c.quiet, weight: 1, dashArray: "1 4", opacity: 0.7, interactive: false });
      case "lake:certain": return merge(look, { color: c.lake, fill: true, fillColor: c.lake, fillOpacity: 0.55, weight: chosen ? 4 : 1 });
      case "lake:envelope": return merge(look, { color: c.lake, weight: 1.5, dashArray: "4 4", fill: true, fillColor: c.lake, fillOpacity: 0.12 });
      case "area:outline": return merge(look, { color: c.area, weight: chosen ? 3 : 1.5, dashArray: "8 3 1 3", opacity: near && !chosen ? 0 : 0.8 });
      case "road:line": return merge(look, { color: c.road, weight: chosen ? 4 : 1.6, opacity: 0.75 });
      case "boundary:line": return merge(look, { color: c.border, weight: 1.7, dashArray: p.dash, opacity: together(p) ? 0 : 0.95 });
      case "claim:ring": case "claim:outline":
        return merge(look, { color: c[p.side], weight: chosen ? 4 : 2, dashArray: DASH[p.side], opacity: 0.9 });
      case "advance:band": return merge(look, { stroke: false, fill: true, fillColor: "url(#cl-hatch)", fillOpacity: p.opacity });
      case "advance:isoline": return merge(look, { color: c.advance, weight: chosen ? 4 : 2.5, dashArray: "1 6", lineCap: "round", opacity: p.opacity });
      case "sight:bar": return merge(look, { color: c.quiet, weight: chosen ? 6 : 3, lineCap: "butt", opacity: near ? 1 : 0 });
      default: return look;
    }
  }

  /* whether a border line is left out because it runs into the one that is counted from, at this zoom */
  function together(p) { return state.map.getZoom() < NEAR && p.line !== state.payload.lines.picked; }

  function merge(base, more) { return Object.assign({}, base, more); }

  function isSelected(p) {
    var selected = state.payload && state.payload.selected;
    if (!selected) return false;
    if (p.kind !== "claim" && selected.place && String(p.id).split("#")[0] === selected.place) return true;
    // a claim lights up everything that is drawn of it; beside a place that was chosen with it, only its own marks
    return (p.claims || []).indexOf(selected.claim) >= 0 && (!selected.place || p.kind === "advance" || p.kind === "sight" || p.kind === "claim");
  }

  function pointMark(feature, position) {
    var p = feature.properties;
    if (p.part === "label" || p.part === "side") return L.marker(position, { icon: L.divIcon({ className: "cl-anchor", iconSize: [0, 0] }), interactive: false, keyboard: false });
    var signs = { mountain: "▲", pass: "◇", airport: "✈", poi: "◆", corridor: "↔", river: "≈", lake: "●" };
    if (!signs[p.symbol]) return L.circleMarker(position, style(feature));
    var icon = L.divIcon({ className: "cl-sign" + (isSelected(p) ? " cl-chosen" : "") + (p.fallen ? " cl-fallen" : ""), html: "", iconSize: [22, 22] });
    var marker = L.marker(position, { icon: icon, keyboard: false });
    marker.on("add", function () { marker.getElement().textContent = signs[p.symbol]; });
    return marker;
  }

  var ORDER = ["boundary:line", "area:outline", "advance:band", "lake:envelope", "lake:certain", "road:line", "claim:outline", "claim:ring",
               "place:precision", "lake:precision", "advance:isoline", "sight:bar", "area:label", "base:side", "place:point", "lake:point"];

  /* the marks of the view, and the border lines it draws */
  function features() {
    if (!state.payload) return [];
    var drawn = state.payload.lines.drawn;
    return state.payload.geojson.features.concat(state.borders.filter(function (feature) { return drawn.indexOf(feature.properties.line) >= 0; }));
  }

  function draw() {
    var groups = {};
    features().forEach(function (feature) {
      var key = feature.properties.kind + ":" + feature.properties.part;
      (groups[key] = groups[key] || []).push(feature);
    });
    Object.keys(state.layers).forEach(function (key) { state.map.removeLayer(state.layers[key]); });
    state.layers = {};
    ORDER.filter(function (key) { return groups[key]; }).forEach(function (key) {
      state.layers[key] = L.geoJSON({ type: "FeatureCollection", features: groups[key] }, {
        style: style, smoothFactor: 0.3, pointToLayer: pointMark, renderer: state.svg, onEachFeature: wire
      }).addTo(state.map);
    });
    hatch();
    reachable();
  }

  function wire(feature, layer) {
    var p = feature.properties;
    if (p.part === "precision" || p.part === "side") return;
    layer.on("add", function () { access(layer, p); });
    layer.bindTooltip(function () { return tooltip(p); }, { sticky: true, className: "cl-tip", direction: "auto" });
    layer.on("click", function (event) {
      L.DomEvent.stopPropagation(event);
      choose(p);
    });
  }

  /* marks can be reached by keyboard, bands and outlines cannot: the panel has everything in words */
  function access(layer, p) {
    var node = layer.getElement && layer.getElement();
    if (!node) return;
    node.setAttribute("aria-label", p.name);
    node.setAttribute("data-mark", p.id);
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", p.part === "point" || p.part === "certain" ? "0" : "-1");
    node.addEventListener("keydown", function (event) { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(p); } });
  }

  /* only marks in view can be tabbed to */
  function reachable() {
    var view = state.map.getBounds();
    ["place:point", "lake:certain"].forEach(function (key) {
      if (state.layers[key]) state.layers[key].eachLayer(function (layer) {
        var node = layer.getElement && layer.getElement(), at = layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter();
        if (node) node.setAttribute("tabindex", view.contains(at) ? "0" : "-1");
      });
    });
  }

  function tooltip(p) {
    var box = element("div");
    box.append(element("strong", "", p.kind === "boundary" ? p.label : p.name));
    if (p.note) box.append(element("p", "", p.note));
    (p.quotes || []).forEach(function (quote) { box.append(element("p", "cl-quote", quote)); });
    if (p.told) box.append(element("p", "", p.told));
    if (p.voices) box.append(element("p", "", p.voices));
    if (p.fallen) box.append(element("p", "", "Debunked or retracted, by its article’s own words."));
    if (p.kind !== "boundary") box.append(element("p", "cl-hint", state.payload.embedded ? "Choose it, then open the whole page for its sentences" : "Click for the sentences"));
    return box;
  }

  function choose(p) {
    if (p.kind === "boundary") return;
    if (state.config.alone) state.config.chosen(p);
    if (!window.Streamlit) return;
    var page = parentPage();
    state.strip.hidden = !(page && page.innerWidth < 640);
    window.Streamlit.setComponentValue({ mark: String(p.id).split("#")[0], kind: p.kind, place: p.place || null, claims: p.claims || [], at: Date.now() });
  }

  /* a light hatch, drawn once in the marks' own SVG so that a fill can name it */
  function hatch() {
    var root = state.svg._container;
    if (!root) return;
    var old = root.querySelector("defs");
    if (old) old.remove();
    var defs = document.createElementNS(SVG, "defs"), pattern = document.createElementNS(SVG, "pattern"), path = document.createElementNS(SVG, "path");
    pattern.setAttribute("id", "cl-hatch");
    pattern.setAttribute("width", "7");
    pattern.setAttribute("height", "7");
    pattern.setAttribute("patternUnits", "userSpaceOnUse");
    pattern.setAttribute("patternTransform", "rotate(45)");
    path.setAttribute("d", "M0 0V7");
    path.setAttribute("stroke", colours().advance);
    path.setAttribute("stroke-width", "2.4");
    pattern.append(path);
    defs.append(pattern);
    root.prepend(defs);
  }

  /* ---- labels: the important first, each where it meets no other, else left out ---------------------------------- */

  function wanted() {
    var found = [], zoom = state.map.getZoom();
    features().forEach(function (feature) {
      var p = feature.properties, at = null, from = null, rank = 9, text = p.label, kind = p.kind;
      if (p.part === "point") { at = flip(feature.geometry.coordinates); rank = p.symbol === "settlement" ? 3 : 2; }
      else if (p.part === "label") { at = flip(feature.geometry.coordinates); rank = 4; }
      else if (p.part === "certain") { at = centre(feature); rank = 1; text = p.label + (zoom >= 11 ? " (schematic)" : ""); }
      else if (p.kind === "advance") { if (p.label && zoom >= 8) alongLabels(feature, found, zoom >= NEAR ? 1.1 : 6); return; }
      else if (p.kind === "sight") {
        if (zoom < NEAR) return;
        at = flip(feature.geometry.coordinates[1]);
        rank = 1;
        from = flip(feature.geometry.coordinates[0]);
        if (state.map.getSize().x < 480) text = p.short; // on a phone there is no room for more
      }
      else if (p.part === "side") { if (zoom < 9.5) return; at = flip(feature.geometry.coordinates); found.push({ at: at, text: text, rank: 1.4, kind: "country", pair: true }); return; }
      else if (p.kind === "claim") { claimLabels(feature, found); return; }
      else if (p.kind === "road") { at = middle(feature); rank = 7; if (zoom < 9) return; }
      else if (p.kind === "boundary") { boundaryLabels(feature, found); return; }
      if (at) found.push({ at: at, from: from, text: text, rank: rank, kind: kind, feature: p, chosen: isSelected(p) });
    });
    if (state.base && !(state.payload && state.payload.basemap && !state.tileTrouble)) state.base.features.forEach(function (feature) {
      var p = feature.properties;
      if (p.layer === "town" && zoom >= [0, 6, 8, 9.5, 11][p.rank]) {
        if (!nearMark(feature.geometry.coordinates)) found.push({ at: flip(feature.geometry.coordinates), text: p.name, rank: 10 + p.rank, kind: "town", dot: true });
      } else if (p.layer === "country_label" && zoom <= 9 && zoom >= [0, 4, 5, 6][p.rank]) {
        if (!sameName(p.name)) found.push({ at: flip(feature.geometry.coordinates), text: p.name, rank: 8, kind: "country" });
      } else if (p.layer === "lake" && p.name && zoom >= 8 && !sameName(p.name)) {
        found.push({ at: centre(feature), text: p.name, rank: 12, kind: "water" });
      }
    });
    found.forEach(function (item) { if (item.chosen) item.rank -= 5; });
    return found.sort(function (a, b) { return a.rank - b.rank; });
  }

  /* a claim's name stands at a piece of its own mark that is in view, both sides alike */
  function claimLabels(feature, found) {
    var p = feature.properties, spots = inView(feature, 60), item;
    if (p.part === "ring") spots = [state.map.latLngToLayerPoint(north(feature))].concat(spots);
    var middle = state.map.latLngToLayerPoint(state.map.getCenter());
    spots.forEach(function (point) {
      // beside the incident itself there is no room for the name of a whole district
      var crowded = p.part !== "ring" && point.distanceTo(middle) < 130 ? 1 : 0;
      item = { point: point, text: p.label, kind: "claim-" + p.side, feature: p, chosen: isSelected(p), once: p.id };
      found.push(Object.assign({ rank: 3.2 + crowded, clear: "mark" }, item));
      if (!crowded) found.push(Object.assign({ rank: 3.6 }, item));
    });
  }

  /* the ways to place a name, the best first: at its point on bare ground, further off with a leader, across a side's own mark, anywhere, and last further off across anything */
  function spread(item, rank, distances, last, found, further) {
    ["bare", "mark"].forEach(function (clear, worse) {
      found.push(Object.assign({ rank: rank + worse * 0.45, clear: clear }, item));
      distances.forEach(function (far) { found.push(Object.assign({ rank: rank + worse * 0.45 + far / 450, clear: clear, far: far }, item)); });
    });
    found.push(Object.assign({ rank: rank + last + 0.3 }, item));
    (further || []).forEach(function (far) { found.push(Object.assign({ rank: rank + last + 0.4 + far / 450, far: far }, item)); });
  }

  function alongLabels(feature, found, rank) {
    var p = feature.properties;
    var points = inView(feature, 40);
    if (p.form === "zone") rank -= 1.6; // the shorter line has fewer places for its words
    points.forEach(function (point) {
      var item = { point: point, text: p.label, kind: "advance", feature: p, chosen: isSelected(p), once: p.reading };
      spread(item, rank, [30, 60, 100, 140, 190], 0.6, found, [30, 60, 100, 140, 190]);
    });
  }

  /* points of a feature's lines that are well inside the view, some pixels apart, the middle of the view first */
  function inView(feature, gap) {
    var map = state.map, view = map.getBounds().pad(-0.05), points = [], last = null, g = feature.geometry;
    var parts = { LineString: [g.coordinates], MultiLineString: g.coordinates, Polygon: g.coordinates, MultiPolygon: [].concat.apply([], g.coordinates) }[g.type];
    parts.forEach(function (part) {
      part.forEach(function (pair) {
        if (!view.contains(flip(pair))) return;
        var point = map.latLngToLayerPoint(flip(pair));
        if (last && last.distanceTo(point) < gap) return;
        points.push(point);
        last = point;
      });
    });
    var middle = map.latLngToLayerPoint(map.getCenter());
    return points.sort(function (a, b) { return a.distanceTo(middle) - b.distanceTo(middle); }).slice(0, 25);
  }

  function flip(pair) { return [pair[1], pair[0]]; }
  function shape(feature) { return L.geoJSON(feature).getBounds(); }
  function centre(feature) { var b = shape(feature).getCenter(); return [b.lat, b.lng]; }
  function north(feature) { var b = shape(feature); return [b.getNorth(), b.getCenter().lng]; }
  function line(feature) {
    var g = feature.geometry;
    if (g.type === "LineString") return g.coordinates;
    if (g.type === "MultiLineString") return g.coordinates.slice().sort(function (a, b) { return b.length - a.length; })[0];
    return [];
  }
  function middle(feature) { var l = line(feature); return l.length ? flip(l[Math.floor(l.length / 2)]) : null; }
  function sameName(name) { return state.payload && state.payload.geojson.features.some(function (f) { return f.properties.name === name; }); }
  function nearMark(pair) {
    return state.payload && state.payload.geojson.features.some(function (f) {
      var c = f.properties.part === "point" && f.geometry.coordinates;
      return c && Math.abs(c[0] - pair[0]) < 0.02 && Math.abs(c[1] - pair[1]) < 0.02;
    });
  }

  /* a name along the line where a straight enough stretch of it is in view, else beside it where there is room */
  function boundaryLabels(feature, found) {
    var map = state.map, size = map.getSize(), zoom = map.getZoom(), turned = 0, width = 150;
    if (zoom < 6.5 || together(feature.properties)) return;
    var corner = map.containerPointToLayerPoint([size.x * 0.05, size.y * 0.05]), view = L.bounds(corner, corner.add(size.multiplyBy(0.9)));
    var parts = feature.geometry.type === "LineString" ? [feature.geometry.coordinates] : feature.geometry.coordinates;
    parts.forEach(function (part) {
      var points = dense(part.map(function (pair) { return map.latLngToLayerPoint(flip(pair)); }));
      var step = Math.max(1, Math.floor(points.length / 500));
      for (var i = 0; i < points.length; i += step) {
        if (!view.contains(points[i])) continue;
        if (i % (step * 2) === 0) boundaryLabel(feature, points[i], null, width, 2.7, found);
        var j = i;
        while (j < points.length - 1 && points[i].distanceTo(points[j]) < width) j += 1;
        if (points[i].distanceTo(points[j]) < width || turned > 40) continue;
        var mid = points[i].add(points[j]).divideBy(2), near = Infinity, at = mid;
        for (var k = i; k <= j; k += 1) { var d = points[k].distanceTo(mid); if (d < near) { near = d; at = points[k]; } }
        if (near > 30) continue;
        var angle = Math.atan2(points[j].y - points[i].y, points[j].x - points[i].x) * 180 / Math.PI;
        turned += 1;
        boundaryLabel(feature, at, angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle, width, 2.6, found);
      }
    });
  }

  /* a line's points with more between far ones, so that a coarse line has as many places for its name as a fine one */
  function dense(points) {
    var found = [];
    points.forEach(function (point, index) {
      var last = points[index - 1], steps = last ? Math.min(40, Math.floor(last.distanceTo(point) / 25)) : 0;
      for (var i = 1; i < steps; i += 1) found.push(last.add(point.subtract(last).multiplyBy(i / steps)));
      found.push(point);
    });
    return found;
  }

  function boundaryLabel(feature, point, angle, width, rank, found) {
    var picked = state.payload.lines.picked === feature.properties.line && state.payload.lines.drawn.length > 1;
    // where the lines run close together a name could be any one's
    var crowd = inked(state.ink, { x: point.x - 16, y: point.y - 16, w: 32, h: 32 }, { own: feature.properties, only: "boundary" });
    rank += crowd ? 0.3 : 0;
    if (picked) {
      width = 200;
      rank -= 1.5; // the line everything is counted from is named first
    }
    var name = feature.properties.label;
    if (state.map.getSize().x < 480) name = name.split(",")[0]; // on a phone there is no room for more
    var item = { point: point, text: name + (!picked ? "" : state.map.getZoom() < NEAR ? " · one of several, zoom in for the others" : " · counted from this line, not agreed"), kind: "boundary", angle: angle, width: width,
                 once: feature.properties.id, own: feature.properties };
    spread(item, rank, angle !== null ? [] : [30, 60, 100, 150], picked ? 0.5 : 1.3, found, angle !== null ? [] : [30, 60, 100, 150, 210]);
  }

  /* as in the styles, where a kind of name has its own */
  var FONTS = { town: "11px", water: "italic 11px", road: "italic 11px", boundary: "italic 11px", country: "13px", advance: "11.5px", sight: "11.5px" };
  var ruler = document.createElement("canvas").getContext("2d"), sizes = {};
  /* the room a name takes, in pixels: long ones are broken between words as the browser breaks them */
  function sizeOf(item) {
    var most = item.width || { advance: 240, sight: 200 }[item.kind] || Infinity, key = [item.kind, most, item.text].join("|");
    if (!sizes[key]) {
      ruler.font = (FONTS[item.kind] || "600 12px") + " 'Source Sans', system-ui, -apple-system, 'Segoe UI', sans-serif";
      var text = item.kind === "country" ? item.text.toUpperCase() : item.text, spaced = { country: 0.08 * 13, area: 0.05 * 12 }[item.kind] || 0;
      var across = function (words) { return ruler.measureText(words).width + spaced * words.length; };
      var ahead = item.kind === "boundary" ? 34 : 0, line = "", lines = 1; // a sample of the line stands before its name
      text.split(" ").forEach(function (word) {
        var longer = line ? line + " " + word : word;
        if (line && across(longer) + (lines === 1 ? ahead : 0) > most - 8) {
          lines += 1;
          line = word;
        } else line = longer;
      });
      sizes[key] = { w: lines === 1 ? Math.min(across(text) + ahead + 8, most) : most, h: 15 * lines + 1 };
    }
    return sizes[key];
  }

  function placeLabels() {
    var map = state.map, pane = map.getPane("names"), taken = [], size = map.getSize(), nodes = [];
    if (!size.x) return;
    var corner = map.containerPointToLayerPoint([0, 0]);
    furniture(taken, corner);
    marks(taken);
    var done = {}, ink = state.ink = inkCells(lines()), named = {}, pair = [];
    var again = [];
    wanted().forEach(place);
    again.forEach(place); // a second name for a line once every line has its first
    function place(item, index, list) {
      if (item.once && done[item.once]) {
        if (item.kind !== "boundary" || done[item.once].length > 1 || done[item.once][0].distanceTo(item.point) < 500) return;
        if (list !== again) return again.push(item);
        if (item.far && !item.clear) return; // a second name is not worth a leader across other lines
      }
      var at = item.point || map.latLngToLayerPoint(item.at);
      var room = sizeOf(item), w = room.w, h = room.h;
      if (at.x - corner.x < -20 || at.y - corner.y < -20 || at.x - corner.x > size.x + 20 || at.y - corner.y > size.y + 20) return;
      var spots = typeof item.angle === "number" ? [[-w / 2, -h / 2 - 4], [-w / 2, h / 2 + 4]]
        : item.far ? around(w, h, item.far)
        : item.kind === "boundary" ? [[12, -h - 8], [12, 8], [-w - 12, -h - 8], [-w - 12, 8]]
        : item.pair ? [[-w / 2, -h / 2], [-w / 2, 28], [-w / 2, -44], [-w - 40, -h / 2], [40, -h / 2], [-w - 110, -h / 2], [110, -h / 2]]
        : item.kind === "area" || item.kind === "country" || item.kind === "water" ? [[-w / 2, -h / 2], [-w / 2, h], [-w / 2, -2 * h]]
        : item.kind === "sight" ? [[9, -h / 2], [map.latLngToLayerPoint(item.from).x - at.x - 4, 3]]
        : item.kind === "advance" ? [[10, 6], [-w / 2, 10], [-w - 10, 6], [10, -h - 6], [-w - 10, -h - 6], [-w / 2, 30]]
        : item.kind.indexOf("claim") === 0 ? [[-w / 2, -h - 3], [-w / 2, h + 2], [-w / 2, -2.4 * h], [-w / 2, 2.2 * h], [10, 6]]
        : [[9, -h / 2], [-w - 9, -h / 2], [-w / 2, -h - 9], [-w / 2, 9], [9, 4], [9, -h - 4], [-w - 9, 4], [-w - 9, -h - 4]];
      for (var s = 0; s < spots.length; s += 1) {
        var box = typeof item.angle === "number" ? turned(at, w, h, item.angle, spots[s][1])
          : { x: at.x + spots[s][0], y: at.y + spots[s][1], w: w, h: h };
        var inside = box.x - corner.x > 2 && box.y - corner.y > 2 && box.x + box.w - corner.x < size.x - 2 && box.y + box.h - corner.y < size.y - 2;
        var path = item.far ? leaderPath(at, spots[s], w, h) : null;
        var free = inside && !(item.clear && inked(ink, box, item)) && !taken.some(function (other) { return meets(box, other, item); });
        if (free && path && taken.some(function (other) { return path.dots.some(function (dot) { return meets(dot, other, item); }); })) free = false;
        if (free) {
          taken.push(box);
          if (path) path.dots.forEach(function (dot) { taken.push(dot); });
          if (item.once) (done[item.once] = done[item.once] || []).push(at);
          nodes.push(labelNode(item, at, spots[s], w));
          if (item.far) nodes.push(leader(at, path, item.kind));
          if (item.kind === "sight") {
            var from = map.latLngToLayerPoint(item.from);
            named[item.feature.id] = true;
            taken.push({ x: from.x, y: at.y - 4, w: at.x - from.x, h: 8 });
          }
          if (item.pair) pair.push(nodes[nodes.length - 1]);
          return;
        }
      }
    }
    // the names of the two sides stand both or neither; a length without its name is not drawn
    if (pair.length === 1) nodes = nodes.filter(function (node) { return node !== pair[0]; });
    pane.replaceChildren.apply(pane, nodes);
    var bars = state.layers["sight:bar"];
    if (bars) bars.eachLayer(function (bar) { bar.setStyle({ opacity: named[bar.feature.properties.id] ? 1 : 0 }); });
  }

  /* places some pixels off a point, for words that must not stand on a line */
  function around(w, h, far) {
    return [[1, 1], [-1, 1], [1, -1], [-1, -1], [0, 1], [0, -1], [1, 0], [-1, 0]].map(function (way) {
      return [way[0] ? (way[0] > 0 ? far : -w - far) : -w / 2, way[1] ? (way[1] > 0 ? far * 0.7 : -h - far * 0.7) : -h / 2];
    });
  }

  /* a thin line from a name that stands off to the point it names */
  function leader(at, path, kind) {
    var node = element("i", "cl-leader cl-" + kind);
    node.style.width = Math.hypot(path.x, path.y) + "px";
    node.style.transform = "translate(" + at.x + "px," + at.y + "px) rotate(" + Math.atan2(path.y, path.x) + "rad)";
    return node;
  }

  /* where a leader runs: to the near side of its name, and the small boxes that other names keep clear of */
  function leaderPath(at, spot, w, h) {
    var x = spot[0] > 0 ? spot[0] : Math.min(0, spot[0] + w), y = spot[1] > 0 ? spot[1] : Math.min(0, spot[1] + h), dots = [];
    var steps = Math.max(1, Math.floor(Math.hypot(x, y) / 8));
    for (var i = 1; i < steps; i += 1) dots.push({ x: at.x + x * i / steps - 1, y: at.y + y * i / steps - 1, w: 2, h: 2 });
    return { x: x, y: y, dots: dots };
  }

  /* what is drawn, by cells of 24 pixels, so that a label looks only at what is near it */
  function inkCells(boxes) {
    var cells = {};
    boxes.forEach(function (box) {
      var key = Math.floor(box.x / 24) + "," + Math.floor(box.y / 24);
      (cells[key] = cells[key] || []).push(box);
    });
    return cells;
  }

  function inked(cells, box, item) {
    for (var x = Math.floor((box.x - 4) / 24); x <= Math.floor((box.x + box.w) / 24); x += 1) {
      for (var y = Math.floor((box.y - 4) / 24); y <= Math.floor((box.y + box.h) / 24); y += 1) {
        if ((cells[x + "," + y] || []).some(function (dot) { return meets(box, dot, item); })) return true;
      }
    }
    return false;
  }

  function meets(a, b, item) {
    if (b.mark && item.clear === "mark" && b.mark.kind === "claim" && b.mark.part === "outline") return false;
    if (b.mark && (b.mark === item.feature || b.mark === item.own || (item.only && b.mark.kind !== item.only))) return false;
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  }

  /* the box around a name that is turned about its point and then moved off it, across its own direction */
  function turned(at, w, h, angle, offset) {
    var a = angle * Math.PI / 180, cos = Math.cos(a), sin = Math.sin(a), bw = w * cos + h * Math.abs(sin), bh = w * Math.abs(sin) + h * cos;
    return { x: at.x - sin * offset - bw / 2, y: at.y + cos * offset - bh / 2, w: bw, h: bh };
  }

  /* labels keep clear of the controls, and of every point mark */
  function furniture(taken, corner) {
    var frame = state.map.getContainer().getBoundingClientRect();
    state.map.getContainer().querySelectorAll(".leaflet-control").forEach(function (node) {
      var box = node.getBoundingClientRect();
      if (box.width) taken.push({ x: box.left - frame.left + corner.x, y: box.top - frame.top + corner.y, w: box.width, h: box.height });
    });
  }

  /* the drawn lines as small boxes, for labels that must not stand on one */
  function lines() {
    var boxes = [];
    features().forEach(function (feature) {
      var p = feature.properties;
      if (!(p.kind === "boundary" || p.kind === "road" || (p.kind === "advance" && p.part === "isoline") || p.part === "ring" || p.part === "envelope" || p.kind === "claim")) return;
      var view = state.map.getBounds(), g = feature.geometry, parts = g.type === "LineString" ? [g.coordinates] : g.coordinates, last = null;
      parts.forEach(function (part) {
        last = null;
        part.forEach(function (pair) {
          var point = state.map.latLngToLayerPoint(flip(pair)), seen = view.contains(flip(pair));
          if (last && (seen || last.seen)) {
            var steps = Math.max(1, Math.min(60, Math.round(last.distanceTo(point) / 10)));
            for (var i = 0; i <= steps; i += 1) boxes.push({ x: last.x + (point.x - last.x) * i / steps - 2, y: last.y + (point.y - last.y) * i / steps - 2, w: 4, h: 4, mark: p });
          }
          last = point;
          last.seen = seen;
        });
      });
    });
    return boxes;
  }

  function marks(taken) {
    features().forEach(function (feature) {
      if (feature.properties.part !== "point") return;
      var at = state.map.latLngToLayerPoint(flip(feature.geometry.coordinates));
      taken.push({ x: at.x - 6, y: at.y - 6, w: 12, h: 12, mark: feature.properties });
    });
  }

  function labelNode(item, at, spot, width) {
    var node = element(item.kind === "town" || !item.feature ? "span" : "button", "cl-label cl-" + item.kind + (item.chosen ? " cl-chosen" : "") + (item.feature && item.feature.fallen ? " cl-fallen" : ""), item.text);
    if (item.feature) {
      node.type = "button";
      node.tabIndex = -1;
      node.addEventListener("click", function (event) { event.stopPropagation(); choose(item.feature); });
      L.DomEvent.disableClickPropagation(node);
    }
    if (item.kind === "advance" || item.kind === "boundary" || item.kind === "sight") node.style.width = width + "px";
    if (item.kind === "boundary") node.prepend(swatch({ look: "boundary", line: item.own.line }));
    if (typeof item.angle === "number") {
      node.style.transform = "translate(" + (at.x - width / 2) + "px," + at.y + "px) translateY(-50%) rotate(" + item.angle.toFixed(1) + "deg) translateY(" + spot[1] + "px)";
      return node;
    }
    node.style.transform = "translate(" + Math.round(at.x + spot[0]) + "px," + Math.round(at.y + spot[1]) + "px)";
    if (item.dot) {
      var dot = element("i", "cl-dot");
      dot.style.transform = "translate(" + (-spot[0] - 2) + "px," + (-spot[1] - 2) + "px)";
      node.prepend(dot);
    }
    return node;
  }

  /* ---- legend and caption -------------------------------------------------------------------------------------------- */

  function legend(rows) {
    var open = state.legend.open;
    state.legend.replaceChildren(element("summary", "", "Legend"));
    var list = element("ul");
    var near = state.map.getZoom() >= NEAR;
    rows.forEach(function (row) {
      if (row.line && !near && row.line !== state.payload.lines.picked) return; // not drawn at this zoom
      var entry = element("li");
      entry.append(swatch(row), element("span", "", row.text));
      list.append(entry);
    });
    state.legend.append(list);
    state.legend.open = open;
    state.legend.ontoggle = placeLabels;
  }

  function swatch(row) {
    var look = row.look, c = colours(), svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 34 16");
    svg.setAttribute("class", "cl-swatch");
    svg.setAttribute("aria-hidden", "true");
    function add(tag, attributes) {
      var node = document.createElementNS(SVG, tag);
      Object.keys(attributes).forEach(function (name) { node.setAttribute(name, attributes[name]); });
      svg.append(node);
      return node;
    }
    var stroke = { x1: 2, x2: 32, y1: 8, y2: 8 };
    switch (look) {
      case "place": add("circle", { cx: 17, cy: 8, r: 7, fill: "none", stroke: c.quiet, "stroke-dasharray": "1 3" }); add("circle", { cx: 17, cy: 8, r: 4, fill: c.fill, stroke: c.place, "stroke-width": 2 }); break;
      case "sign": add("text", { x: 17, y: 13, "text-anchor": "middle", fill: c.place, "font-size": 13 }).textContent = "▲ ✈"; break;
      case "lake": add("circle", { cx: 17, cy: 8, r: 7, fill: "none", stroke: c.lake, "stroke-dasharray": "3 2" }); add("circle", { cx: 17, cy: 8, r: 4.5, fill: c.lake, "fill-opacity": 0.6 }); break;
      case "area": add("line", Object.assign({ stroke: c.area, "stroke-width": 1.5, "stroke-dasharray": "8 3 1 3" }, stroke)); break;
      case "road": add("line", Object.assign({ stroke: c.road, "stroke-width": 1.6 }, stroke)); break;
      case "boundary": add("line", Object.assign({ stroke: c.border, "stroke-width": 1.7, "stroke-dasharray": dashOf(row.line) }, stroke)); break;
      case "left": case "right": add("line", Object.assign({ stroke: c[look], "stroke-width": 2, "stroke-dasharray": DASH[look] }, stroke)); break;
      case "zone": add("path", { d: "M2 14L10 2M8 14L16 2M14 14L22 2M20 14L28 2", stroke: c.advance, "stroke-width": 1.6, opacity: 0.7 }); break;
      case "isoline": add("line", Object.assign({ stroke: c.advance, "stroke-width": 2.5, "stroke-dasharray": "1 5", "stroke-linecap": "round" }, stroke)); break;
      case "bar": add("line", Object.assign({ stroke: c.quiet, "stroke-width": 3 }, stroke)); break;
      case "fallen": add("circle", { cx: 17, cy: 8, r: 5, fill: "none", stroke: c.place, "stroke-dasharray": "2 2" }); add("line", Object.assign({ stroke: c.place }, stroke)); break;
      default: add("circle", { cx: 17, cy: 8, r: 2, fill: c.town });
    }
    return svg;
  }

  function dashOf(line) {
    var found = state.borders.filter(function (feature) { return feature.properties.line === line; })[0];
    return found ? found.properties.dash : "7 5";
  }

  /* the caption every picture carries, then whom to credit; an online map is named for what it is */
  function captionBox() {
    var payload = state.payload, credit = element("div", "cl-credit");
    credit.append(element("span", "", payload.attribution.join(" · ")));
    if (payload.basemap) {
      payload.basemap.credits.forEach(function (pair) {
        var link = element("a", "", pair[0]);
        link.href = pair[1];
        link.target = "_blank";
        link.rel = "noopener";
        credit.append(" · ", link);
      });
    }
    var words = payload.caption;
    if (payload.basemap) words += state.tileTrouble ? " " + payload.basemap.name + " could not be reached; the built-in map is shown." : " The online base map draws a border of its own.";
    if (state.borderTrouble) words += " The border lines could not be loaded; reload the page to try again.";
    var box = element("div", "", words);
    if (payload.embedded) {
      var whole = element("a", "cl-whole", "Open the whole page: sentences, differences, sources");
      whole.href = shareLink();
      whole.target = "_blank";
      whole.rel = "noopener";
      whole.addEventListener("click", function () { whole.href = shareLink(); });
      box.append(" ", whole);
    }
    state.caption.replaceChildren(box, credit);
  }

  /* on a narrow page, bring the map or the sentences into view */
  function reveal(selector) {
    var page = parentPage();
    if (!page) return;
    var node = selector === "iframe" ? window.frameElement : page.document.querySelector(selector);
    var box = node && node.getBoundingClientRect();
    if (node) node.style.scrollMarginTop = "4rem"; // clear of the page's own header
    if (box && (box.top < 0 || box.top > page.innerHeight - 120)) node.scrollIntoView({ behavior: "smooth", block: "start" });
  }

  /* in somebody else's page the map is as high as the frame it was given */
  function fillFrame() {
    var page = parentPage(), frame = window.frameElement;
    if (!page || !frame || state.filled) return;
    state.filled = true;
    var fill = function () {
      var high = Math.max(240, page.innerHeight - frame.getBoundingClientRect().top - 2) + "px";
      if (frame.style.height === high) return;
      frame.style.height = high;
      state.map.getContainer().style.height = high;
      state.map.invalidateSize({ pan: false });
    };
    page.addEventListener("resize", fill);
    fill();
    window.setTimeout(function () { fill(); if (!state.config.view) fit(bounds("incident"), false); placeLabels(); }, 400);
  }

  /* Streamlit's component library adds its colours anew at every run: the newest do */
  function tidy() {
    var colours = [].filter.call(document.head.querySelectorAll("style"), function (node) { return node.textContent.indexOf("--primary-color") >= 0; });
    colours.slice(0, -1).forEach(function (node) { node.remove(); });
  }

  /* ---- show ------------------------------------------------------------------------------------------------------------ */

  function show(payload) {
    var before = state.marks && state.payload, marksBefore = state.marks;
    state.payload = payload;
    tidy();
    if (!state.begun) return;
    state.marks = JSON.stringify([payload.geojson, payload.selected, payload.theme, payload.lines, state.borders.length]);
    if (state.baseTheme !== payload.theme) drawBase();
    onlineBase();
    if (state.marks !== marksBefore) {
      var focused = document.activeElement && document.activeElement.getAttribute("data-mark");
      draw();
      if (focused) document.querySelectorAll("[data-mark]").forEach(function (node) { if (node.getAttribute("data-mark") === focused) node.focus({ preventScroll: true }); });
    }
    captionBox();
    if (payload.embedded) fillFrame();
    if (!payload.selected.place && !payload.selected.claim) state.strip.hidden = true;
    legend(payload.legend);
    if (payload.focus && (!before || state.focus !== payload.focus.n)) {
      state.focus = payload.focus.n;
      if (payload.focus.bounds && before) fit(payload.focus.bounds, true);
      if (payload.focus.reveal && before) reveal("iframe");
    }
    placeLabels();
  }

  return { start: start, show: show, state: state };
})();
