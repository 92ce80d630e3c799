import { start } from '@kraftsamling/service';
import { activities } from './activities.ts';

await start(activities);
