import { start } from '@kraftsamling/service';
import { nominations } from './nominations.ts';

await start(nominations);
