import { arithmetic } from './arithmetic.ts';
import { assignments } from './assignments.ts';
import { branches } from './branches.ts';
import { classes } from './classes.ts';
import type { Construct } from './construct.ts';
import { containers } from './containers.ts';
import { functions } from './functions.ts';
import { loops } from './loops.ts';
import { mathematics } from './mathematics.ts';
import { refusals } from './refusals.ts';
import { spellings } from './spellings.ts';

/** The table of constructs, by kind. */
export const table: Readonly<Record<string, readonly Construct[]>> = {
  arithmetic,
  assignments,
  branches,
  loops,
  functions,
  classes,
  containers,
  mathematics,
  spellings,
  refusals,
};
