/** Who nominates. Personal data: never in an event, a log or the record, and known only for as long as the award says. */
export interface Nominator {
  readonly name: string;
  readonly email: string;
  readonly organisation?: string;
  readonly language: 'sv' | 'en';
}

/** With the random bytes that keep its hash in the record from being guessed. Erased together. */
export interface WithheldNominator {
  readonly person: Nominator;
  readonly salt: string;
}

interface Sent {
  readonly awardId: string;
  /** Codes, sorted: a joint entry has several. */
  readonly municipalities: readonly string[];
  /** Whether a municipality has entered itself. */
  readonly byMunicipality: boolean;
  /** By the ids of the award's questions. */
  readonly answers: Readonly<Record<string, string>>;
  readonly textSalt: string;
  /** Missing once it is not to be known any more. */
  readonly nominator?: WithheldNominator;
  readonly submittedAt: Date;
}

/** It counts once it has been confirmed, and is gathered in the candidacy of its municipalities. */
export type Nomination =
  | ({ readonly status: 'submitted' } & Sent)
  | ({ readonly status: 'confirmed'; readonly confirmedAt: Date } & Sent)
  | ({ readonly status: 'gathered'; readonly confirmedAt: Date; readonly candidacyId: string } & Sent);

export type ConfirmedNomination = Extract<Nomination, { readonly status: 'confirmed' }>;

/** What somebody sends in. */
export interface Submission {
  readonly municipalities: readonly string[];
  readonly answers: readonly { readonly question: string; readonly text: string }[];
  readonly nominator: Nominator;
}

/** Chance comes in as an argument: 32 random bytes each, in hex. */
export interface Salts {
  readonly text: string;
  readonly nominator: string;
}
