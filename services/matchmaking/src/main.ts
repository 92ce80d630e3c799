import { start } from '@kraftsamling/service';
import { matchmaking } from './matchmaking.ts';

await start(matchmaking);
