import process from 'node:process';
import { boot } from '@kraftsamling/service';
import { registrations } from '../src/registrations.ts';

/** A replica for tests as a process of its own. */
const { url } = await boot(registrations, process.env);
process.stdout.write(`${url}\n`);
