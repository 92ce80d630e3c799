import { municipalitiesOf } from '@kraftsamling/geography';
import type { Area } from '@kraftsamling/geography';

/** A registration as the registrations service lists it. */
export interface ListedRegistration {
  readonly id: string;
  readonly campaignId: string;
  readonly organisationId: string;
  readonly organisationName?: string;
  readonly category: string;
  readonly municipality: string;
  readonly county: string;
  readonly days: readonly string[];
  readonly offers: readonly { readonly capability: string }[];
  readonly needs: readonly { readonly capability: string }[];
  readonly status: Step;
}

export type Step = 'submitted' | 'contacted' | 'confirmed' | 'declined' | 'withdrawn';

export interface ListedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly municipality: string;
  readonly county: string;
  readonly consentsToMatching: boolean;
  readonly offers: readonly Offer[];
}

export interface Offer {
  readonly capability: string;
  readonly amount: number;
  readonly days?: readonly string[];
}

/** Steps counted, as the statistics service shows them. */
export type Steps = Record<Step | 'total' | 'live', number>;

/** One figure per name; rows of a table as `figure.row`. */
export type Figures = ReadonlyMap<string, number>;

const live: readonly Step[] = ['submitted', 'contacted', 'confirmed'];

/** What the statistics must show for a campaign, counted from the registrations themselves, by the plainest way there is. */
export function expectedOfCampaign(registrations: readonly ListedRegistration[], area?: Area): Figures {
  const figures = new Map<string, number>();
  const add = (figure: string, step: Step) => {
    for (const counted of [step, 'total', ...(live.includes(step) ? ['live'] : [])])
      count(figures, `${figure}.${counted}`);
  };
  for (const { status, days, category, county, municipality } of registrations) {
    add('registrations', status);
    for (const day of days) add(`registrationsByDay.${day}`, status);
    add(`registrationsByCategory.${category}`, status);
    add(`registrationsByCounty.${county}`, status);
    add(`registrationsByMunicipality.${municipality}`, status);
  }
  const taking = registrations.filter(({ status }) => live.includes(status));
  figures.set('organisationsTakingPart.total', new Set(taking.map(({ organisationId }) => organisationId)).size);
  const inArea = new Set(municipalitiesOf(area).map(({ code }) => code));
  const places = new Set(taking.flatMap(({ municipality }) => (inArea.has(municipality) ? [municipality] : [])));
  figures.set('municipalitiesTakingPart.total', places.size);
  figures.set('municipalitiesTakingPart.of', inArea.size);
  return figures;
}

export function expectedOfNetwork(organisations: readonly ListedOrganisation[]): Figures {
  const figures = new Map<string, number>();
  for (const { category, municipality, county } of organisations) {
    count(figures, 'organisations.total');
    count(figures, `organisationsByCategory.${category}.total`);
    count(figures, `organisationsByCounty.${county}.total`);
    count(figures, `organisationsByMunicipality.${municipality}.total`);
  }
  return figures;
}

/** The figures of an answer of the statistics service, flat, without names and without zeros. */
export function shown(figures: Record<string, unknown>, prefix = ''): Figures {
  const flat = new Map<string, number>();
  for (const [key, value] of Object.entries(figures)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'number') flat.set(path, value);
    else if (typeof value === 'object' && value !== null)
      for (const [inner, figure] of shown(value as Record<string, unknown>, path)) flat.set(inner, figure);
  }
  return flat;
}

export interface Difference {
  readonly figure: string;
  readonly expected: number;
  readonly shown: number;
}

/** Where two sets of figures differ; what one of them leaves out is zero. Only the given kinds of figures are compared. */
export function differences(expected: Figures, found: Figures, kinds: readonly string[]): Difference[] {
  const ofThese = (figure: string) => kinds.some((kind) => figure === kind || figure.startsWith(`${kind}.`));
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter(ofThese)
    .map((figure) => ({ figure, expected: expected.get(figure) ?? 0, shown: found.get(figure) ?? 0 }))
    .filter(({ expected, shown }) => expected !== shown);
}

export const campaignKinds = ['registrations', 'registrationsByDay', 'registrationsByCategory', 'registrationsByCounty', 'registrationsByMunicipality', 'organisationsTakingPart', 'municipalitiesTakingPart']; // prettier-ignore
export const networkKinds = ['organisations', 'organisationsByCategory', 'organisationsByCounty', 'organisationsByMunicipality']; // prettier-ignore

export function count(figures: Map<string, number>, figure: string, by = 1): void {
  figures.set(figure, (figures.get(figure) ?? 0) + by);
}
