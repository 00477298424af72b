import { results } from './results.ts';

console.log(JSON.stringify(results()));
