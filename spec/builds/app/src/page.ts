import { results } from './results.ts';

document.body.textContent = JSON.stringify(results());
