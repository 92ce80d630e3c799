import { countyOf, municipality } from '@kraftsamling/geography';
import { Random } from './random.ts';
import { formNames, ideas, topicNames } from './sample-ideas.ts';
import type { Idea } from './sample-ideas.ts';
import { sampleReports } from './sample-reports.ts';
import type { SampleReport } from './sample-reports.ts';
import { ACCESSIBILITY, LANGUAGES, SampleResources } from './sample-resources.ts';
import type { Bundle, SampleResource } from './sample-resources.ts';
import { sampleSessions } from './sample-sessions.ts';
import type { SampleSession } from './sample-sessions.ts';
import { GROUPS, keyOf } from './sample.ts';
import type { CampaignFile, Key, SampleOrganisation, SampleRegistration } from './sample.ts';

export interface SampleActivity {
  readonly key: Key;
  readonly organisers: readonly Key[];
  /** Who sends it in. */
  readonly desk: 'organisation' | 'municipality';
  /** The body of the request, but for the ids in it. */
  readonly plan: SamplePlan;
  /** A venue of its own plan, and coaches. */
  readonly books?: Bundle;
  readonly fate: ActivityFate;
  /** What was reported first, and what it was corrected to: the last one counts. */
  readonly reports: readonly SampleReport[];
}

export type ActivityFate = 'planned' | 'published' | 'reported' | 'cancelled';

export interface SamplePlan {
  readonly title: { readonly sv: string; readonly en?: string };
  readonly description?: { readonly sv: string };
  readonly form: string;
  readonly topics: readonly string[];
  readonly targetGroups: readonly string[];
  readonly languages: readonly string[];
  readonly mode: 'on-site' | 'online' | 'hybrid';
  readonly municipality: string;
  readonly venue?: { readonly name: string; readonly accessibility: readonly string[] };
  readonly onlineAddress?: string;
  readonly sessions: readonly SampleSession[];
  readonly capacity?: number;
  readonly freeOfCharge: boolean;
  readonly campaigns: readonly string[];
  readonly yearRoundHelp?: { readonly sv: string };
}

export interface SampleYear {
  readonly activities: readonly SampleActivity[];
  readonly resources: readonly SampleResource[];
}

const SEED = 20240418;
const FATES: readonly (readonly [ActivityFate, number])[] = [
  ['reported', 88],
  ['published', 6],
  ['planned', 3],
  ['cancelled', 3],
];
/** Municipalities without an activity where one was on its way, and where the only one fell through. */
const STILL_PLANNING = 6;
const FELL_THROUGH = 3;
const PLACES: Readonly<Record<string, (place: string) => string>> = {
  'public-library': (place) => `${place} bibliotek`,
  'local-authority-venue': (place) => `Medborgarkontoret i ${place}`,
  'government-service-centre': (place) => `Servicekontoret i ${place}`,
  region: (place) => `Hälsocentralen i ${place}`,
  'adult-educational-association': (place) => `Studieförbundens hus i ${place}`,
  'civil-society': (place) => `Föreningsgården i ${place}`,
  company: (place) => `Butiken vid torget i ${place}`,
  municipality: (place) => `Kommunhuset i ${place}`,
};

/** What the organisations that were confirmed for a campaign do in it, and what they book for it. */
export function sampleYear(files: readonly CampaignFile[], registrations: readonly SampleRegistration[]): SampleYear {
  const year = new Year(registrations);
  for (const file of files) if (file.sample.activities) year.plan(file, file.sample.activities);
  return year;
}

export const activityKey = (municipality: string, firstDay: string, title: string): Key =>
  `${municipality}|${firstDay}|${title}`;

type Campaign = CampaignFile['campaign'];
type Wish = NonNullable<CampaignFile['sample']['activities']>;

class Year implements SampleYear {
  readonly activities: SampleActivity[] = [];
  readonly #random = new Random(SEED);
  readonly #confirmed: readonly SampleRegistration[];
  readonly #keys = new Set<Key>();
  readonly #resources = new SampleResources(this.#random);

  constructor(registrations: readonly SampleRegistration[]) {
    this.#confirmed = registrations.filter(({ fate }) => fate === 'confirmed');
  }

  get resources(): readonly SampleResource[] {
    return this.#resources.all;
  }

