import { open } from '../level.ts';
import { advise } from './advice.ts';
import { countWhileReferred } from './lasting-levels.ts';

/** How many levels are open; transformed code runs on plain numbers while none is. */
export const $open: { readonly count: number } = advise(open);

countWhileReferred();
