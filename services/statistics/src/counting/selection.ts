import { municipalitiesOf } from '@kraftsamling/geography';
import type { Area } from '@kraftsamling/geography';

/** A number that somebody wants to trace to its sources: the figure, and which part of it. */
export interface FigurePart<Figure extends string = string> {
  readonly figure: Figure;
  /** The campaign whose figure it is; undefined for a figure of the network. */
  readonly campaign: string | undefined;
  /** The award whose figure it is. */
  readonly award?: string | undefined;
  readonly value: string | undefined;
  readonly step: string | undefined;
  /** Where the campaign takes place; in the whole country where it has none. */
  readonly area?: Area | undefined;
}

/** Which facts a number came from, as a query of MongoDB. Everything in it is either ours or an equality with a string. */
export type Selection = Readonly<Record<string, unknown>>;

export const some = { $gt: 0 };
export const known = { $exists: true };
export const none = { $exists: false };
export const nothing: Selection = { _id: { $in: [] } };

/** Facts of a kind have ids of one range. */
export function factsOf(kind: string, campaign?: string | typeof none): Selection {
  return { _id: { $gte: `${kind}:`, $lt: `${kind};` }, ...(campaign === undefined ? {} : { campaign }) };
}

/** Facts of a kind that belong to an award; of all awards where none is named. */
export function factsOfAward(kind: string, award: string | undefined): Selection {
  return { ...factsOf(kind), ...fieldIs('award', award) };
}

/** @param together the measures that count several steps together, and these steps */
export function statusIs(step: string | undefined, together: Readonly<Record<string, unknown>> = {}): Selection {
  if (step === undefined || step === 'total') return {};
  return { status: together[step] ?? step };
}

export function fieldIs(field: string, value: string | undefined): Selection {
  return value === undefined ? {} : { [field]: value };
}

/** What lies in the area of a campaign. */
export function inArea(area: Area | undefined): Selection {
  return area === undefined ? {} : { municipality: { $in: municipalitiesOf(area).map(({ code }) => code) } };
}

export function dayIs(step: string, day: string | undefined): Selection {
  return { [`steps.${step}`]: day ?? known };
}
