import { evals } from './evals/all.ts';
import { lines, writeLine } from './lines.ts';
import { plain } from './plain/all.ts';
import { type Answering, answer, pieces } from './protocol.ts';

// npm run -s gradbench:tool [-- --compiled | --plain]: a tool of GradBench: a message a line comes in, a reply a line
// goes out. With --plain it has the primals alone, in plain JavaScript.
const has = (option: string): boolean => process.argv.includes(option);
const answering: Answering = {
  ...(has('--plain') ? { tool: 'plain JavaScript', evals: plain } : { tool: 'dualgrad', evals }),
  compiled: has('--compiled'),
  memory: 16 * 2 ** 30,
};

// Whoever closes the pipe wants no more answers.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

for await (const line of lines(process.stdin)) await writeLine(process.stdout, pieces(answer(line, answering)));