  plan({ campaign }: CampaignFile, wish: Wish): void {
    const taking = this.#confirmed.filter(({ campaignId }) => campaignId === campaign.id);
    const homes = [...new Set(taking.map(({ organisation }) => organisation.municipality))];
    const covered = new Set(this.#someOf(homes, wish.municipalities ?? homes.length));
    const near = taking.filter(({ organisation }) => covered.has(organisation.municipality));
    if (wish.bookings) near.forEach(({ organisation }) => this.#resources.offer(organisation));

    const begun = new Set<string>();
    for (const registration of near)
      for (const idea of this.#ideasOf(registration.organisation, campaign)) {
        // Whoever is first makes the municipality a covered one.
        const first = !begun.has(registration.organisation.municipality);
        begun.add(registration.organisation.municipality);
        this.#add(registration, idea, { campaign, wish, near, fate: first ? 'reported' : this.#random.shared(FATES) });
      }

    const others = this.#random.shuffled(taking.filter(({ organisation }) => !covered.has(organisation.municipality)));
    others.slice(0, STILL_PLANNING + FELL_THROUGH).forEach((registration, index) => {
      const [idea] = this.#ideasOf(registration.organisation, campaign);
      const fate = index < STILL_PLANNING ? 'planned' : 'cancelled';
      if (idea) this.#add(registration, idea, { campaign, wish, near: [], fate });
    });
  }

  /** The largest are in for certain; the rest is random. */
  #someOf(homes: readonly string[], wanted: number): string[] {
    const bySize = homes.toSorted((a, b) => municipality(b).population - municipality(a).population);
    const certain = Math.floor(wanted * 0.6);
    return [...bySize.slice(0, certain), ...this.#random.shuffled(bySize.slice(certain)).slice(0, wanted - certain)];
  }

  #ideasOf({ category }: SampleOrganisation, { days, countingPeriod }: Campaign): Idea[] {
    const allYear = days[0] !== countingPeriod.from;
    const chosen = (ideas[category] ?? []).filter(
      ({ when, share }) => (allYear || when === 'a-theme-day') && this.#random.inAHundred(share),
    );
    const all = ideas[category] ?? [];
    const usual = all.find(({ when }) => when === 'a-theme-day') ?? all[0];
    return chosen.length > 0 || !usual ? chosen : [{ ...usual, when: 'a-theme-day' }];
  }

  #add(
    { organisation, days }: SampleRegistration,
    idea: Idea,
    { campaign, wish, near, fate }: { campaign: Campaign; wish: Wish; near: readonly SampleRegistration[]; fate: ActivityFate }, // prettier-ignore
  ): void {
    const { municipality: code, category } = organisation;
    const sessions = sampleSessions(this.#random, idea, campaign.countingPeriod, days);
    const [topic, title] = this.#title(idea, code, sessions);
    const books = wish.bookings && idea.onSite && fate !== 'planned' ? this.#resources.book(sessions, code) : undefined;
    const mode = idea.onSite && idea.online ? 'hybrid' : idea.online ? 'online' : 'on-site';
    const place = (PLACES[category] ?? PLACES['municipality'])?.(municipality(code).name) ?? '';

    const plan: SamplePlan = {
      title,
      description: { sv: `${title.sv}. Alla är välkomna och det kostar ingenting. Påhittat exempel.` },
      form: idea.form,
      topics: [topic],
      targetGroups: this.#random.someOf(GROUPS),
      languages: ['sv', ...(this.#random.inAHundred(15) ? [this.#random.oneOf(LANGUAGES)] : [])],
      mode,
      municipality: code,
      ...(mode !== 'online' && !books && { venue: { name: place, accessibility: this.#random.someOf(ACCESSIBILITY) } }),
      ...(mode !== 'on-site' && { onlineAddress: 'https://mote.example/digital-hjalp' }),
      sessions,
      ...(idea.form === 'beginners-course' && { capacity: 24 }),
      freeOfCharge: true,
      // What happens in a part of a campaign happens in the whole of it too.
      campaigns: [campaign.id, ...(campaign.partOf === undefined ? [] : [campaign.partOf])],
      ...(idea.form === 'year-round-help' && { yearRoundHelp: { sv: 'Samma hjälp finns här alla veckor på året.' } }),
    };
    this.activities.push({
      key: this.#known(activityKey(code, dayOf(sessions[0]), title.sv)),
      organisers: [keyOf(organisation), ...this.#others(idea, organisation, near)],
      desk: category === 'municipality' ? 'municipality' : 'organisation',
      plan,
      ...(books && { books }),
      fate,
      reports: fate === 'reported' ? sampleReports(this.#random, idea, plan.targetGroups, wish.visitors) : [],
    });
  }

  #known(key: Key): Key {
    this.#keys.add(key);
    return key;
  }

  /** A title that is not yet taken in this place on this day. */
  #title({ form, topics }: Idea, code: string, sessions: readonly SampleSession[]) {
    const candidates = [...this.#random.shuffled(topics), ...(Object.keys(topicNames) as (keyof typeof topicNames)[])];
    const titleOf = (topic: keyof typeof topicNames) => `${formNames[form].sv}: ${topicNames[topic].sv}`;
    const topic = candidates.find((each) => !this.#keys.has(activityKey(code, dayOf(sessions[0]), titleOf(each))));
    if (!topic) throw new Error(`Too many activities of one kind in ${code}.`);
    const english = `${formNames[form].en}: ${topicNames[topic].en}`;
    return [topic, { sv: titleOf(topic), ...(this.#random.inAHundred(30) && { en: english }) }] as const;
  }

  #others({ when }: Idea, organisation: SampleOrganisation, near: readonly SampleRegistration[]): Key[] {
    if (when !== 'a-theme-day' || !this.#random.inAHundred(25)) return [];
    const county = countyOf(organisation.municipality).code;
    const around = near
      .map(({ organisation }) => organisation)
      .filter(
        ({ municipality, worksIn }) =>
          municipality === organisation.municipality || (worksIn?.counties?.includes(county) ?? false),
      )
      .filter((other) => keyOf(other) !== keyOf(organisation));
    return this.#random
      .shuffled(around)
      .slice(0, this.#random.between([1, 4]))
      .map(keyOf);
  }
}

const dayOf = (session: SampleSession | undefined) => session?.start.slice(0, 10) ?? '';
