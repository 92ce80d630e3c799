import { awardOf, NETWORK, rowId, scopeOfFigures } from './row.ts';
import type { Row } from './row.ts';

/** The rows of `part` must add up to the rows of `whole`: each to the one that `into` names, if it names any. */
export interface Addition {
  readonly part: string;
  readonly whole: string;
  readonly into: (row: Row) => string | undefined;
  /** Those measures that the part distinguishes; all of them where this is left out. */
  readonly measures?: readonly string[];
}

/** The code of a municipality begins with that of its county. */
export function toCounties<Figure extends string>(part: Figure, whole: Figure): Addition {
  return { part, whole, into: ({ scope, value }) => rowId(scope, whole, value.slice(0, 2)) };
}

/** What a campaign has of it is a row of the network's. */
export function toCampaigns<Figure extends string>(
  part: Figure,
  whole: Figure,
  measures?: readonly string[],
): Addition {
  return {
    part,
    whole,
    into: ({ scope }) => (scope === NETWORK ? undefined : rowId(NETWORK, whole, scope)),
    ...(measures === undefined ? {} : { measures }),
  };
}

/** What an award has of it is a row of the network's. */
export function toAwards<Figure extends string>(part: Figure, whole: Figure): Addition {
  return {
    part,
    whole,
    into: ({ scope }) => {
      const award = awardOf(scope);
      return award === undefined ? undefined : rowId(NETWORK, whole, award);
    },
  };
}

export function toTheWhole<Figure extends string>(part: Figure, whole: Figure, measures?: readonly string[]): Addition {
  return {
    part,
    whole,
    into: ({ scope }) => rowId(scopeOfFigures(scope), whole, ''),
    ...(measures === undefined ? {} : { measures }),
  };
}
