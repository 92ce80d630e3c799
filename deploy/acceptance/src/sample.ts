import { counties, countyOf, municipalities, municipality } from '@kraftsamling/geography';
import type { Area, Municipality } from '@kraftsamling/geography';
import { Random } from './random.ts';

/** An organisation that does not exist, at a place that does, and what becomes of its registrations. */
export interface SampleOrganisation {
  readonly name: string;
  readonly category: string;
  readonly sector: 'public' | 'private' | 'civil-society';
  readonly municipality: string;
  readonly worksIn?: { wholeCountry?: boolean; counties?: string[]; municipalities?: string[] };
  readonly offers: readonly SampleCapability[];
  readonly needs: readonly SampleCapability[];
  readonly consentsToMatching: boolean;
}

/** Organisations and resources are known by these until the services have given them ids. */
export type Key = string;

export const keyOf = ({ municipality, name }: Pick<SampleOrganisation, 'municipality' | 'name'>): Key =>
  `${municipality}|${name}`;

export interface SampleCapability {
  readonly capability: string;
  readonly amount: number;
  readonly languages?: string[];
  readonly targetGroups?: string[];
  readonly themes?: string[];
}

/** How far a registration comes; each step is taken through the API. */
export type Fate = 'submitted' | 'contacted' | 'confirmed' | 'declined' | 'withdrawn';

export interface SampleRegistration {
  readonly campaignId: string;
  readonly organisation: SampleOrganisation;
  readonly contact: { name: string; email: string; language: 'sv' | 'en' };
  readonly days: readonly string[];
  readonly fate: Fate;
}

/** A campaign's data file: what is sent to the API, and how much of the sample takes part in it. */
export interface CampaignFile {
  readonly campaign: {
    readonly id: string;
    readonly partOf?: string;
    readonly days: readonly string[];
    readonly countingPeriod: { readonly from: string; readonly to: string };
    readonly area?: Area;
    readonly goals: readonly { readonly measure: string; readonly target: number }[];
    readonly partnerCategories: readonly string[];
  };
  readonly sample: {
    /** At most so many organisations; those of one municipality only. Left out: everybody who is invited. */
    readonly organisations?: number;
    readonly municipality?: string;
    readonly activities?: {
      /** In so many municipalities something takes place; left out: wherever an organisation takes part. */
      readonly municipalities?: number;
      /** Venues and coaches are booked. */
      readonly bookings?: boolean;
      /** How many come, against what is usual. */
      readonly visitors?: number;
    };
    /** So many organisations find another one by themselves. */
    readonly pairs?: number;
    /** A file of the municipality's programme, beside this one. */
    readonly programme?: string;
    readonly survey?: SampleSurvey;
  };
}

export interface SampleSurvey {
  readonly plan: {
    readonly title: { readonly sv: string; readonly en: string };
    readonly questions: readonly {
      readonly id: string;
      readonly kind: 'one' | 'several' | 'text';
      readonly options?: readonly { readonly id: string; readonly text: { readonly sv: string } }[];
    }[];
  };
  /** How many answer it. */
  readonly answers: number;
  /** What some of them write. */
  readonly texts: readonly string[];
}

const SEED = 20241115;
export const GROUPS = ['senior-citizens', 'people-with-disabilities', 'national-minorities', 'other-native-language', 'children-and-youth']; // prettier-ignore
const THEMES = ['e-identification', 'banking-errands', 'public-e-services', 'online-safety', 'digital-literacy'];
const SERVICE_CENTRES = 120;
const COMPANIES = 40;
const MUNICIPALITIES_THEMSELVES = 48;
const OUT_OF_A_HUNDRED: readonly (readonly [Fate, number])[] = [
  ['confirmed', 82],
  ['contacted', 6],
  ['submitted', 5],
  ['withdrawn', 4],
  ['declined', 3],
];

/** Organisations spread over all 290 municipalities, and what they register for in each campaign. */
export function sampleRegistrations(files: readonly CampaignFile[]): SampleRegistration[] {
  const random = new Random(SEED);
  const organisations = sampleOrganisations(random);

  return files.flatMap(({ campaign, sample }) =>
    takingPart({ campaign, sample }, organisations).map((organisation, index) => ({
      campaignId: campaign.id,
      organisation,
      contact: {
        name: `Exempelperson ${index + 1}`,
        email: `exempel.${index + 1}@${slug(organisation.name)}.example`,
        language: random.upTo(20) === 0 ? ('en' as const) : ('sv' as const),
      },
      days: campaign.days.length > 0 ? random.someOf(campaign.days) : [],
      fate: random.shared(OUT_OF_A_HUNDRED),
    })),
  );
}

