/** What a jury has given. */
export interface ScoreSheet {
  readonly entries: readonly string[];
  readonly jurors: readonly Juror[];
  readonly scale: Scale;
  readonly higherIsBetter: boolean;
}

export interface Juror {
  readonly name: string;
  /** In the order of the entries. */
  readonly scores: readonly Score[];
}

/** Whole points on the scale; `null` where the juror has not scored the entry, which is never taken for a number. */
export type Score = number | null;

export interface Scale {
  readonly lowest: number;
  readonly highest: number;
}

/** Entries and jurors are known by their places in the sheet. */
export interface ScoreChange {
  readonly juror: number;
  readonly entry: number;
  readonly from: number;
  readonly to: number;
}

export function isGiven(score: Score | undefined): score is number {
  return typeof score === 'number';
}

/** The scores that an entry has, in the order of the jurors who gave them. */
export function scoresOf({ jurors }: ScoreSheet, entry: number): readonly number[] {
  return jurors.map(({ scores }) => scores[entry]).filter(isGiven);
}

export function hasScored({ scores }: Juror): boolean {
  return scores.some(isGiven);
}

export function everythingIsScored({ jurors }: ScoreSheet): boolean {
  return jurors.every(({ scores }) => scores.every(isGiven));
}

export function withoutJurors(sheet: ScoreSheet, absent: ReadonlySet<number>): ScoreSheet {
  return { ...sheet, jurors: sheet.jurors.filter((_, at) => !absent.has(at)) };
}

export function withChanges(sheet: ScoreSheet, changes: readonly ScoreChange[]): ScoreSheet {
  const jurors = sheet.jurors.map(({ name, scores }) => ({ name, scores: [...scores] }));
  for (const { juror, entry, to } of changes) jurors[juror]?.scores.splice(entry, 1, to);
  return { ...sheet, jurors };
}

/** Points above the worst that the scale allows: for these more is better, whatever the scale says. */
export function meritOf({ scale, higherIsBetter }: ScoreSheet, score: number): number {
  return higherIsBetter ? score - scale.lowest : scale.highest - score;
}

export function scoreOf({ scale, higherIsBetter }: ScoreSheet, merit: number): number {
  return higherIsBetter ? scale.lowest + merit : scale.highest - merit;
}

export function mostMerit({ scale }: ScoreSheet): number {
  return scale.highest - scale.lowest;
}
