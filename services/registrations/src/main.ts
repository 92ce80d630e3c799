import { start } from '@kraftsamling/service';
import { registrations } from './registrations.ts';

await start(registrations);
