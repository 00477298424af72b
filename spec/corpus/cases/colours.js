// Colour spaces and differences.
import chroma from 'chroma-js';
import convert from 'color-convert';
import * as diff from 'color-diff';
import space from 'color-space';
import Color from 'colorjs.io';
import * as culori from 'culori';
import { jab, jch } from 'd3-cam02';
import * as d3 from 'd3-color';
import DeltaE from 'delta-e';
import { Hsluv } from 'hsluv';
import spectral from 'spectral.js';

const at = [[100.5, 50.25, 200.75]];
const unit = [[0.4, 0.2, 0.78]];

export const cases = [
  { name: 'chroma-js: deltaE', f: ([r, g, b]) => chroma.deltaE(chroma(r, g, b), chroma(30, 200, 120)), at },
  {
    name: 'chroma-js: luminance, oklch',
    f: ([r, g, b]) => chroma(r, g, b).luminance() + chroma(r, g, b).oklch()[1] + chroma(r, g, b).hsi()[2],
    at,
  },
  {
    name: 'chroma-js: mix, contrast',
    f: ([r, g, b]) =>
      chroma.contrast(chroma.mix(chroma(r, g, b), chroma(10, 20, 30), 0.3, 'lab'), chroma(255, 255, 255)),
    at,
  },
  {
    name: 'color-convert: lab, hsl, hwb',
    f: ([r, g, b]) =>
      convert.rgb.lab.raw(r, g, b)[1] +
      convert.rgb.hsl.raw(r, g, b)[0] +
      convert.rgb.hwb.raw(r, g, b)[2] +
      convert.lab.lch.raw(...convert.rgb.lab.raw(r, g, b))[2],
    at,
  },
  {
    name: 'color-diff: CIEDE2000',
    f: ([R, G, B]) => diff.diff(diff.rgb_to_lab({ R, G, B }), { L: 40, a: 20, b: -30 }),
    at,
  },
  {
    name: 'delta-e: 00',
    f: ([L, A, B]) => DeltaE.getDeltaE00({ L, A, B }, { L: 41, A: 22, B: -31 }),
    at: [[50, 12, -20]],
  },
  {
    name: 'delta-e: 94 and 76',
    f: ([L, A, B]) =>
      DeltaE.getDeltaE94({ L, A, B }, { L: 41, A: 22, B: -31 }) +
      DeltaE.getDeltaE76({ L, A, B }, { L: 41, A: 22, B: -31 }),
    at: [[50, 12, -20]],
  },
  {
    name: 'color-space: oklab, luv, lab',
    f: ([r, g, b]) => space.rgb.oklab(r, g, b)[1] * 100 + space.rgb.luv(r, g, b)[1] + space.rgb.lab(r, g, b)[2],
    at,
  },
  {
    name: 'color-space: cam16, hsluv, jzazbz',
    f: ([r, g, b]) => space.rgb.cam16(r, g, b)[1] + space.rgb.hsluv(r, g, b)[1] + space.rgb.jzazbz(r, g, b)[0] * 100,
    at,
  },
  { name: 'colorjs.io: oklch', f: ([r, g, b]) => new Color('srgb', [r, g, b]).to('oklch').coords[1], at: unit },
  {
    name: 'colorjs.io: deltaE 2000',
    f: ([r, g, b]) => new Color('srgb', [r, g, b]).deltaE(new Color('srgb', [0.3, 0.6, 0.2]), '2000'),
    at: unit,
  },
  {
    name: 'colorjs.io: contrast, jzczhz',
    f: ([r, g, b]) =>
      new Color('srgb', [r, g, b]).contrast(new Color('srgb', [1, 1, 0.9]), 'APCA') +
      new Color('srgb', [r, g, b]).to('jzczhz').coords[0] * 100,
    at: unit,
  },
  {
    name: 'culori: oklch, lab',
    f: ([r, g, b]) => culori.oklch({ mode: 'rgb', r, g, b }).c + culori.converter('lab')({ mode: 'rgb', r, g, b }).a,
    at: unit,
  },
  {
    name: 'culori: differences',
    f: ([r, g, b]) =>
      culori.differenceCiede2000()({ mode: 'rgb', r, g, b }, { mode: 'rgb', r: 0.2, g: 0.5, b: 0.6 }) +
      culori.differenceItp()({ mode: 'rgb', r, g, b }, { mode: 'rgb', r: 0.2, g: 0.5, b: 0.6 }),
    at: unit,
  },
  {
    name: 'culori: interpolate',
    f: ([r, g, b, t]) =>
      culori.interpolate(
        [
          { mode: 'rgb', r, g, b },
          { mode: 'rgb', r: 0.2, g: 0.5, b: 0.6 },
        ],
        'oklab',
      )(t).a,
    at: [[0.4, 0.2, 0.78, 0.3]],
  },
  {
    name: 'culori: splines, filters',
    f: ([r, g, b]) =>
      culori.interpolatorSplineNatural([r, g, b, 0.4])(0.37) +
      culori.interpolatorSplineBasis([r, g, b])(0.6) +
      culori.filterSepia(0.7)({ mode: 'rgb', r, g, b }).r,
    at: unit,
  },
  { name: 'd3-cam02', f: ([J, C, h]) => jch(J, C, h).rgb().r + jab(jch(J, C, h).rgb()).a, at: [[60, 30, 200]] },
  { name: 'd3-color: hcl', f: ([r, g, b]) => d3.hcl(d3.rgb(r, g, b)).c + d3.cubehelix(d3.rgb(r, g, b)).s, at },
  {
    name: 'd3-color: lab to rgb',
    f: ([l, a, b]) => d3.rgb(d3.lab(l, a, b)).r + d3.rgb(d3.hsl(a, 0.4, 0.3)).b,
    at: [[50, 12, -20]],
  },
  {
    name: 'hsluv',
    f: ([r, g, b]) => {
      const c = new Hsluv();
      c.rgb_r = r;
      c.rgb_g = g;
      c.rgb_b = b;
      c.rgbToHsluv();
      return c.hsluv_s + c.hsluv_l;
    },
    at: unit,
  },
  {
    name: 'spectral.js: mix',
    f: ([r, g, b]) =>
      spectral.mix([new spectral.Color([r, g, b]), 0.4], [new spectral.Color([200, 150, 20]), 0.6]).OKLab[1] * 100,
    at,
  },
];
