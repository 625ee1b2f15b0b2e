/**
 * Sun and moon by Hồ Ngọc Đức's published algorithm, after Jean Meeus, Astronomical Algorithms (1998). Days
 * are Julian day numbers.
 */

const RADIANS = Math.PI / 180;
export const MEAN_LUNAR_MONTH = 29.530588853;
/** The Julian date of the mean new moon of January 1900, from which new moons are numbered. */
export const FIRST_NEW_MOON = 2_415_021.076998695;
const DAYS_OF_A_CENTURY = 36_525;

/**
 * The correction of the mean new moon by the anomalies of sun (`m`) and moon (`mpr`) and the moon's latitude
 * (`f`).
 */
function newMoonCorrection(t: number, m: number, mpr: number, f: number): number {
  const sin = (degrees: number): number => Math.sin(RADIANS * degrees);
  return (
    (0.1734 - 0.000393 * t) * sin(m) +
    0.0021 * sin(2 * m) -
    0.4068 * sin(mpr) +
    0.0161 * sin(2 * mpr) -
    0.0004 * sin(3 * mpr) +
    0.0104 * sin(2 * f) -
    0.0051 * sin(m + mpr) -
    0.0074 * sin(m - mpr) +
    0.0004 * sin(2 * f + m) -
    0.0004 * sin(2 * f - m) -
    0.0006 * sin(2 * f + mpr) +
    0.001 * sin(2 * f - mpr) +
    0.0005 * sin(m + 2 * mpr)
  );
}

/** Terrestrial time runs ahead of universal time; in days. */
function deltaT(t: number): number {
  if (t < -11) return 0.001 + 0.000839 * t + 0.0002261 * t ** 2 - 0.00000845 * t ** 3 - 0.000000081 * t ** 4;
  return -0.000278 + 0.000265 * t + 0.000262 * t ** 2;
}

function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean =
    2_415_020.75933 +
    29.53058868 * k +
    0.0001178 * t ** 2 -
    0.000000155 * t ** 3 +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t ** 2) * RADIANS);
  const m = 359.2242 + 29.10535608 * k - 0.0000333 * t ** 2 - 0.00000347 * t ** 3;
  const mpr = 306.0253 + 385.81691806 * k + 0.0107306 * t ** 2 + 0.00001236 * t ** 3;
  const f = 21.2964 + 390.67050646 * k - 0.0016528 * t ** 2 - 0.00000239 * t ** 3;
  return mean + newMoonCorrection(t, m, mpr, f) - deltaT(t);
}

/** The local day on which the k-th new moon since January 1900 falls. */
export const newMoonDay = (k: number, utcOffsetHours: number): number =>
  Math.floor(newMoon(k) + 0.5 + utcOffsetHours / 24);

/**
 * The twelfth of the ecliptic (0 to 11, from the March equinox) where the sun is at the start of the local
 * day.
 */
export function sunTwelfth(day: number, utcOffsetHours: number): number {
  const t = (day - 0.5 - utcOffsetHours / 24 - 2_451_545) / DAYS_OF_A_CENTURY;
  const anomaly = 357.5291 + 35_999.0503 * t - 0.0001559 * t ** 2 - 0.00000048 * t ** 3;
  const mean = 280.46645 + 36_000.76983 * t + 0.0003032 * t ** 2;
  const equation =
    (1.9146 - 0.004817 * t - 0.000014 * t ** 2) * Math.sin(RADIANS * anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(RADIANS * 2 * anomaly) +
    0.00029 * Math.sin(RADIANS * 3 * anomaly);
  const longitude = (mean + equation) % 360;
  return Math.floor(((longitude + 360) % 360) / 30);
}
