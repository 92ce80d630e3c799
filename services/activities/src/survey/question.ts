export interface Bilingual {
  readonly sv: string;
  readonly en: string;
}

export const kinds = ['one', 'several', 'text'] as const;

export interface Question {
  readonly id: string;
  /** One option, or several, or an answer in one's own words. */
  readonly kind: (typeof kinds)[number];
  readonly text: Bilingual;
  readonly required: boolean;
  readonly options: readonly { readonly id: string; readonly text: Bilingual }[];
}
