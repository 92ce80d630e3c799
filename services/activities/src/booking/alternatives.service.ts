import { Injectable } from '@nestjs/common';
import { distanceKm, municipalities } from '@kraftsamling/geography';
import { Clock } from '@kraftsamling/service';
import type { Activity } from '../activity/activity.state.ts';
import { Activities } from '../activity/activity.store.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { Resources } from '../resource/resource.store.ts';
import { alternatives, mostDays, standInsFor } from './alternatives.ts';
import type { Alternative, Place } from './alternatives.ts';
import { bookingOf } from './booking.ts';
import type { Request } from './booking.ts';
import { Calendars } from './calendar.store.ts';
import type { Interval } from './calendar.ts';

const dayMs = 86_400_000;
/** How far to look for something that can stand in for a resource, and how many of them to look into. */
const nearestMunicipalities = 30;
const nearestStandIns = 10;

/** Gathers what must be known to propose something else than what cannot be had. */
@Injectable()
export class AlternativesService {
  constructor(
    private readonly activities: Activities,
    private readonly resources: Resources,
    private readonly calendars: Calendars,
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
  ) {}

  async to({ activityId, resourceIds }: Request): Promise<Alternative[]> {
    const now = this.clock.now();
    const { state: activity } = await this.activities.require(activityId);
    const { sessions, bookings, capacity } = activity;
    const asked = placesIn(await this.resources.known(resourceIds));
    const others = await this.standIns(asked, activity);
    const campaigns = await this.campaigns.known(activity.campaigns);

    const span = spanOf(sessions);
    const known = async (places: readonly Place[], during: Interval) => {
      const taken = await this.calendars.taken(places.map(({ id }) => id), during, now); // prettier-ignore
      return places.map((place) => ({ ...place, busy: taken.get(place.id) ?? [] }));
    };
    return alternatives(
      {
        resources: await known(asked, widened(span, mostDays)),
        sessions,
        ...(capacity !== undefined && { capacity }),
      },
      await known(others, span),
      {
        now,
        periods: [...campaigns.values()].flatMap(({ countingPeriod }) => countingPeriod ?? []),
        // While something is booked for it, its sessions stay where they are.
        movable: bookings.length === 0,
      },
    );
  }

  /** What its organisers may book without asking. */
  private async standIns(asked: readonly Place[], activity: Activity): Promise<Place[]> {
    const { capacity } = activity;
    const near = new Set(asked.flatMap(({ resource }) => municipalitiesNear(resource.municipality)));
    const kinds = new Set(asked.map(({ resource }) => resource.kind));
    const available = placesIn(await this.resources.availableIn([...near], [...kinds]));
    const others = available.filter(
      ({ id, resource }) => !asked.some((place) => place.id === id) && bookingOf(resource, activity) === 'free',
    );
    return [...new Set(asked.flatMap((place) => standInsFor(place, others, capacity).slice(0, nearestStandIns)))];
  }
}

function placesIn(resources: ReadonlyMap<string, Place['resource']>): Place[] {
  return [...resources].map(([id, resource]) => ({ id, resource }));
}

function municipalitiesNear(code: string): string[] {
  return municipalities
    .map((other) => ({ code: other.code, km: distanceKm(code, other.code) }))
    .sort((one, other) => one.km - other.km)
    .slice(0, nearestMunicipalities)
    .map((other) => other.code);
}

function spanOf(sessions: readonly Interval[]): Interval {
  const times = sessions.flatMap(({ start, end }) => [start.getTime(), end.getTime()]);
  return { start: new Date(Math.min(...times)), end: new Date(Math.max(...times)) };
}

/** A day more on both sides than asked for: days in Sweden can be 25 hours long. */
function widened({ start, end }: Interval, days: number): Interval {
  const more = (days + 1) * dayMs;
  return { start: new Date(start.getTime() - more), end: new Date(end.getTime() + more) };
}
