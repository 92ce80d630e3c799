import { municipalities } from '@kraftsamling/geography';
import type { MatchingRequest, NetworkOrganisation, Share } from '../src/matching/need.ts';
import type { Random } from '@kraftsamling/testing/random';

type CapabilityName = Share['capability'];

const DAYS = ['2024-11-15', '2024-11-16'];
const GROUPS = ['senior-citizens', 'people-with-disabilities', 'national-minorities', 'children-and-youth'];
const THEMES = ['e-identification', 'public-e-services', 'online-safety', 'job-skills'];
const LANGUAGES = ['sv', 'sv', 'sv', 'en', 'fi', 'so', 'ar', 'se'];
/** What is offered often and what is scarce: each as often as it stands here. */
const OFFERED: readonly [CapabilityName, ...CapabilityName[]] = [
  ...(['venue', 'venue', 'venue', 'coaches', 'coaches', 'coaches', 'outreach', 'outreach'] as const),
  ...(['expertise', 'equipment', 'communication', 'interpretation', 'funding'] as const),
];
const NEEDED: readonly CapabilityName[] = ['venue', 'coaches', 'outreach', 'expertise', 'equipment', 'interpretation'];

/** Organisations live where people do; most work at home, some in their county, a few everywhere. */
export function sampleNetwork(random: Random, size: number): NetworkOrganisation[] {
  const { below, oneOf, some, chance } = random;
  const homes = homesByPopulation();
  return Array.from({ length: size }, (_, n) => {
    const { code, countyCode } = homes(below(1_000_000) / 1_000_000);
    return {
      id: `organisation-${String(n).padStart(5, '0')}`,
      municipality: code,
      worksIn: {
        wholeCountry: chance(0.001),
        counties: chance(0.06) ? [countyCode] : [],
        municipalities: [code],
      },
      offers: Array.from({ length: 1 + below(3) }, () => ({
        capability: oneOf(OFFERED),
        amount: 1 + below(oneOf([1, 2, 3])),
        days: chance(0.5) ? [] : some(DAYS, 0.6),
        languages: chance(0.2) ? [] : [...new Set(['sv', oneOf(LANGUAGES as [string, ...string[]])])],
        targetGroups: chance(0.4) ? [] : some(GROUPS, 0.4),
        themes: chance(0.4) ? [] : some(THEMES, 0.4),
      })),
      consentsToMatching: chance(0.8),
      reserved: chance(0.3) ? [{ capability: oneOf(OFFERED), amount: 1, days: some(DAYS, 0.5) }] : [],
      requests: below(6),
      collaborations: below(4),
    };
  });
}

/** Half of them of an organisation, half of a municipality in which nothing happens yet: then wherever it lies. */
export function sampleNeed(random: Random, organisations: readonly NetworkOrganisation[]): MatchingRequest {
  const { below, oneOf, some, chance, shuffled } = random;
  const owner = chance(0.5) ? organisations[below(organisations.length)] : undefined;
  return {
    need: {
      demands: shuffled(NEEDED)
        .slice(0, 2 + below(4))
        .map((capability) => ({ capability, amount: 1 + below(oneOf([1, 3, 6])) })),
      municipality: owner?.municipality ?? municipalities[below(municipalities.length)]?.code ?? '',
      withinKm: oneOf([0, 10, 20, 30, 50]),
      days: some(DAYS, 0.6),
      targetGroups: some(GROUPS, 0.3),
      themes: some(THEMES, 0.25),
      languages: [...new Set(['sv', oneOf(LANGUAGES as [string, ...string[]])])],
    },
    ...(owner && { ownerId: owner.id }),
    otherDays: DAYS,
  };
}

function homesByPopulation() {
  const total = municipalities.reduce((sum, { population }) => sum + population, 0);
  return (share: number) => {
    let rest = share * total;
    const home = municipalities.find(({ population }) => (rest -= population) < 0) ?? municipalities.at(-1);
    if (!home) throw new Error('There are no municipalities.');
    return home;
  };
}
