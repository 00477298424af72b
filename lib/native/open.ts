import { open } from '../level.ts';

/** How many levels are open; transformed code runs on plain numbers while none is. */
export const $open: { readonly count: number } = open;
