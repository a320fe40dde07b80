/* The map in the browser: it draws what Python sends and decides nothing.
 *
 * Owns the one name that the scripts of this folder share, and the state they share. They reach the
 * browser as one file, in the order that dashboard/html/map_bundle.py states, with
 * static/symbology.json put into claimline.symbology. Python calls claimline.start(map, config) once,
 * then claimline.show(payload) at every change of the view. All text is set with textContent:
 * article text is hostile. Nothing here names an outside host but the base maps a visitor picks.
 */
"use strict";

var claimline = {};

claimline.state = /** @type {MapState} */ (
  /** @type {unknown} */ ({
    map: null,
    config: null,
    payload: null,
    layers: {},
    base: null,
    borders: [],
    position: null,
    asked: null,
  })
);

claimline.symbology = /** @type {Symbology} */ ({});
