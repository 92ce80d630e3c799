import { distanceKm, municipalities } from '@kraftsamling/geography';
import type { MatchingRequest, NetworkOrganisation, Share } from '../src/matching/need.ts';
import { STAGES } from '../src/matching/need.ts';
import type { Random } from '@kraftsamling/testing/random';

export interface Instance {
  readonly request: MatchingRequest;
  readonly organisations: readonly NetworkOrganisation[];
}

const DAYS = ['2024-11-14', '2024-11-15', '2024-11-16', '2024-11-17'];
const CAPABILITIES = ['venue', 'coaches', 'outreach', 'expertise', 'equipment', 'interpretation'] as const;
const GROUPS = ['senior-citizens', 'children-and-youth', 'people-with-disabilities'];
const THEMES = ['e-identification', 'online-safety'];
const LANGUAGES = ['sv', 'so', 'fi'];

/** A need and a network around it in which most things go wrong now and then. */
export function anInstance(random: Random, size: number, organisations = aNetwork(random, size)): Instance {
  const { below, oneOf, some, chance, shuffled } = random;
  // Much of one thing, that small offers of many add up to; or something of several.
  const isMuchOfOne = chance(0.15);
  const capabilities = shuffled(CAPABILITIES).slice(0, isMuchOfOne ? 1 : 1 + below(size > 100 ? 5 : 4));
  const owner = chance(0.4) ? organisations[below(organisations.length)] : undefined;
  const days = some(DAYS.slice(0, 3), 0.3);
  return {
    organisations,
    request: {
      need: {
        demands: capabilities.map((capability) => ({
          capability,
          amount: isMuchOfOne ? 3 + below(4) : 1 + below(oneOf([1, 1, 2, 4])),
        })),
        municipality: oneOf(places),
        withinKm: oneOf([0, 20, 40, 80, 150]),
        days,
        targetGroups: some(GROUPS, 0.3),
        themes: some(THEMES, 0.3),
        languages: some(LANGUAGES, 0.3),
      },
      ...(owner && { ownerId: owner.id }),
      declined: some(organisations, 0.05)
        .filter((organisation) => organisation !== owner)
        .map(({ id }) => id),
      otherDays: some(DAYS, 0.5),
      ...(chance(0.5) && { stages: shuffled(STAGES) }),
    },
  };
}

const middle = '2081';
/** Göteborg and Kiruna. */
const far = ['1480', '2584'];
/** Places around the middle of the country and two that are far off, so that some are in reach and some are not. */
const places = nearest(12);

function nearest(count: number): [string, ...string[]] {
  const codes = municipalities
    .map(({ code }) => code)
    .toSorted((a, b) => distanceKm(middle, a) - distanceKm(middle, b))
    .slice(0, count);
  return [middle, ...codes.slice(1), ...far];
}

export function aNetwork(random: Random, size: number): NetworkOrganisation[] {
  const { below, oneOf, some, chance } = random;
  // Now and then all are so alike that only their ids tell them apart.
  const alike = chance(0.25);
  return random.shuffled(Array.from({ length: size }, (_, n) => n)).map((n) => ({
    id: `organisation-${String(n).padStart(5, '0')}`,
    municipality: alike ? middle : oneOf(places),
    worksIn: {
      wholeCountry: chance(0.05),
      counties: chance(0.15) ? [oneOf(['20', '21', '17'])] : [],
      municipalities: some(places, 0.1),
    },
    offers: Array.from({ length: 1 + below(4) }, () => ({
      capability: oneOf(CAPABILITIES),
      amount: 1 + below(oneOf([1, 3])),
      days: chance(0.5) ? [] : some(DAYS, 0.6),
      languages: chance(0.3) ? [] : some(LANGUAGES, 0.5),
      targetGroups: chance(0.3) ? [] : some(GROUPS, 0.5),
      themes: chance(0.3) ? [] : some(THEMES, 0.5),
    })),
    consentsToMatching: chance(0.9),
    reserved: Array.from({ length: chance(0.2) ? 1 + below(2) : 0 }, (): Share & { days: string[] } => ({
      capability: oneOf(CAPABILITIES),
      amount: 1 + below(2),
      days: some(DAYS, 0.4),
    })),
    requests: alike ? 0 : below(4),
    collaborations: alike ? 0 : below(6),
  }));
}
