// dualgrad/native for runtimes: acorn is loaded when a function is first read.

import { installedAcorn } from '../native/installed-acorn.ts';
import { makeNative, type NativeFunction } from '../native/native.ts';
import { scriptParser } from '../native/parser.ts';
import * as runtime from './native-runtime.ts';

export type { NativeFunction, OuterNames } from '../native/native.ts';
export type { Lifted, Native } from '../native/types.ts';

/** As `native` of dualgrad/native for bundlers. */
export const native: NativeFunction = /* @__PURE__ */ makeNative(/* @__PURE__ */ scriptParser(installedAcorn), runtime);
