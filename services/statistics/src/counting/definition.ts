/** What a figure means. The version grows when the meaning changes, so that two figures of one name are never compared unawares. */
export interface Definition {
  readonly version: number;
  /** Whose figure it is: there is one of the network, one of each campaign, or both; or one of each award. */
  readonly of: 'network' | 'campaign' | 'both' | 'award';
  /** The numbers that each of its rows distinguishes. */
  readonly measures: readonly string[];
  readonly name: Bilingual;
  readonly meaning: Bilingual;
}

/** Definitions by their ids. */
export type Definitions<Figure extends string = string> = Readonly<Record<Figure, Definition>>;

export interface Bilingual {
  readonly sv: string;
  readonly en: string;
}
