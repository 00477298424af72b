/** An expression over any algebra; plain numbers are constants of it. */
export type Term<T> = T | number;
