// dualgrad/special: special functions, for numbers of every other entry. Some kernels are those of @stdlib, peers of this entry.

export * from '../special/index.ts';
