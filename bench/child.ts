import { type Case, measure, sunk } from './measure.ts';

// Times one variant and prints what came out: child.mjs QUESTION CASE VARIANT MILLISECONDS.
const [question, c, v, milliseconds] = process.argv.slice(2);
const { default: cases } = (await import(new URL(`./${question}.mjs`, import.meta.url).href)) as { default: Case[] };
const chosen = cases[Number(c)] as Case;
const variant = chosen.variants[Number(v)];
if (variant === undefined) throw new RangeError(`${question} has no variant ${v} in case ${c}`);
try {
  const measurement = await measure(chosen, variant, Number(milliseconds));
  console.log(JSON.stringify({ ...measurement, sink: sunk() }));
} catch (error) {
  console.log(JSON.stringify({ wrong: `threw ${error}` }));
}
