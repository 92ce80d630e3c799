import { nameOf } from '@kraftsamling/contracts';
import { county, isCounty, isMunicipality, municipality } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import type { Mode } from '../activity/mode.ts';

const programme = { sv: 'Program', en: 'Programme' } as const satisfies Record<Language, string>;

const modeNames = {
  'on-site': { sv: 'på plats', en: 'on site' },
  online: { sv: 'digitalt', en: 'online' },
  hybrid: { sv: 'på plats och digitalt', en: 'on site and online' },
} as const satisfies Record<Mode, Record<Language, string>>;

const dayNames = {
  sv: { from: 'från', to: 'till och med' },
  en: { from: 'from', to: 'until' },
} as const satisfies Record<Language, object>;

const withCancelled = { sv: 'med inställt', en: 'with cancelled' } as const satisfies Record<Language, string>;

/** What of the programme was asked for. */
interface Asked {
  readonly campaign?: string;
  readonly county?: string;
  readonly municipality?: string;
  readonly from?: string;
  readonly to?: string;
  readonly targetGroup?: string;
  readonly topic?: string;
  readonly form?: string;
  readonly language?: string;
  readonly mode?: Mode;
  readonly accessibility?: string;
  readonly q?: string;
  readonly cancelled?: 'true' | 'false';
}

/** What the campaign and the organisation of a filter are called, where they are known. */
export interface Known {
  readonly campaign?: string | undefined;
  readonly organisation?: string | undefined;
}

/** What was asked for, as somebody reads it who has subscribed to several: `Program: Dalarna, seniorer, Digitalidag 2024`. */
export function programmeName(filter: Asked, language: Language, known: Known): string {
  const called = (word: string | undefined) => word && nameOf(word, language);
  const parts = [
    filter.municipality && (isMunicipality(filter.municipality) ? municipality(filter.municipality).name : undefined),
    filter.county && (isCounty(filter.county) ? withoutCounty(county(filter.county).name) : undefined),
    called(filter.targetGroup),
    called(filter.topic),
    called(filter.form),
    filter.mode && modeNames[filter.mode][language],
    filter.language && new Intl.DisplayNames(language, { type: 'language' }).of(filter.language),
    called(filter.accessibility),
    known.organisation,
    filter.q && `”${filter.q}”`,
    daysOf(filter, language),
    filter.cancelled === 'true' && withCancelled[language],
    known.campaign ?? called(filter.campaign),
  ].filter((part) => part !== undefined && part !== false && part !== '');
  return parts.length === 0 ? programme[language] : `${programme[language]}: ${parts.join(', ')}`;
}

const mostLettersOfAFileName = 100;

/** The same for a file, in letters that every system takes: `program-dalarna-seniorer-digitalidag-2024`. */
export function fileNameOf(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = letters.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '');
  return words.slice(0, mostLettersOfAFileName).replace(/-$/, '');
}

function withoutCounty(name: string): string {
  return name.replace(/s? län$/, '');
}

function daysOf({ from, to }: Asked, language: Language): string | undefined {
  const names = dayNames[language];
  if (from !== undefined && to !== undefined) return from === to ? from : `${from}–${to}`;
  if (from !== undefined) return `${names.from} ${from}`;
  return to === undefined ? undefined : `${names.to} ${to}`;
}
