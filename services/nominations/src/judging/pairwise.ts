import type { Fraction } from './fraction.ts';
import { fraction } from './fraction.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { isGiven, meritOf } from './score-sheet.ts';

/**
 * Duels won, in duels: high is good. An entry wins against another if more of the jurors who scored both put it before that one; a draw counts
 * half. Whoever wins all duels is first, whatever the others do; beyond that many entries tie, and how clearly a duel was won is lost.
 * (Copeland 1951; Saari and Merlin 1996.) Where nobody scored both there was no duel: the share of the duels that
 * were won is told as duels against all others. Shown beside the award's rule, and no rule of an award itself.
 */
export function duelsWon(sheet: ScoreSheet): readonly (Fraction | null)[] {
  const { entries, jurors } = sheet;
  const merits = jurors.map(({ scores }) =>
    scores.map((score) => (isGiven(score) ? meritOf(sheet, score) : undefined)),
  );
  const results = entries.map((_, entry) =>
    entries.flatMap((_, other) => {
      if (other === entry) return [];
      const leads = merits.flatMap((given) => {
        const [own, others] = [given[entry], given[other]];
        return own === undefined || others === undefined ? [] : [Math.sign(own - others)];
      });
      return leads.length === 0 ? [] : [Math.sign(leads.reduce((total, lead) => total + lead, 0))];
    }),
  );
  return results.map((duels) => {
    if (duels.length === 0) return null;
    const wonTwice = duels.reduce((total, result) => total + result + 1, 0);
    return fraction(wonTwice * (entries.length - 1), 2 * duels.length);
  });
}
