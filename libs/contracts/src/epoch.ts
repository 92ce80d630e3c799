/**
 * The owner's word wins. A version counts the changes of an aggregate, so an owner whose database was restored from a backup would go on
 * below what it has said before, and nobody would listen; and whoever forges a version far ahead would be believed for ever. Therefore an owner
 * may begin a new epoch: it raises the versions of everything it has above all that any subscriber can have taken, and publishes it again.
 *
 * An epoch is the hour in which it began. So the owner needs to remember nothing that a backup could have forgotten, and what is further
 * ahead than the next hour is a forgery that no subscriber takes: whatever was taken can be outdone.
 */
const firstHour = Date.UTC(2024, 0, 1);
const hourMs = 3_600_000;

/** How many changes of one aggregate an hour has room for. What goes beyond runs into the next hours, in order still. */
const versionsAnHour = 10_000;

/** Clocks of publishers and subscribers may differ, and two epochs may begin within the same hour. */
const hoursAhead = 1;

/** The epoch that begins at an instant. What was never republished so is of epoch 0. */
export function epochAt(now: Date): number {
  return Math.floor((now.getTime() - firstHour) / hourMs);
}

/** The latest epoch whose events are taken at an instant. */
export function latestEpochAt(now: Date): number {
  return epochAt(now) + hoursAhead;
}

/** All versions of an epoch, and none of those before it, are this or more. */
export function firstVersionOf(epoch: number): number {
  return epoch * versionsAnHour;
}

/** The version of an aggregate in a new epoch; how often it has changed can still be read from it. */
export function versionIn(epoch: number, version: number): number {
  return firstVersionOf(epoch) + (version % versionsAnHour);
}

/** The epoch to which a version belongs. */
export function epochOf(version: number): number {
  return Math.floor(version / versionsAnHour);
}
