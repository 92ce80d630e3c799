import { bench, measured } from '@kraftsamling/bench';
import { commandLine, refuse } from './command-line.ts';

const usage = `Measures against ceilings of the same run: everything, or what is named.
  npm run bench
  npm run bench -- booking programme
There is to measure: ${measured.join(', ')}.`;

const { positionals } = commandLine(usage, { allowPositionals: true });
const unknown = positionals.filter((name) => !measured.includes(name));
if (unknown.length > 0) refuse(`There is nothing called ${unknown.join(', ')} to measure.\n\n${usage}`);

await bench(positionals);
