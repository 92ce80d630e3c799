import { activitiesDefinitions } from './activities-definitions.ts';
import type { SummedFigure } from './dimensions.ts';
import { registrationsDefinitions } from './registrations-definitions.ts';

/** What a figure means. The version grows when the meaning changes, so that two figures of one name are never compared unawares. */
export interface Definition extends Text {
  readonly id: Figure;
}

export interface Text {
  readonly version: number;
  /** Whose figure it is: there is one of the network, one of each campaign, or both. */
  readonly of: 'network' | 'campaign' | 'both';
  /** What is told apart in each of its rows. */
  readonly measures: readonly string[];
  readonly name: Bilingual;
  readonly meaning: Bilingual;
}

interface Bilingual {
  readonly sv: string;
  readonly en: string;
}

const texts = { ...registrationsDefinitions, ...activitiesDefinitions } satisfies Readonly<Record<SummedFigure, Text>>;

/** What is shown: sums, and what is worked out from them when they are read. */
export type Figure = keyof typeof texts;

export const definitions: readonly Definition[] = Object.entries<Text>(texts).map(([id, text]) => ({
  id: id as Figure,
  ...text,
}));
