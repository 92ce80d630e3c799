/** What is put on record of an award (docs/the-record.md says what each means, and what the verifiers check of it). */
export type Entry =
  | { readonly kind: 'award-defined'; readonly data: AwardDefined }
  | { readonly kind: 'deadline-extended'; readonly data: { phase: string; from: string; to: string } }
  | { readonly kind: 'nomination-confirmed'; readonly data: NominationConfirmed }
  | { readonly kind: 'municipality-informed'; readonly data: { candidacy: string; municipality: string } }
  | { readonly kind: 'complement-submitted'; readonly data: { candidacy: string; text: Withheld } }
  | { readonly kind: 'candidacy-withdrawn'; readonly data: { candidacy: string } }
  | { readonly kind: 'scores-given'; readonly data: ScoresGiven }
  | { readonly kind: 'juror-recused'; readonly data: { juror: string; candidacy: string; ground: Withheld } }
  | { readonly kind: 'conflict-decided'; readonly data: ConflictDecided }
  | { readonly kind: 'tie-decided'; readonly data: TieDecided }
  | { readonly kind: 'cut-line-discussed'; readonly data: { round: Round; discussion: Withheld } }
  | { readonly kind: 'long-list-decided'; readonly data: { candidacies: readonly string[] } }
  | { readonly kind: 'assessment-submitted'; readonly data: { candidacy: string; assessment: Withheld } }
  | { readonly kind: 'short-list-decided'; readonly data: { candidacies: readonly string[] } }
  | { readonly kind: 'meeting-held'; readonly data: { candidacy: string; minutes: Withheld } }
  | { readonly kind: 'winner-decided'; readonly data: { candidacy: string } }
  | { readonly kind: 'list-recomputed'; readonly data: { round: Round; candidacies: readonly string[] } }
  | {
      readonly kind: 'list-announced';
      readonly data: { round: Exclude<Round, 'winner'>; candidacies: readonly string[] };
    }
  | { readonly kind: 'commitment-published'; readonly data: { commitment: string } }
  | { readonly kind: 'winner-announced'; readonly data: WinnerAnnounced }
  | { readonly kind: 'article-submitted'; readonly data: { article: string; municipality: string; text: Withheld } }
  | { readonly kind: 'article-accepted'; readonly data: { article: string } }
  | { readonly kind: 'article-published'; readonly data: { article: string } };

/** The salted hash of what stays outside of the record (`withhold`). */
export type Withheld = string;

export type Round = 'long-list' | 'short-list' | 'winner';

export interface AwardDefined {
  readonly title: string;
  /** A juror's score of a candidacy is the sum of the scores by criterion, each times its weight. */
  readonly criteria: readonly { readonly id: string; readonly weight: number }[];
  readonly scale: readonly [lowest: number, highest: number];
  readonly jurors: readonly string[];
  /** With fewer scores a candidacy is not ranked. */
  readonly quorum: number;
  readonly rule: string;
  readonly ruleVersion: number;
  /** Asked in turn where the rule finds no difference; what is still level then is decided by the jury, on record. */
  readonly tieRules: readonly string[];
  readonly longList: Size;
  readonly shortList: Size;
  /** By phase the first instant that is too late; under `announcement` the first that is not too early. */
  readonly deadlines: Readonly<Record<string, string>>;
}

type Size = readonly [fewest: number, most: number];

export interface NominationConfirmed {
  readonly nomination: string;
  readonly candidacy: string;
  readonly municipalities: readonly string[];
  readonly submittedAt: string;
  readonly byMunicipality: boolean;
  readonly nominator: Withheld;
  readonly text: Withheld;
}

export interface ScoresGiven {
  readonly round: Round;
  readonly juror: string;
  readonly candidacy: string;
  /** By criterion. What a juror gives later in the same round replaces it. */
  readonly scores: Readonly<Record<string, number>>;
}

/** What the secretariat decided of an indirect tie. */
export interface ConflictDecided {
  readonly juror: string;
  readonly candidacy: string;
  readonly outcome: 'blocked' | 'cleared';
  readonly ground: Withheld;
}

export interface TieDecided {
  readonly round: Round;
  readonly tied: readonly string[];
  readonly chosen: readonly string[];
}

export interface WinnerAnnounced {
  readonly winner: string;
  /** Of every commitment there is on record, in its order: one that stays shut could have been to somebody else. */
  readonly openings: readonly { readonly nonce: string; readonly result: AwardResult }[];
}

/** What the jury has decided, and of which record it follows. */
export interface AwardResult {
  readonly award: string;
  readonly count: number;
  readonly head: string;
  readonly longList: readonly string[];
  readonly shortList: readonly string[];
  readonly winner: string;
}
