import process from 'node:process';
import { DocumentStore } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { boot, Clock } from '@kraftsamling/service';
import { activities } from '../src/activities.ts';
import type { Activity } from '../src/activity/activity.state.ts';
import { Activities } from '../src/activity/activity.store.ts';

/** A replica for tests as a process of its own. Its clock runs fast, so that holds expire while somebody watches, and not quite right. */
const { CLOCK_BEGAN, CLOCK_SPEED, CLOCK_AHEAD_MS, STANDS_STILL_AFTER = 'Infinity' } = process.env;

const began = Number(CLOCK_BEGAN);
Clock.prototype.now = () => new Date(began + (Date.now() - began) * Number(CLOCK_SPEED) + Number(CLOCK_AHEAD_MS));

/** What would be made after so many activities never is: whoever kills it half-way is not too late. */
let made = 0;
Activities.prototype.create = async function (...one) {
  if (made++ >= Number(STANDS_STILL_AFTER)) await new Promise(() => undefined);
  return DocumentStore.prototype.create.apply(this, one) as Promise<Stored<Activity>>;
};

const { url } = await boot(activities, process.env);
process.stdout.write(`${url}\n`);
