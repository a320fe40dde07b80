/* Owns the ways to write a point, all on WGS84: decimal degrees, degrees with minutes and seconds, MGRS. */
claimline.coordinates = (function () {
  "use strict";
  const A = 6378137,
    F = 1 / 298.257223563,
    K0 = 0.9996; /* of UTM */
  const N = F / (2 - F);
  /* radius of the rectifying sphere, and the Krüger series to the third power of n: below a millimetre */
  const R = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
  const ALPHA = [
    N / 2 - (2 * N ** 2) / 3 + (5 * N ** 3) / 16,
    (13 * N ** 2) / 48 - (3 * N ** 3) / 5,
    (61 * N ** 3) / 240,
  ];
  const BETA = [
    N / 2 - (2 * N ** 2) / 3 + (37 * N ** 3) / 96,
    N ** 2 / 48 + N ** 3 / 15,
    (17 * N ** 3) / 480,
  ];
  const DELTA = [2 * N - (2 * N ** 2) / 3 - 2 * N ** 3, (7 * N ** 2) / 3 - (8 * N ** 3) / 5];
  const DELTA3 = (56 * N ** 3) / 15;
  const BANDS = "CDEFGHJKLMNPQRSTUVWX",
    COLUMNS = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"],
    ROWS = "ABCDEFGHJKLMNPQRSTUV";
  const RAD = Math.PI / 180;

  /**
   * The UTM zone of a point, with the exceptions for Norway and Svalbard.
   *
   * @param {number} lat
   * @param {number} lon
   */
  function zoneOf(lat, lon) {
    if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
    if (lat >= 72 && lat < 84 && lon >= 0 && lon < 42) {
      return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37;
    }
    return (Math.floor((lon + 180) / 6) % 60) + 1;
  }

  /** @param {number} zone */
  function meridian(zone) {
    return (zone * 6 - 183) * RAD;
  }

  /**
   * @param {number} lat
   * @param {number} lon
   * @param {number} [zone]
   */
  function toUtm(lat, lon, zone = zoneOf(lat, lon)) {
    const phi = lat * RAD,
      lam = lon * RAD - meridian(zone),
      e = (2 * Math.sqrt(N)) / (1 + N);
    const t = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
    const xi = Math.atan2(t, Math.cos(lam)),
      eta = Math.asinh(Math.sin(lam) / Math.hypot(t, Math.cos(lam)));
    let [x, y] = [eta, xi];
    ALPHA.forEach((a, i) => {
      const j = 2 * (i + 1);
      y += a * Math.sin(j * xi) * Math.cosh(j * eta);
      x += a * Math.cos(j * xi) * Math.sinh(j * eta);
    });
    return { zone, easting: 500000 + K0 * R * x, northing: K0 * R * y + (lat < 0 ? 1e7 : 0) };
  }

  /**
   * @param {number} zone
   * @param {number} easting
   * @param {number} northing
   * @param {boolean} south
   * @returns {LatLon}
   */
  function fromUtm(zone, easting, northing, south) {
    const y = (northing - (south ? 1e7 : 0)) / (K0 * R),
      x = (easting - 500000) / (K0 * R);
    let [xi, eta] = [y, x];
    BETA.forEach((b, i) => {
      const j = 2 * (i + 1);
      xi -= b * Math.sin(j * y) * Math.cosh(j * x);
      eta -= b * Math.cos(j * y) * Math.sinh(j * x);
    });
    const chi = Math.asin(Math.sin(xi) / Math.cosh(eta));
    const phi =
      chi +
      DELTA[0] * Math.sin(2 * chi) +
      DELTA[1] * Math.sin(4 * chi) +
      DELTA3 * Math.sin(6 * chi);
    const lam = meridian(zone) + Math.atan2(Math.sinh(eta), Math.cos(xi));
    return [phi / RAD, lam / RAD];
  }

  /**
   * A point in MGRS, to the metre; nothing near the poles, where the grid is another.
   *
   * @param {number} lat
   * @param {number} lon
   */
  function mgrs(lat, lon) {
    if (lat < -80 || lat >= 84) return "";
    const { zone, easting, northing } = toUtm(lat, lon);
    const band = BANDS[Math.min(19, Math.floor((lat + 80) / 8))],
      column = COLUMNS[(zone - 1) % 3][Math.floor(easting / 1e5) - 1],
      row = ROWS[(Math.floor(northing / 1e5) + (zone % 2 ? 0 : 5)) % 20];
    const digits = [easting, northing].map((m) => String(Math.floor(m % 1e5)).padStart(5, "0"));
    return `${zone}${band} ${column}${row} ${digits.join(" ")}`;
  }

  /**
   * @param {string} text
   * @returns {LatLon | null}
   */
  function fromMgrs(text) {
    const found = /^(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])(\d*)$/.exec(
      text.toUpperCase().replace(/\s+/g, "")
    );
    if (!found || found[5].length % 2 || found[5].length > 10) return null;
    const zone = Number(found[1]),
      band = BANDS.indexOf(found[2]),
      half = found[5].length / 2;
    const column = zone >= 1 && zone <= 60 ? COLUMNS[(zone - 1) % 3].indexOf(found[3]) : -1;
    if (column < 0) return null;
    const unit = 10 ** (5 - half),
      east = half ? Number(found[5].slice(0, half)) * unit : 50000,
      north = half ? Number(found[5].slice(half)) * unit : 50000;
    const easting = (column + 1) * 1e5 + east + (half && half < 5 ? unit / 2 : 0);
    const row = (ROWS.indexOf(found[4]) - (zone % 2 ? 0 : 5) + 20) % 20;
    const within = row * 1e5 + north + (half && half < 5 ? unit / 2 : 0);
    // the letters of rows come again every 2,000 km: the band tells which is meant
    for (let northing = within; northing < 1e7; northing += 2e6) {
      const at = fromUtm(zone, easting, northing, band < 10);
      const [low, high] = [band * 8 - 80, band === 19 ? 84 : band * 8 - 72];
      if (at[0] >= low - 0.5 && at[0] <= high + 0.5) return at;
    }
    return null;
  }

  /**
   * @param {number} lat
   * @param {number} lon
   */
  function decimal(lat, lon) {
    return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
  }

  /**
   * @param {number} lat
   * @param {number} lon
   */
  function dms(lat, lon) {
    const one = (/** @type {number} */ value, /** @type {string} */ letters) => {
      const tenths = Math.round(Math.abs(value) * 36000);
      const [d, m, s] = [
        Math.floor(tenths / 36000),
        Math.floor(tenths / 600) % 60,
        (tenths % 600) / 10,
      ];
      const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
      const seconds = s.toFixed(1).padStart(4, "0");
      return `${d}°${two(m)}′${seconds}″${letters[value < 0 ? 1 : 0]}`;
    };
    return `${one(lat, "NS")} ${one(lon, "EW")}`;
  }

  /**
   * A point from what somebody wrote: decimal degrees, degrees with minutes, or MGRS.
   *
   * @param {string} text
   * @returns {LatLon | null} null where it is none of them, or not on the globe
   */
  function parse(text) {
    const grid = fromMgrs(text);
    if (grid) return grid;
    const ordered = text.toUpperCase().replace(/[−–]/g, "-");
    if (/[^\d\s.,;°º'’′"”″NSEW+-]/.test(ordered)) return null;
    const letters = ordered.match(/[NSEW]/g) || [];
    const numbers = (ordered.match(/[+-]?\d+(?:\.\d+)?/g) || []).map(Number);
    if (![2, 4, 6].includes(numbers.length) || ![0, 2].includes(letters.length)) return null;
    const each = numbers.length / 2;
    const values = [numbers.slice(0, each), numbers.slice(each)].map(degrees);
    if (values.some((value) => value === null)) return null;
    let [lat, lon] = /** @type {number[]} */ (values);
    if (letters.length) {
      const turned = "EW".includes(letters[0] || "");
      if (turned === "EW".includes(letters[1] || "")) return null;
      const sign = letters.map((letter) => ("SW".includes(letter) ? -1 : 1));
      [lat, lon] = [lat * sign[0], lon * sign[1]];
      if (turned) [lat, lon] = [lon, lat];
    }
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lat, lon] : null;
  }

  /** @param {number[]} parts */
  function degrees([d, m = 0, s = 0]) {
    if (m < 0 || m >= 60 || s < 0 || s >= 60) return null;
    return (d < 0 || Object.is(d, -0) ? -1 : 1) * (Math.abs(d) + m / 60 + s / 3600);
  }

  return { toUtm, fromUtm, mgrs, fromMgrs, decimal, dms, parse };
})();
