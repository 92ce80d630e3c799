import { bench } from '@kraftsamling/bench';

await bench(process.argv.slice(2));
