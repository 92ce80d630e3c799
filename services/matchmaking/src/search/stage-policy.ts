import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, refuseAny } from '@kraftsamling/messaging/decision';
import { STAGES } from '../matching/need.ts';
import type { Stage } from '../matching/need.ts';

/** What makes one coalition better than another in a campaign: its first stage counts most. */
export interface StagePolicy {
  readonly stages: readonly Stage[];
}

/** A campaign that has said nothing has this one. */
export const usualStages: StagePolicy = { stages: STAGES };

export function amendStages(policy: StagePolicy, stages: readonly Stage[]): Decision<StagePolicy> {
  refuseUnlessWhole(stages);
  return isDeepStrictEqual(policy.stages, stages) ? nothingHappens : becomes({ ...policy, stages });
}

/** Each of them is named once: a stage that is left out would say nothing of its place. */
export function refuseUnlessWhole(stages: readonly Stage[]): void {
  if (stages.length === STAGES.length && STAGES.every((stage) => stages.includes(stage))) return;
  const detail = `Name each stage once: ${STAGES.join(', ')}.`;
  refuseAny([{ pointer: '/stages', code: 'stages-incomplete', detail }]);
}
