import process from 'node:process';
import { boot, Clock } from '@kraftsamling/service';
import { activities } from '../src/activities.ts';

/** A replica for tests as a process of its own. Its clock runs fast, so that holds expire while somebody watches, and not quite right. */
const { CLOCK_BEGAN, CLOCK_SPEED, CLOCK_AHEAD_MS } = process.env;

const began = Number(CLOCK_BEGAN);
Clock.prototype.now = () => new Date(began + (Date.now() - began) * Number(CLOCK_SPEED) + Number(CLOCK_AHEAD_MS));

const { url } = await boot(activities, process.env);
process.stdout.write(`${url}\n`);
