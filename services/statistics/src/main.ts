import { start } from '@kraftsamling/service';
import { statistics } from './statistics.ts';

await start(statistics);
