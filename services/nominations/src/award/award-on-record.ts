import type { Entry } from '../record/entry.ts';
import type { RunningAward } from './award.state.ts';
import { phases } from './award.state.ts';

/** What the award is counted by, as its record begins. */
export function awardDefined(award: RunningAward): Entry {
  const { title, criteria, scale, jurors, quorum, rule, ruleVersion, tieRules, longList, shortList, deadlines } = award;
  return {
    kind: 'award-defined',
    data: {
      title: title.sv,
      criteria: criteria.map(({ id, weight }) => ({ id, weight })),
      scale: [scale.lowest, scale.highest],
      jurors,
      quorum,
      rule,
      ruleVersion,
      tieRules,
      longList: [longList.fewest, longList.most],
      shortList: [shortList.fewest, shortList.most],
      deadlines: Object.fromEntries(phases.map((phase) => [phase, deadlines[phase].closesAt.toISOString()])),
    },
  };
}