function takingPart({ campaign, sample }: CampaignFile, all: readonly SampleOrganisation[]): SampleOrganisation[] {
  const invited = all.filter(
    ({ category, municipality }) =>
      (campaign.partnerCategories.length === 0 || campaign.partnerCategories.includes(category)) &&
      (sample.municipality === undefined || sample.municipality === municipality),
  );
  return spread(invited, sample.organisations ?? invited.length);
}

/** So many of the list, at even distances. */
export function spread<T>(list: readonly T[], wanted: number): T[] {
  return list.filter(
    (_, index) => Math.floor(((index + 1) * wanted) / list.length) > Math.floor((index * wanted) / list.length),
  );
}

function sampleOrganisations(random: Random): SampleOrganisation[] {
  const largest = municipalities.toSorted((a, b) => b.population - a.population);
  return [
    ...municipalities.map((place) =>
      sample(random, `${place.name} bibliotek`, 'public-library', 'public', place, ['venue', 'coaches', 'outreach']),
    ),
    ...municipalities.map((place) =>
      sample(random, `Medborgarkontoret i ${place.name}`, 'local-authority-venue', 'public', place, [
        'venue',
        'expertise',
      ]),
    ),
    ...largest
      .slice(0, SERVICE_CENTRES)
      .map((place) =>
        sample(random, `Servicekontoret i ${place.name}`, 'government-service-centre', 'public', place, [
          'expertise',
          'venue',
        ]),
      ),
    ...counties.flatMap((county) => {
      const seat = largest.find(({ code }) => countyOf(code).code === county.code) as Municipality;
      const inCounty = { counties: [county.code] };
      return [
        sample(random, county.regionName, 'region', 'public', seat, ['communication', 'funding'], inCounty),
        sample(
          random,
          `Studieförbundet Norrsken ${county.name}`,
          'adult-educational-association',
          'civil-society',
          seat,
          ['coaches', 'venue'],
          inCounty,
        ),
        sample(
          random,
          `Studieförbundet Läslust ${county.name}`,
          'adult-educational-association',
          'civil-society',
          seat,
          ['coaches'],
          inCounty,
        ),
        sample(
          random,
          `Seniorsurfarna ${county.name}`,
          'civil-society',
          'civil-society',
          seat,
          ['outreach', 'coaches'],
          inCounty,
        ),
        sample(
          random,
          `Språkvännerna ${county.name}`,
          'civil-society',
          'civil-society',
          seat,
          ['interpretation', 'outreach'],
          inCounty,
        ),
      ];
    }),
    ...['Vetenskapscentret', 'Pensionärsföreningen', 'Hembygdsföreningen', 'Ungdomsgården'].map((name) =>
      sample(random, `${name} i Borlänge`, 'civil-society', 'civil-society', municipality('2081'), [
        'venue',
        'outreach',
      ]),
    ),
    ...largest.slice(0, COMPANIES).map((place, index) =>
      sample(random, `Exempelbolaget ${index + 1} AB`, 'company', 'private', place, ['equipment', 'expertise'], {
        wholeCountry: index % 4 === 0,
      }),
    ),
    ...spread(municipalities, MUNICIPALITIES_THEMSELVES).map((place) =>
      sample(random, `${place.name} kommun`, 'municipality', 'public', place, ['funding', 'communication']),
    ),
  ];
}

function sample(
  random: Random,
  name: string,
  category: string,
  sector: SampleOrganisation['sector'],
  place: Municipality,
  capabilities: readonly string[],
  worksIn?: SampleOrganisation['worksIn'],
): SampleOrganisation {
  const capability = (name: string): SampleCapability => ({
    capability: name,
    amount: 1 + random.upTo(6),
    languages: ['sv', ...(random.upTo(4) === 0 ? ['ar'] : [])],
    targetGroups: random.someOf(GROUPS),
    themes: random.someOf(THEMES),
  });
  const lacking = ['coaches', 'interpretation', 'equipment', 'outreach'].filter((name) => !capabilities.includes(name));
  return {
    name: `${name} (exempel)`,
    category,
    sector,
    municipality: place.code,
    ...(worksIn && { worksIn }),
    offers: random.someOf(capabilities).map(capability),
    needs: random.upTo(3) === 0 ? [capability(random.oneOf(lacking))] : [],
    consentsToMatching: random.upTo(10) > 0,
  };
}

/** As people spell a name in an address: å, ä and ö lose their marks, and leave no gap. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
