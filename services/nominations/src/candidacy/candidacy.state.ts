/** What somebody wrote, with the random bytes that keep its hash in the record from being guessed. Erased together. */
export interface WithheldText {
  readonly text: string;
  readonly salt: string;
  readonly at: Date;
}

interface Nominated {
  readonly awardId: string;
  /** Codes, sorted: a joint entry has several. */
  readonly municipalities: readonly string[];
  /** Ids of the nominations that it gathers. */
  readonly nominations: readonly string[];
  /** Whether its first nomination was its own entry. */
  readonly byMunicipality: boolean;
  readonly nominatedAt: Date;
  readonly informedAt?: Date;
  readonly complement?: WithheldText;
  readonly assessment?: WithheldText;
  readonly meeting?: WithheldText;
}

/** Lists say nothing here: its version is seen by everybody, so nothing in it changes by what the jury thinks. */
export type Candidacy =
  | ({ readonly status: 'nominated' } & Nominated)
  | ({ readonly status: 'informed' } & Nominated)
  | ({ readonly status: 'complemented' } & Nominated)
  | ({ readonly status: 'withdrawn'; readonly withdrawnAt: Date } & Nominated);
