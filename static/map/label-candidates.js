/* Owns which names want a place on the map, the important first: no more than four words each.
 * The names along border lines and in the band are in border-names.js.
 */
claimline.labelCandidates = (function () {
  "use strict";
  const { state } = claimline;
  const { middle, pixel } = claimline.geometry;
  const { isSelected } = claimline.selection;
  const { isDim, placeId, tagMark, tagsByPlace, tagsOf } = claimline.labelTags;
  const areas = claimline.labelAreas,
    boxes = claimline.labelBoxes,
    spots = claimline.labelSpots;
  const MOST_WORDS = 4;
  /** The lowest first. */
  const RANK = { advance: 0, lake: 1, town: 2, summit: 3, country: 4, area: 5, road: 6, tag: 5.5 };
  const CHOSEN = 10; /* ranks that a name rises while it is selected */
  /** Ranks that a place rises for each further mention, and at most. */
  const MENTION = 0.1,
    MENTIONS = 0.9;
  /** How many of a kind are tried at most: those nearest the middle of the view. */
  const TRIED = 24;
  const FARTHER = 18; /* pixels */

  /** @returns {LabelCandidate[]} */
  function candidates() {
    /** @type {LabelCandidate[]} */
    const found = [];
    const tags = tagsByPlace(),
      tints = areas.tints();
    claimline.layers.features().forEach((feature) => {
      const p = feature.properties;
      if (p.part === "side") country(feature, tints, found);
      else if (p.kind === "advance" && p.label) advance(feature, found);
      else if (p.kind === "lake" && p.part === "certain") lake(feature, tags, found);
      else if (p.part === "point") place(feature, tags, found);
      else if (p.part === "label") area(feature, tints, tags, found);
      else if (p.kind === "road") road(feature, found);
    });
    tagsAlone(tags, found);
    claimline.borderNames.collect(found);
    claimline.baseNames.collect(tints, found);
    const named = found.filter((item) => claimline.labelNodes.words(item.text) <= MOST_WORDS);
    named.forEach((item) => {
      if (item.chosen) item.rank -= CHOSEN;
    });
    return fewOfEach(named.sort((a, b) => a.rank - b.rank || (a.away || 0) - (b.away || 0)));
  }

  /** @param {LabelCandidate[]} sorted */
  function fewOfEach(sorted) {
    /** @type {Record<string, number>} */
    const counts = {};
    return sorted.filter((item) => {
      counts[item.kind] = (counts[item.kind] || 0) + 1;
      return counts[item.kind] <= TRIED;
    });
  }

  /**
   * @param {MapFeature} feature
   * @param {string} kind
   * @param {LabelTag[]} [tags]
   */
  function own(feature, kind, tags = []) {
    const p = feature.properties;
    const chosen = isSelected(p) || tags.some((tag) => isSelected(tag.mark));
    const dim = !chosen && isDim(p, p.muted);
    tags.forEach((tag) => {
      tag.dim = isDim(tag.mark, "muted" in tag ? tag.muted : tag.mark.muted);
    });
    return { text: p.label || "", kind, feature: p, tags, chosen, dim };
  }

  /** @param {L.Point} at */
  function awayFrom(at) {
    return at.distanceTo(state.map.latLngToLayerPoint(state.map.getCenter()));
  }

  /**
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function advance(feature, found) {
    const p = feature.properties,
      box = boxes.boxOf(feature);
    const end = p.anchor ? pixel(p.anchor) : L.point(box.x + box.w / 2, box.y + box.h);
    const tags = (p.tags || []).map((tag) => ({ ...tag, mark: tagMark(p, tag) }));
    found.push({
      ...own(feature, "advance", tags),
      rank: RANK.advance,
      away: awayFrom(end),
      but: { over: ["road", "hatch"], pad: 1 },
      spots: (w, h) => spots.beyond(box, end, w, h),
    });
  }

  /**
   * @param {MapFeature} feature
   * @param {TagsByPlace} tags
   * @param {LabelCandidate[]} found
   */
  function lake(feature, tags, found) {
    const p = feature.properties,
      outer = state.payload.geojson.features.find(
        (f) => f.properties.part === "envelope" && placeId(f.properties.id) === placeId(p.id)
      );
    const box = boxes.boxOf(outer || feature);
    found.push({
      ...own(feature, "lake", tagsOf(p, tags)),
      rank: RANK.lake,
      but: { over: ["hatch"], pad: 1 },
      spots: (w, h) => spots.around(box, w, h),
    });
  }

  /**
   * @param {MapFeature} feature
   * @param {TagsByPlace} tags
   * @param {LabelCandidate[]} found
   */
  function place(feature, tags, found) {
    const p = feature.properties;
    if (!boxes.isSeen(feature.geometry.coordinates)) {
      tagsOf(p, tags);
      return;
    }
    const at = pixel(feature.geometry.coordinates);
    const town = p.symbol === "settlement" || p.symbol === "capital" || !p.symbol;
    const kind = p.kind === "lake" ? "lake" : town ? "place" : "summit";
    found.push({
      ...own(feature, kind, tagsOf(p, tags)),
      rank: (kind === "lake" ? RANK.lake : town ? RANK.town : RANK.summit) - risen(p),
      away: awayFrom(at),
      but: { own: p, pad: 1 },
      // a summit on a border: its name stands clear of the line, too
      spots: (w, h) => [...spots.beside(at, w, h), ...spots.beside(at, w, h, FARTHER)],
    });
  }

  /**
   * How many ranks a place rises: a town that is named often comes before one in the middle.
   *
   * @param {MarkProperties} p
   */
  function risen(p) {
    return Math.min(MENTIONS, MENTION * Math.max(0, (p.count || 0) - 1));
  }

  /**
   * The name of a country, all of it on its own side.
   *
   * @param {MapFeature} feature
   * @param {Record<string, LabelArea>} tints
   * @param {LabelCandidate[]} found
   */
  function country(feature, tints, found) {
    const p = feature.properties,
      tint = tints[p.side || ""];
    const at = pixel(feature.geometry.coordinates);
    found.push({
      text: p.label || "",
      kind: "country",
      rank: RANK.country,
      but: { pad: 12 },
      spots: tint ? (w, h) => spots.inside([tint], w, h) : (w, h) => spots.over(at, w, h),
    });
  }

  /**
   * @param {MapFeature} feature
   * @param {Record<string, LabelArea>} tints
   * @param {TagsByPlace} tags
   * @param {LabelCandidate[]} found
   */
  function area(feature, tints, tags, found) {
    const p = feature.properties,
      at = pixel(feature.geometry.coordinates),
      shape = state.payload.geojson.features.find(
        (f) => f.properties.part === "shape" && placeId(f.properties.id) === placeId(p.id)
      );
    const ground = Object.values(tints).filter((path) => areas.isIn(path, at.x, at.y));
    const paths = shape ? [...ground, areas.areaOf(shape)] : ground;
    const seen = boxes.isSeen(feature.geometry.coordinates);
    if (!shape && (!seen || isSide(p.label))) return;
    found.push({
      ...own(feature, "area", tagsOf(p, tags)),
      rank: RANK.area,
      away: awayFrom(at),
      but: { pad: 14 },
      spots: function* (w, h) {
        const nearby = seen ? spots.over(at, w, h) : [];
        yield* nearby.filter((box) => paths.every((path) => areas.isWithin(path, box)));
        if (shape) yield* spots.inside(paths, w, h);
      },
    });
  }

  /**
   * Whether the name is one of the two countries', which stands on its side of the line already.
   *
   * @param {string | undefined} name
   */
  function isSide(name) {
    return state.payload.geojson.features.some(
      ({ properties: p }) => p.part === "side" && p.label === name
    );
  }

  /**
   * @param {MapFeature} feature
   * @param {LabelCandidate[]} found
   */
  function road(feature, found) {
    const from = middle(feature);
    if (!from || state.map.getZoom() < 11 || !state.map.getBounds().contains(from)) return;
    const at = state.map.latLngToLayerPoint(from),
      number = /^[A-Z]{1,3}-?\d+\b/.exec(feature.properties.name);
    const item = own(feature, "road");
    const text = number ? number[0] + " road" : item.text;
    found.push({ ...item, text, rank: RANK.road, spots: (w, h) => spots.beside(at, w, h, 6) });
  }

  /**
   * What sides say of places that have no name of their own on the map.
   *
   * @param {TagsByPlace} tags
   * @param {LabelCandidate[]} found
   */
  function tagsAlone(tags, found) {
    Object.values(tags).forEach(({ tags: said, feature, used }) => {
      if (used || !boxes.isSeen(feature.geometry.coordinates)) return;
      const at = pixel(feature.geometry.coordinates);
      const item = { ...own(feature, "tag", said), text: "", feature: undefined };
      found.push({
        ...item,
        rank: RANK.tag,
        away: awayFrom(at),
        spots: (w, h) => spots.over(at, w, h),
      });
    });
  }

  return { candidates };
})();
