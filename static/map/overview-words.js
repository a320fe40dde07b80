/* Owns what the tooltips of a dataset's overview say: how many claims name a place, and whose. */
claimline.overviewWords = (function () {
  "use strict";

  /**
   * @param {OverviewMark} mark
   * @param {OverviewPayload | null} payload
   * @returns {MarkProperties}
   */
  function aboutPlace([id, , , name, , claims, parties], payload) {
    const named = parties.map(
      ([party, n]) => `${payload ? payload.parties[party] : ""} ${figure(n)}`
    );
    const rest = claims - parties.reduce((sum, [, n]) => sum + n, 0);
    if (rest) named.push(`others ${figure(rest)}`);
    const told = `${counted(claims, "claim")}: ${named.join(", ")}`;
    return { id, kind: "place", name, told };
  }

  /**
   * @param {OverviewCell} cell
   * @returns {MarkProperties}
   */
  function aboutCell([, , places, claims]) {
    return {
      id: "",
      kind: "base",
      name: `${counted(places, "more place")} near here`,
      told: `${counted(claims, "claim")}. Press to see this part of the map alone.`,
    };
  }

  /**
   * @param {number} count
   * @param {string} one
   */
  function counted(count, one) {
    return `${figure(count)} ${one}${count === 1 ? "" : "s"}`;
  }

  /** @param {number} count */
  function figure(count) {
    return count.toLocaleString("en");
  }

  return { aboutPlace, aboutCell };
})();
