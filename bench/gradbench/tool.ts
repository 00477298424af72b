import { evals } from './evals/all.ts';
import { lines, writeLine } from './lines.ts';
import { answer, pieces } from './protocol.ts';

// npm run -s gradbench:tool [-- --compiled]: a tool of GradBench: a message a line comes in, a reply a line goes out.
const answering = { tool: 'dualgrad', evals, compiled: process.argv.includes('--compiled'), memory: 16 * 2 ** 30 };

// Whoever closes the pipe wants no more answers.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

for await (const line of lines(process.stdin)) await writeLine(process.stdout, pieces(answer(line, answering)));
