/* Owns lengths along the ground: the shortest way on the WGS84 ellipsoid, by Vincenty's formulae. */
claimline.geodesic = (function () {
  "use strict";
  const A = 6378137,
    F = 1 / 298.257223563,
    B = A * (1 - F);
  const RAD = Math.PI / 180,
    ROUNDS = 200,
    ENOUGH = 1e-12; /* radians: a tenth of a millimetre is far more */

  /**
   * Metres between two points; NaN between points that are nearly opposite on the globe.
   *
   * @param {LatLon} from
   * @param {LatLon} to
   */
  function metres(from, to) {
    const u1 = Math.atan((1 - F) * Math.tan(from[0] * RAD)),
      u2 = Math.atan((1 - F) * Math.tan(to[0] * RAD)),
      along = (to[1] - from[1]) * RAD;
    const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
    let lam = along;
    for (let i = 0; i < ROUNDS; i += 1) {
      const [sinLam, cosLam] = [Math.sin(lam), Math.cos(lam)];
      const sinSig = Math.hypot(c2 * sinLam, c1 * s2 - s1 * c2 * cosLam);
      if (sinSig === 0) return 0;
      const cosSig = s1 * s2 + c1 * c2 * cosLam,
        sig = Math.atan2(sinSig, cosSig);
      const sinAl = (c1 * c2 * sinLam) / sinSig,
        cos2 = 1 - sinAl ** 2;
      const mid = cos2 ? cosSig - (2 * s1 * s2) / cos2 : 0;
      const c = (F / 16) * cos2 * (4 + F * (4 - 3 * cos2));
      const before = lam;
      lam =
        along + (1 - c) * F * sinAl * (sig + c * sinSig * (mid + c * cosSig * (2 * mid ** 2 - 1)));
      if (Math.abs(lam - before) < ENOUGH) return length(sig, sinSig, cosSig, mid, cos2);
    }
    return NaN;
  }

  /**
   * @param {number} sig
   * @param {number} sinSig
   * @param {number} cosSig
   * @param {number} mid
   * @param {number} cos2
   */
  function length(sig, sinSig, cosSig, mid, cos2) {
    const u = (cos2 * (A ** 2 - B ** 2)) / B ** 2;
    const a = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u))),
      b = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
    const step =
      b *
      sinSig *
      (mid +
        (b / 4) *
          (cosSig * (2 * mid ** 2 - 1) -
            (b / 6) * mid * (4 * sinSig ** 2 - 3) * (4 * mid ** 2 - 3)));
    return B * a * (sig - step);
  }

  return { metres };
})();
