import { createHash } from 'node:crypto';
import { municipality } from '@kraftsamling/geography';
import type { ListedCase } from './expected-case-figures.ts';
import type { ListedRegistration } from './expected-figures.ts';
import { Random } from './random.ts';
import { formNames, topicNames } from './sample-ideas.ts';
import type { CampaignFile } from './sample.ts';
import { GROUPS, spread } from './sample.ts';

/** How far a case is taken, as far as those who are asked go along. */
export type CaseFate = 'left-alone' | 'asked' | 'matched' | 'at-work' | 'followed-up' | 'given-up';

/** What an organisation says to an invitation; some leave again, and some never answer. */
export type Reply = 'accepts' | 'leaves-again' | 'declines' | 'is-silent';

type Outcome = 'succeeded' | 'partly' | 'failed';
type Shares<T> = readonly (readonly [T, number])[];

const SEED = 20240827;
/** Most of the needs of registrations still wait for a person; where nothing happens, everybody is asked. */
const FATES: Shares<CaseFate> = [
  ['left-alone', 68],
  ['asked', 4],
  ['matched', 6],
  ['at-work', 8],
  ['followed-up', 10],
  ['given-up', 4],
];
const FATES_OF_GAPS: Shares<CaseFate> = [
  ['at-work', 40],
  ['followed-up', 60],
];
const REPLIES: Shares<Reply> = [
  ['accepts', 85],
  ['leaves-again', 3],
  ['declines', 9],
  ['is-silent', 3],
];
const OUTCOMES: Shares<Outcome> = [
  ['succeeded', 84],
  ['partly', 12],
  ['failed', 4],
];
const MEETING_OF_A_HUNDRED = 40;
const LESSONS_OF_A_HUNDRED = 40;

const DECLINE_REASONS = ['no-staff', 'no-time', 'too-far'];
const LESSONS = [
  'Fler kom när vi delade ut lappar på vårdcentralen.',
  'Bra att någon annan hade lokalen: vi kunde ägna oss åt besökarna.',
  'Nästa gång bjuder vi in en månad tidigare.',
];
const TOPICS = ['e-identification', 'online-safety', 'public-e-services'] as const;

/** What becomes of a case. The same case has the same luck in every run: in what order cases come is not for us to say. */
export class CaseLuck {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  fate(origin: ListedCase['origin']): CaseFate {
    return this.of('fate').shared(origin === 'coverage-gap' ? FATES_OF_GAPS : FATES);
  }

  reply(organisation: string): Reply {
    return this.of(`reply of ${organisation}`).shared(REPLIES);
  }

  declineReason(organisation: string): string {
    return this.of(`reason of ${organisation}`).oneOf(DECLINE_REASONS);
  }

  meets(): boolean {
    return this.of('meeting').inAHundred(MEETING_OF_A_HUNDRED);
  }

  /** Of the two times that are proposed. */
  suiting(organisation: string): string[] {
    return this.of(`times of ${organisation}`).someOf(['1', '2']);
  }

  followUp(organisation: string): { outcome: Outcome; wouldDoItAgain: boolean; lessons?: string } {
    const random = this.of(`follow-up of ${organisation}`);
    const outcome = random.shared(OUTCOMES);
    return {
      outcome,
      wouldDoItAgain: outcome !== 'failed',
      ...(random.inAHundred(LESSONS_OF_A_HUNDRED) && { lessons: random.oneOf(LESSONS) }),
    };
  }

  of(what: string): Random {
    return new Random(createHash('sha256').update(`${SEED}|${this.#key}|${what}`).digest().readInt32BE());
  }
}

/** The least that an activity in an empty municipality is: open help on the last day of the campaign. */
export function gapActivity(
  luck: CaseLuck,
  days: readonly string[],
  { id, campaignId, municipality: code }: ListedCase,
) {
  const random = luck.of('activity');
  const topic = random.oneOf(TOPICS);
  const day = days.at(-1) ?? '';
  return {
    title: { sv: `${formNames['drop-in'].sv}: ${topicNames[topic].sv}` },
    form: 'drop-in',
    topics: [topic],
    targetGroups: random.someOf(GROUPS),
    languages: ['sv'],
    mode: 'on-site',
    municipality: code,
    venue: { name: `Föreningsgården i ${municipality(code).name}`, accessibility: ['step-free'] },
    sessions: [{ start: `${day}T13:00`, end: `${day}T15:00` }],
    freeOfCharge: true,
    campaigns: [campaignId],
    caseId: id,
  };
}

/** Libraries and citizens' offices of the same place that have found each other: one of them has what the other lacks. */
export function pairsOf({ campaign, sample }: CampaignFile, registrations: readonly ListedRegistration[]) {
  const offering = registrations.filter(
    ({ campaignId, status, offers }) => campaignId === campaign.id && status === 'confirmed' && offers.length > 0,
  );
  const libraries = offering.filter(({ category, needs }) => category === 'public-library' && needs.length === 0);
  const pairs = libraries
    .toSorted((a, b) => a.municipality.localeCompare(b.municipality))
    .flatMap((library) => {
      const office = offering.find(
        (each) => each.category === 'local-authority-venue' && each.municipality === library.municipality,
      );
      const capability = office?.offers[0]?.capability;
      if (!office || capability === undefined) return [];
      const share = { capability, amount: 1 };
      return {
        campaignId: campaign.id,
        ownerId: library.organisationId,
        municipality: library.municipality,
        need: { demands: [share] },
        members: [{ organisationId: office.organisationId, brings: [share] }],
      };
    });
  return spread(pairs, sample.pairs ?? 0);
}
