import type { AwardData } from '@kraftsamling/contracts';
import { distinct } from '../../counting/fact.ts';
import { municipalityName } from '../../counting/row-tables.ts';
import type { Tables, Total } from '../../counting/row-tables.ts';
import type { awardDefinitions } from './award-definitions.ts';
import type { AwardFact } from './award-fact.ts';

export type AwardFigure = keyof typeof awardDefinitions;

export interface AwardCounts extends Total {
  readonly open: number;
  readonly announced: number;
}

export interface AwardFiguresOfTheNetwork {
  readonly awards: AwardCounts;
}

/** What has been announced of an award; what has not been is left out. */
export interface AnnouncedFigures {
  readonly longListed?: ListFigures;
  readonly shortListed?: ListFigures;
  readonly winner?: WinnerFigures;
}

/** `total` are the candidacies on it. A joint one is several municipalities. */
export interface ListFigures extends Total {
  readonly municipalities: number;
  readonly candidacies: readonly ListedCandidacy[];
  readonly announcedAt: string;
}

export interface WinnerFigures extends ListedCandidacy {
  readonly announcedAt?: string;
}

export interface ListedCandidacy {
  readonly candidacyId: string;
  readonly municipalities: readonly ListedMunicipality[];
}

export interface ListedMunicipality {
  readonly municipality: string;
  readonly name?: string;
}

export function awardFiguresOfTheNetwork(table: Tables<AwardFigure>): AwardFiguresOfTheNetwork {
  const { open = 0, announced = 0 } = table('awards').get('') ?? {};
  return { awards: { total: open + announced, open, announced } };
}

/** @param shown the award, once an event of its own has arrived */
export function announcedFigures(_: Tables<AwardFigure>, shown: readonly AwardFact[]): AnnouncedFigures {
  const [fact] = shown;
  if (!fact) return {};

  const { award, announced } = fact;
  const { longListed, shortListed, winner } = announced;
  const { announcedAt } = award;
  return {
    ...(longListed === undefined ? {} : { longListed: listFigures(longListed) }),
    ...(shortListed === undefined ? {} : { shortListed: listFigures(shortListed) }),
    ...(winner === undefined
      ? {}
      : { winner: { ...listedCandidacy(winner), ...(announcedAt === undefined ? {} : { announcedAt }) } }),
  };
}

function listFigures({ candidacies, announcedAt }: NonNullable<AwardData['longListed']>): ListFigures {
  return {
    total: candidacies.length,
    municipalities: distinct(candidacies.flatMap(({ municipalities }) => municipalities)).length,
    candidacies: candidacies.map(listedCandidacy),
    announcedAt,
  };
}

function listedCandidacy({ candidacyId, municipalities }: NonNullable<AwardData['winner']>): ListedCandidacy {
  return { candidacyId, municipalities: municipalities.map(listedMunicipality) };
}

function listedMunicipality(municipality: string): ListedMunicipality {
  const name = municipalityName(municipality);
  return name === undefined ? { municipality } : { municipality, name };
}
