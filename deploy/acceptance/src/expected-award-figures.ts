import { municipalities as allMunicipalities } from '@kraftsamling/geography';
import { count } from './expected-figures.ts';
import type { Figures } from './expected-figures.ts';

/** What nominations has, as it lists it to the secretariat and to everybody. */
export interface ListedAward {
  readonly nominations: readonly ListedNomination[];
  readonly candidacies: readonly ListedCandidacy[];
  readonly articles: readonly ListedArticle[];
}

export interface ListedNomination {
  readonly id: string;
  readonly municipalities: readonly string[];
  readonly counties: readonly string[];
  readonly byMunicipality: boolean;
  readonly status: 'submitted' | 'confirmed';
}

export interface ListedCandidacy {
  readonly id: string;
  readonly municipalities: readonly string[];
  readonly status: 'nominated' | 'informed' | 'complemented' | 'withdrawn';
}

export interface ListedArticle {
  readonly id: string;
  readonly county: string;
  readonly status: 'submitted' | 'accepted' | 'published';
}

/** What an award shows of lists and its winner. */
export interface AnnouncedAward {
  readonly longListed?: { readonly candidacies: readonly Listed[] };
  readonly shortListed?: { readonly candidacies: readonly Listed[] };
}

export interface Listed {
  readonly candidacyId: string;
  readonly municipalities: readonly string[];
}

/** What statistics must show of an award, counted by the plainest way there is. */
export function expectedOfAward({ nominations, candidacies, articles }: ListedAward, award: AnnouncedAward): Figures {
  const figures = new Map<string, number>();
  const add = (figure: string, step: string) => {
    for (const counted of [step, 'total']) count(figures, `${figure}.${counted}`);
  };
  for (const { status, byMunicipality, counties, municipalities } of nominations) {
    add('nominations', status);
    add(`nominationsByOrigin.${byMunicipality ? 'own-entry' : 'others'}`, status);
    for (const county of counties) add(`nominationsByCounty.${county}`, status);
    for (const code of municipalities) add(`nominationsByMunicipality.${code}`, status);
  }
  for (const { status, municipalities } of candidacies)
    for (const figure of ['candidacies', ...municipalities.map((code) => `candidaciesByMunicipality.${code}`)]) {
      add(figure, status);
      if (municipalities.length > 1) count(figures, `${figure}.joint`);
    }
  for (const { status, county } of articles)
    for (const figure of ['articles', `articlesByCounty.${county}`]) add(figure, status);

  const joint = candidacies.filter(({ municipalities }) => municipalities.length > 1);
  figures.set('nominatedMunicipalities.total', distinctIn(candidacies));
  figures.set('nominatedMunicipalities.joint', distinctIn(joint));
  figures.set('nominatedMunicipalities.of', allMunicipalities.length);
  for (const list of ['longListed', 'shortListed'] as const) {
    const listed = award[list]?.candidacies ?? [];
    figures.set(`${list}.total`, listed.length);
    figures.set(`${list}.municipalities`, distinctIn(listed));
  }
  return figures;
}

export const awardKinds = ['nominations', 'nominationsByOrigin', 'nominationsByCounty', 'nominationsByMunicipality', 'candidacies', 'candidaciesByMunicipality', 'nominatedMunicipalities', 'articles', 'articlesByCounty', 'longListed', 'shortListed']; // prettier-ignore

function distinctIn(candidacies: readonly Pick<Listed, 'municipalities'>[]): number {
  return new Set(candidacies.flatMap(({ municipalities }) => municipalities)).size;
}
