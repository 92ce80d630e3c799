import { Refusal } from '@kraftsamling/messaging/decision';
import type { FigurePart, Selection } from '../counting/selection.ts';
import { subjects } from '../subjects/subjects.ts';
import { definitions } from './definitions.ts';
import { selectGoals } from './goals.ts';

/**
 * The facts behind a number that is shown.
 * @throws Refusal `unknown-figure`, `unknown-step`
 */
export function sourceSelection(part: FigurePart): Selection {
  const { figure, campaign, value, step } = part;
  const scope = campaign === undefined ? 'network' : 'campaign';
  const definition = definitions.find(({ id, of }) => id === figure && (of === scope || of === 'both'));
  if (!definition)
    throw new Refusal(
      'unknown-figure',
      `There is no figure "${figure}" of ${campaign === undefined ? 'the network' : 'a campaign'}.`,
      'invalid',
    );
  if (step !== undefined && !definition.measures.includes(step))
    throw new Refusal(
      'unknown-step',
      `"${figure}" counts ${definition.measures.join(', ')} and nothing called "${step}".`,
      'invalid',
    );

  const subject = subjects.find(({ definitions }) => Object.hasOwn(definitions, figure));
  return subject ? subject.select(part) : selectGoals(campaign, value);
}
