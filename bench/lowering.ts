// How many numeric functions of the corpus can be lowered, and why the others can't: `npx tsx bench/lowering.ts [package…]`.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { lower } from '../lib/lowering/lower.ts';
import { nodesIn } from '../lib/source/children.ts';
import { type FunctionNode, isFunctionNode, type Node, type Program } from '../lib/source/nodes.ts';

const folder = fileURLToPath(new URL('../spec/corpus/node_modules/', import.meta.url));

/** The sources that NATIVE.md counted, where they are installed. */
const sources =
  `gamma bessel bezier-easing @mapbox/unitbezier eases d3-ease d3-interpolate culori/src d3-color/src color-convert colorjs.io/src gl-matrix/esm three/src/math satellite.js/dist suncalc/index.js astronomy-engine/esm/astronomy.js simple-statistics/dist/simple-statistics.mjs b-spline bezier-js/src cubic-hermite-spline cubic-spline odex/src black-scholes greeks financial/dist xirr simplex-noise/dist/esm geographiclib-geodesic/geographiclib-geodesic.js numeric/numeric-1.2.6.js haversine-distance complex.js/dist/complex.mjs quaternion/dist/quaternion.mjs jstat/dist/jstat.js`.split(
    ' ',
  );

function filesIn(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return /\.m?js$/.test(path) && !/min\.|test/.test(path) ? [path] : [];
  const names = readdirSync(path).filter((name) => name !== 'node_modules' && name !== 'test');
  return names.flatMap((name) => filesIn(`${path}/${name}`));
}

/** Whether a function has arithmeticValue, and a result. */
function isNumeric(root: FunctionNode): boolean {
  let operators = 0;
  let hasResult = root.body.type !== 'BlockStatement';
  for (const node of nodesIn(root))
    if (node.type === 'BinaryExpression' && /^(?:[-*/]|\*\*)$/.test(node.operator)) operators++;
  for (const node of nodesIn(root, (part) => part === root || !isFunctionNode(part))) {
    if (node.type === 'ReturnStatement' && node.argument) hasResult = true;
  }
  return operators >= 2 && hasResult;
}

function hasLoop(root: Node): boolean {
  for (const node of nodesIn(root)) if (/^(?:For|While)/.test(node.type)) return true;
  return false;
}

const counts = { functions: 0, lowered: 0, loops: 0, loopsLowered: 0, faults: 0 };
const reasons = new Map<string, string[]>();
const wanted = process.argv.slice(2);
const started = performance.now();
for (const source of wanted.length > 0 ? wanted : sources) {
  for (const file of filesIn(folder + source)) {
    const code = readFileSync(file, 'utf8');
    let program: Program;
    try {
      program = parse(code, {
        ecmaVersion: 'latest',
        sourceType: 'module',
        preserveParens: true,
        allowReturnOutsideFunction: true,
      }) as never;
    } catch {
      try {
        program = parse(code, {
          ecmaVersion: 'latest',
          sourceType: 'script',
          preserveParens: true,
          allowReturnOutsideFunction: true,
        }) as never;
      } catch {
        continue;
      }
    }
    for (const root of nodesIn(program as Node)) {
      if (!isFunctionNode(root) || root.params.length === 0 || !isNumeric(root)) continue;
      const isLoop = hasLoop(root);
      counts.functions++;
      if (isLoop) counts.loops++;
      let reason: string;
      let at = '';
      try {
        const found = lower({ program, code, root });
        if ('program' in found) {
          counts.lowered++;
          if (isLoop) counts.loopsLowered++;
          continue;
        }
        ({ reason } = found);
        at = `${found.line}:${found.column}`;
      } catch (error) {
        counts.faults++;
        reason = `FAULT ${(error as Error).stack?.split('\n').slice(0, 3).join(' ')}`;
      }
      // Names of the packages' own are one reason.
      const kind = process.env.NAMES
        ? reason
        : reason
            .replace(/call of [\w$.']+, whose/, 'call of a name, whose')
            .replace(/into \w+, from/, 'into a name, from');
      const list = reasons.get(kind) ?? [];
      list.push(`${file.slice(folder.length)}:${at}${isLoop ? ' (loop)' : ''}`);
      reasons.set(kind, list);
    }
  }
}
console.log(counts, `${Math.round(performance.now() - started)} ms`);
console.log(
  `${((100 * counts.lowered) / counts.functions).toFixed(1)} % of all, ${((100 * counts.loopsLowered) / counts.loops).toFixed(1)} % with loops`,
);
for (const [reason, list] of [...reasons].sort((a, b) => b[1].length - a[1].length).slice(0, 40))
  console.log(String(list.length).padStart(5), reason, ' e.g.', list.slice(0, Number(process.env.SHOW ?? 2)).join(' '));
