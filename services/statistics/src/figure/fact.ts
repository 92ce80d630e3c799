import {
  activityAmended,
  activityCancelled,
  activityPlanned,
  activityPublished,
  activityReportCorrected,
  activityReported,
  bookingConfirmed,
  bookingExpired,
  bookingHeld,
  bookingReleased,
  campaignAmended,
  campaignAnnounced,
  campaignClosed,
  kitIssued,
  organisationAmended,
  organisationJoined,
  registrationAmended,
  registrationConfirmed,
  registrationContacted,
  registrationDeclined,
  registrationSubmitted,
  registrationWithdrawn,
  resourceAdded,
  resourceAmended,
  resourceRetired,
  surveyClosed,
  surveyCounted,
  surveyOpened,
  versionOf,
} from '@kraftsamling/contracts';
import type { CloudEvent, Contract, DataOf } from '@kraftsamling/contracts';
import { activityFact, bookingFact, resourceFact, surveyFact } from './activities-facts.ts';
import type { ActivityFact, BookingFact, ResourceFact, SurveyFact } from './activities-facts.ts';
import { campaignFact, organisationFact, registrationFact } from './registrations-facts.ts';
import type { CampaignFact, OrganisationFact, RegistrationFact } from './registrations-facts.ts';

/**
 * What is kept of a thing: no more than the figures need. There is one fact for each thing, and the newest version wins,
 * so neither the order nor the number of times in which events arrive matters. Days of steps are calendar days in Sweden.
 */
export type Fact =
  CampaignFact | OrganisationFact | RegistrationFact | ActivityFact | SurveyFact | ResourceFact | BookingFact;

type FactFrom<Data> = (id: string, version: number, data: Data) => Fact;

/** An event carries the whole public state of its thing, so all events of a kind of thing become facts in one way. */
const kinds = [
  kind(campaignFact, [campaignAnnounced, campaignAmended, campaignClosed]),
  kind(organisationFact, [organisationJoined, organisationAmended]),
  kind(registrationFact, [
    registrationSubmitted,
    registrationAmended,
    registrationContacted,
    registrationConfirmed,
    registrationDeclined,
    registrationWithdrawn,
    kitIssued,
  ]),
  kind(activityFact, [
    activityPlanned,
    activityAmended,
    activityPublished,
    activityCancelled,
    activityReported,
    activityReportCorrected,
  ]),
  kind(surveyFact, [surveyOpened, surveyCounted, surveyClosed]),
  kind(resourceFact, [resourceAdded, resourceAmended, resourceRetired]),
  kind(bookingFact, [bookingHeld, bookingConfirmed, bookingReleased, bookingExpired]),
];

interface Kind {
  readonly contracts: readonly Contract[];
  readonly factFrom: FactFrom<unknown>;
}

function kind<C extends Contract>(factFrom: FactFrom<DataOf<C>>, contracts: readonly C[]): Kind {
  return { contracts, factFrom: factFrom as FactFrom<unknown> };
}

/** Everything that is counted. */
export const heard: readonly Contract[] = kinds.flatMap(({ contracts }) => contracts);

const byType = new Map(
  kinds.flatMap(({ contracts, factFrom }) => contracts.map(({ type }) => [type, factFrom] as const)),
);

export function factOf(event: CloudEvent<unknown>): Fact {
  const factFrom = byType.get(event.type);
  if (!factFrom) throw new TypeError(`Nothing is kept of "${event.type}", which is not among what is heard.`);
  return factFrom(event.subject, versionOf(event), event.data);
}
