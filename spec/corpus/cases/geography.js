// Distances, geodesics and projections of the earth.
import { area } from '@turf/area';
import { bearing } from '@turf/bearing';
import { distance } from '@turf/distance';
import CheapRuler from 'cheap-ruler';
import * as d3 from 'd3-geo';
import * as projections from 'd3-geo-projection';
import Vincenty from 'geodesy/latlon-ellipsoidal-vincenty.js';
import Spherical from 'geodesy/latlon-spherical.js';
import geodesic from 'geographiclib-geodesic';
import haversine from 'haversine-distance';
import proj4 from 'proj4';
import * as utm from 'utm';

const wgs84 = geodesic.Geodesic.WGS84;
const at = [
  [10, 50],
  [-73.2, 40.7],
];

export const cases = [
  {
    name: '@turf/distance, bearing',
    f: ([lon, lat]) => distance([lon, lat], [20, 30]) + bearing([lon, lat], [20, 30]),
    at,
  },
  {
    name: '@turf/area',
    f: ([lon, lat]) =>
      area({
        type: 'Polygon',
        coordinates: [
          [
            [lon, lat],
            [20, 30],
            [25, 45],
            [lon, lat],
          ],
        ],
      }),
    at,
  },
  {
    name: 'cheap-ruler',
    f: ([lon, lat]) => {
      const r = new CheapRuler(lat, 'kilometers');
      return (
        r.distance([lon, lat], [lon + 0.1, 50]) +
        r.bearing([lon, lat], [11, 51]) +
        r.area([
          [
            [lon, lat],
            [20, 30],
            [25, 45],
            [lon, lat],
          ],
        ]) /
          1e5
      );
    },
    at,
  },
  {
    name: 'd3-geo: distance, area',
    f: ([lon, lat]) =>
      d3.geoDistance([lon, lat], [20, 30]) +
      d3.geoLength({
        type: 'LineString',
        coordinates: [
          [lon, lat],
          [20, 30],
          [5, lat],
        ],
      }),
    at,
  },
  {
    name: 'd3-geo: centroid, area of a polygon',
    f: ([lon, lat]) => {
      const p = {
        type: 'Polygon',
        coordinates: [
          [
            [lon, lat],
            [60, 10],
            [30, -20],
            [lon, lat],
          ],
        ],
      };
      return d3.geoCentroid(p)[0] + d3.geoArea(p);
    },
    at: [[10, 50]],
  },
  {
    name: 'd3-geo: projections',
    f: ([lon, lat]) =>
      d3.geoConicEqualArea()([lon, lat])[0] +
      d3.geoMercator()([lon, lat])[1] +
      d3.geoNaturalEarth1()([lon, lat])[0] +
      d3.geoOrthographic().rotate([5, 10, 20])([lon, lat])[1],
    at: [
      [10, 50],
      [40, -20],
    ],
  },
  {
    name: 'd3-geo: invert',
    f: ([x, y]) =>
      d3.geoNaturalEarth1().invert([x, y])[0] +
      d3.geoStereographic().invert([x, y])[1] +
      d3.geoEqualEarth().invert([x, y])[1],
    at: [[500, 200]],
  },
  {
    name: 'd3-geo: interpolate',
    f: ([lon, lat, t]) => d3.geoInterpolate([lon, lat], [20, 30])(t)[0],
    at: [[10, 50, 0.3]],
  },
  {
    name: 'd3-geo-projection: Mollweide, Robinson, Winkel',
    f: ([lon, lat]) =>
      projections.geoMollweide()([lon, lat])[0] +
      projections.geoRobinson()([lon, lat])[1] +
      projections.geoWinkel3()([lon, lat])[0] +
      projections.geoAitoff()([lon, lat])[1],
    at: [
      [12, 47],
      [40, -20],
    ],
  },
  {
    name: 'd3-geo-projection: inverse by Newton',
    f: ([x, y]) => projections.geoWinkel3().invert([x, y])[0],
    at: [[500, 200]],
    tolerance: 1e-4,
  },
  { name: 'geographiclib-geodesic: inverse', f: ([lon, lat]) => wgs84.Inverse(lat, lon, 30, 20).s12, at },
  {
    name: 'geographiclib-geodesic: direct',
    f: ([lon, lat]) => {
      const r = wgs84.Direct(lat, lon, 35, 1e6 + lat);
      return r.lat2 * r.lon2;
    },
    at,
  },
  {
    name: 'geographiclib-geodesic: polygon',
    f: ([lon, lat]) => {
      const p = wgs84.Polygon(false);
      p.AddPoint(lat, lon);
      p.AddPoint(30, 20);
      p.AddPoint(45, 25);
      return p.Compute(false, true).area;
    },
    at: [[10, 50]],
  },
  {
    name: 'geodesy: Vincenty',
    f: ([lon, lat]) =>
      new Vincenty(lat, lon).distanceTo(new Vincenty(30, 20)) +
      new Vincenty(lat, lon).initialBearingTo(new Vincenty(30, 20)),
    at,
    // It adds a method to Number.prototype, which an active number has not.
    refuses: 'toRadians is not a function',
  },
  {
    name: 'geodesy: spherical',
    f: ([lon, lat]) =>
      new Spherical(lat, lon).distanceTo(new Spherical(30, 20)) +
      new Spherical(lat, lon).crossTrackDistanceTo(new Spherical(30, 20), new Spherical(40, 10)),
    at,
    // It adds a method to Number.prototype, which an active number has not.
    refuses: 'toRadians is not a function',
  },
  {
    name: 'haversine-distance',
    f: ([lng, lat]) => (haversine.default ?? haversine)({ lat, lng }, { lat: 30, lng: 20 }),
    at,
  },
  {
    name: 'proj4: UTM, Lambert',
    f: ([lon, lat]) =>
      proj4('+proj=utm +zone=32', [lon, lat])[0] +
      proj4('+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +ellps=GRS80', [lon, lat])[1],
    at: [[10, 50]],
  },
  {
    name: 'proj4: inverse, datum',
    f: ([x, y]) =>
      proj4('+proj=merc +a=6378137 +b=6378137', 'WGS84', [x, y])[1] +
      proj4(
        '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894',
        'WGS84',
        [x / 4, y / 20],
      )[0],
    at: [[1.2e6, 6.4e6]],
  },
  {
    name: 'utm',
    f: ([lon, lat]) =>
      utm.fromLatLon(lat, lon, 32).easting +
      utm.toLatLon(500000 + lon * 1000, 4500000 + lat * 1000, 32, undefined, true).latitude,
    at: [[10, 50]],
  },
];
