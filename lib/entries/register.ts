// node --import dualgrad/register: native arithmetic in Node.

import { register } from '../tools/register.ts';
import * as forward from './forward.ts';
import * as library from './index.ts';
import * as native from './native-installed.ts';
import * as runtime from './native-runtime.ts';
import * as reverse from './reverse.ts';

register({
  dualgrad: library,
  'dualgrad/forward': forward,
  'dualgrad/reverse': reverse,
  'dualgrad/native': native,
  'dualgrad/native/runtime': runtime,
});
