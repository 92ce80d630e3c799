import { versionOf } from '@kraftsamling/contracts';
import type { Capability, CaseData, CloudEvent, OrganisationData } from '@kraftsamling/contracts';
import type { Reserved } from './stage.ts';

type Event = CloudEvent<unknown>;

interface Promised {
  readonly brings: CaseData['invitations'][number]['brings'];
  readonly days: readonly string[];
}

/**
 * What is wrong with a log of events, and with what is reserved in the end. Read from what is published, by nobody's rules but these: an
 * organisation has promised what its accepted invitations say, in cases that are neither over nor closed.
 */
export interface Faults {
  /** After which event of the log somebody has promised more than it offers. */
  readonly overCapacityInLog: string[];
  /** At which instant somebody had promised more than it offers, by what the cases say of when they were answered and ended. */
  readonly overCapacityInTime: string[];
  readonly reservedWithoutPromise: string[];
  readonly promisedWithoutReservation: string[];
}

/**
 * Event by event as the log has them. A replica that was killed publishes what it has decided late: where somebody leaves a case and joins
 * another one at the same time, the log may have the second first. So this is for a log of which every part was published before the next
 * one began, and that does not mix the two in a part.
 */
export function overCapacityInLog(events: readonly Event[]): string[] {
  const offers = new Map<string, OrganisationData>();
  const cases = new Map<string, Map<string, Promised>>();
  const versions = new Map<string, number>();

  return events.flatMap((event, at) => {
    if (versionOf(event) <= (versions.get(event.subject) ?? 0)) return [];
    versions.set(event.subject, versionOf(event));
    const concerned = isCase(event) ? promisesIn(event.data) : new Map([[event.subject, undefined]]);
    if (isCase(event)) cases.set(event.subject, promisesIn(event.data));
    else if (isOrganisation(event)) offers.set(event.subject, event.data);

    return [...concerned.keys()].flatMap((id) => {
      const promises = [...cases.values()].flatMap((each) => each.get(id) ?? []);
      return tooMuch(offers.get(id)?.offers ?? [], promises).map((what) => `${at + 1} ${event.type}: ${id}, ${what}`);
    });
  });
}

/** Whoever promises does so after it has seen what is free: so the instants are in order, whenever the events were published. */
export function overCapacityInTime(events: readonly Event[]): string[] {
  const newest = newestOf(events);
  const held = [...newest.values()].filter(isCase).flatMap(({ data }) =>
    data.invitations.flatMap((invitation) => {
      const { organisationId, brings, status, answeredAt, endedAt } = invitation;
      if (answeredAt === undefined || (status !== 'accepted' && status !== 'left')) return [];
      const until = endedAt ?? data.followedUpAt ?? data.closedAt ?? '9999';
      return [{ organisationId, brings, days: data.need.days, from: answeredAt, until }];
    }),
  );

  return [...Map.groupBy(held, ({ organisationId }) => organisationId)].flatMap(([id, promises]) => {
    const organisation = newest.get(id);
    const offers = organisation && isOrganisation(organisation) ? organisation.data.offers : [];
    return promises.flatMap(({ from: instant }) =>
      tooMuch(
        offers,
        promises.filter(({ from, until }) => from <= instant && instant < until),
      ).map((what) => `${instant}: ${id}, ${what}`),
    );
  });
}

/** What the last word on every case has promised, against what the database keeps for it. */
export function faultsOfReservations(
  events: readonly Event[],
  reserved: readonly Reserved[],
): Pick<Faults, 'reservedWithoutPromise' | 'promisedWithoutReservation'> {
  const promised = [...newestOf(events).values()]
    .filter(isCase)
    .flatMap(({ subject: caseId, data }) =>
      [...promisesIn(data)].map(([organisationId, promise]) => nameOf({ organisationId, caseId, ...promise })),
    );
  const kept = reserved.map(nameOf);
  return {
    reservedWithoutPromise: kept.filter((each, at) => !promised.includes(each) || kept.indexOf(each) < at),
    promisedWithoutReservation: promised.filter((each) => !kept.includes(each)),
  };
}

/** What is promised for any day counts on every day for which any of it is promised, since it may turn out to be that one. */
export function tooMuch(offers: readonly Capability[], promises: readonly Promised[]): string[] {
  const named = new Set(promises.flatMap(({ brings }) => brings.map(({ capability }) => capability)));
  return [...named].flatMap((capability) => {
    const promisedOn = (day?: string) => {
      let sum = 0;
      for (const { brings, days } of promises)
        if (days.length === 0 || (day !== undefined && days.includes(day)))
          for (const share of brings) if (share.capability === capability) sum += share.amount;
      return sum;
    };
    const offeredOn = (day?: string) => {
      let sum = 0;
      for (const offer of offers)
        if (offer.capability === capability)
          if (offer.days.length === 0 || (day !== undefined && offer.days.includes(day))) sum += offer.amount;
      return sum;
    };
    const bringing = promises.filter(({ brings }) => brings.some((share) => share.capability === capability));
    const days = new Set(bringing.flatMap((promise) => promise.days));
    const best = Math.max(offeredOn(), ...[...days, ...offers.flatMap((offer) => offer.days)].map(offeredOn));
    return [
      ...[...days].map((day) => ({ day, promised: promisedOn(day), offered: offeredOn(day) })),
      { day: 'any day', promised: promisedOn(), offered: best },
    ]
      .filter(({ promised, offered }) => promised > offered)
      .map(({ day, promised, offered }) => `${capability} on ${day}: ${promised} of ${offered}`);
  });
}

function promisesIn({ status, invitations, need: { days } }: CaseData): Map<string, Promised> {
  if (status === 'closed' || status === 'followed-up') return new Map();
  return new Map(
    invitations
      .filter((invitation) => invitation.status === 'accepted')
      .map(({ organisationId, brings }) => [organisationId, { brings, days }]),
  );
}

function newestOf(events: readonly Event[]): Map<string, Event> {
  const newest = new Map<string, Event>();
  for (const event of events) {
    const known = newest.get(event.subject);
    if (!known || versionOf(event) > versionOf(known)) newest.set(event.subject, event);
  }
  return newest;
}

function isCase(event: Event): event is CloudEvent<CaseData> {
  return event.type.startsWith('matchmaking.case.');
}

function isOrganisation(event: Event): event is CloudEvent<OrganisationData> {
  return event.type.startsWith('registrations.organisation.');
}

function nameOf({ organisationId, caseId, brings, days }: Reserved): string {
  const shares = brings.map(({ capability, amount }) => `${amount} ${capability}`);
  return `${organisationId} ${caseId}: ${shares.join(', ')} on ${days.join(', ')}`;
}
