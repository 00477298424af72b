// Orbits, the sun, the moon and planets.
import { kepler, moonposition, solar } from 'astronomia';
import * as astronomy from 'astronomy-engine';
import * as satellite from 'satellite.js';
import * as sun from 'solar-calculator';
import * as suncalc from 'suncalc';

const T0 = Date.UTC(2024, 2, 20, 12);
const lines = [
  '1 25544U 98067A   19156.50900463  .00003075  00000-0  59442-4 0  9992',
  '2 25544  51.6433  59.2583 0008217  16.4489 347.6017 15.51174618173442',
];
const far = [
  '1 11801U          80230.29629788  .01431103  00000-0  14311-1       8',
  '2 11801U 46.7916 230.4354 7318036  47.4722  10.4117  2.28537848     6',
];

export const cases = [
  { name: 'astronomia: Kepler', f: ([e, m]) => kepler.kepler1(e, m, 12) + kepler.kepler2(e, m, 12), at: [[0.3, 1.1]] },
  {
    name: 'astronomia: moon',
    f: ([jd]) => moonposition.position(jd).lon * 1e3 + moonposition.position(jd).range,
    at: [[2448724.5]],
    size: [1],
  },
  { name: 'astronomia: sun', f: ([t]) => solar.apparentLongitude(t) + solar.eccentricity(t) * 10, at: [[0.217]] },
  {
    name: 'astronomy-engine: time',
    f: ([ut]) => astronomy.SiderealTime(new astronomy.AstroTime(ut)),
    at: [[8845.3]],
    // Dates are whole milliseconds, and hold plain numbers.
    refuses: 'expected a plain number',
  },
  {
    name: 'astronomy-engine: horizon',
    f: ([ra, dec]) => astronomy.Horizon(new Date(T0), new astronomy.Observer(50, 10, 0), ra, dec, 'normal').altitude,
    at: [[5.2, 20]],
  },
  {
    name: 'astronomy-engine: vectors',
    f: ([x, y, z]) =>
      astronomy.SphereFromVector(new astronomy.Vector(x, y, z, null)).lon +
      astronomy.AngleBetween(new astronomy.Vector(x, y, z, null), new astronomy.Vector(1, 2, 3, null)),
    at: [[1, 2, 2.5]],
  },
  {
    name: 'astronomy-engine: observer',
    f: ([lat, lon]) =>
      astronomy.ObserverVector(new Date(T0), new astronomy.Observer(lat, lon, 100), false).x * 1e6 +
      astronomy.ObserverGravity(lat, 100),
    at: [[50, 10]],
  },
  {
    name: 'astronomy-engine: refraction',
    f: ([alt]) => astronomy.Refraction('normal', alt) + astronomy.Atmosphere(alt * 100).pressure,
    at: [[12.3]],
  },
  {
    name: 'satellite.js: SGP4',
    f: ([m]) => satellite.sgp4(satellite.twoline2satrec(...lines), m).position.x,
    at: [[10], [731.5]],
  },
  {
    name: 'satellite.js: SGP4 from elements',
    f: ([i, e]) => {
      const rec = satellite.twoline2satrec(...lines);
      rec.inclo = i;
      rec.ecco = e;
      return satellite.sgp4(rec, 90).position.y;
    },
    at: [[0.9, 0.001]],
  },
  {
    name: 'satellite.js: deep space',
    f: ([m]) => satellite.sgp4(satellite.twoline2satrec(...far), m).position.z,
    at: [[360], [1500]],
  },
  {
    name: 'satellite.js: geodetic, look angles',
    f: ([x, y, z]) =>
      satellite.eciToGeodetic({ x, y, z }, 1.2).latitude +
      satellite.ecfToLookAngles({ longitude: 0.2, latitude: 0.8, height: 0.1 }, { x, y, z }).elevation,
    at: [[4000, 3000, 5000]],
  },
  {
    name: 'solar-calculator',
    f: ([t]) => sun.declination(t) + sun.equationOfTime(t) + sun.apparentLongitude(t),
    at: [[0.242]],
  },
  { name: 'suncalc: sun', f: ([lat, lng]) => suncalc.getPosition(new Date(T0), lat, lng).altitude, at: [[50.5, 30.5]] },
  {
    name: 'suncalc: moon',
    f: ([lat, lng]) => suncalc.getMoonPosition(new Date(T0), lat, lng).azimuth,
    at: [[50.5, 30.5]],
  },
  {
    name: 'suncalc: a date from x',
    f: ([t]) => suncalc.getPosition(new Date(t), 50, 30).altitude,
    at: [[T0]],
    // Dates are whole milliseconds, and hold plain numbers.
    refuses: 'expected a plain number',
  },
];
