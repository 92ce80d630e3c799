import { AsyncLocalStorage } from 'node:async_hooks';
import type { mongo } from 'mongoose';

/** What has been asked of the database so far, for one request. */
export interface Tally {
  roundTrips: number;
}

const tallies = new AsyncLocalStorage<Tally>();

/** Everything that `work` asks of the database, now or later, counts on this tally. */
export function tallied(tally: Tally, work: () => void): void {
  tallies.run(tally, work);
}

/** Counts each command that the driver sends, for the request it is sent for. What goes on in the background belongs to none. */
export function countRoundTrips(client: mongo.MongoClient): void {
  client.on('commandStarted', () => {
    const tally = tallies.getStore();
    if (tally) tally.roundTrips += 1;
  });
}
