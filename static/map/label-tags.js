/* Owns the tags of who says and who disputes what a name is of, and what is dimmed of them. */
claimline.labelTags = (function () {
  "use strict";
  const { state } = claimline;
  const { isSelected } = claimline.selection;

  /**
   * Whether a name or a tag is dimmed: never what is selected, nor what the voice chosen says.
   *
   * @param {MarkProperties} p
   * @param {boolean} [muted]
   */
  function isDim(p, muted) {
    const { selected, voice } = state.payload;
    if (isSelected(p)) return false;
    return voice ? Boolean(muted) : Boolean(selected.place || selected.claim);
  }

  /** @param {string} id */
  function placeId(id) {
    return id.split("#")[0];
  }

  /** What each side says of a place, by the place; one tag a side. */
  function tagsByPlace() {
    /** @type {TagsByPlace} */
    const found = {};
    state.payload.geojson.features.forEach((feature) => {
      const p = feature.properties;
      if (p.kind !== "claim" || p.part !== "tag") return;
      const tags = (found[p.place || ""] = found[p.place || ""] || {
        tags: [],
        feature,
        used: false,
      });
      tags.tags.push({ side: p.side || "others", text: p.label || "", mark: p });
    });
    return found;
  }

  /**
   * @param {MarkProperties} p
   * @param {TagsByPlace} tags
   */
  function tagsOf(p, tags) {
    const found = tags[placeId(p.id)];
    if (!found) return [];
    found.used = true;
    return found.tags;
  }

  /**
   * What a tag at an advance stands for: the advance by the claim of the tag, or the answer to it.
   *
   * @param {MarkProperties} p
   * @param {Omit<LabelTag, "mark">} tag
   * @returns {MarkProperties}
   */
  function tagMark(p, tag) {
    const mark = { ...p, claims: tag.claim ? [tag.claim] : [], answers: [] };
    return tag.name ? { ...mark, name: tag.name, note: "", quotes: tag.quotes } : mark;
  }

  return { isDim, placeId, tagMark, tagsByPlace, tagsOf };
})();
