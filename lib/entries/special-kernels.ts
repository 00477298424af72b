// dualgrad/special/kernels: what special functions are on plain numbers, by the names of their rows. Emitted modules import it.

export * from '../special/kernels/index.ts';
