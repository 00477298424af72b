import { Memo } from './memo.ts';

/** The key of the calls of one operation at one shape, and the factors that they share. */
export class ShapeKey {
  readonly memo: Memo<unknown> = new Memo();
}

// A program has few shapes of arguments.
const MOST = 256;

const keys: Map<string, ShapeKey> = /* @__PURE__ */ new Map();

/** The key of an operation at a shape: the same for equal ones, as long as not too many others come between. */
export function keyOf(name: string, shape: string): ShapeKey {
  const text = `${name}:${shape}`;
  const key = keys.get(text) ?? new ShapeKey();
  // The last one used goes to the end.
  keys.delete(text);
  keys.set(text, key);
  if (keys.size > MOST) keys.delete(keys.keys().next().value as string);
  return key;
}
