import { activityCancelled, activityPublished, activityReported, eventOf } from '@kraftsamling/contracts';
import type { ActivityData, CloudEvent, Contract } from '@kraftsamling/contracts';

type Change = Partial<ActivityData> & { readonly municipality: string };

/** An activity of Digitalidag 2024 in a municipality, each municipality having one; other fields as wanted. */
export function published(change: Change): CloudEvent<unknown> {
  return activityEvent(activityPublished, 2, change);
}

export function cancelled(change: Change): CloudEvent<unknown> {
  return activityEvent(activityCancelled, 3, { ...change, status: 'cancelled', cancellationReason: 'illness' });
}

/** 40 people on site, 31 of them senior citizens. */
export function reported(change: Change): CloudEvent<unknown> {
  return activityEvent(activityReported, 3, { ...activityReported.example, ...change });
}

function activityEvent(contract: Contract, version: number, change: Change): CloudEvent<unknown> {
  const id = `activity-in-${change.municipality}`;
  const data = { ...activityPublished.example, county: change.municipality.slice(0, 2), ...change, id };
  return eventOf(contract, { id: crypto.randomUUID(), subject: id, version, time: new Date(), data });
}
