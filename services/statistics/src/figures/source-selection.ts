import { Refusal } from '@kraftsamling/messaging/decision';
import type { Definition } from '../counting/definition.ts';
import type { FigurePart, Selection } from '../counting/selection.ts';
import { subjects } from '../subjects/subjects.ts';
import { definitions } from './definitions.ts';
import { selectGoals } from './goals.ts';

/**
 * The facts behind a number that is shown.
 * @throws Refusal `unknown-figure`, `unknown-step`
 */
export function sourceSelection(part: FigurePart): Selection {
  const { figure, step } = part;
  const whose = whoseOf(part);
  const definition = definitions.find(({ id, of }) => id === figure && whose.of.includes(of));
  if (!definition) throw new Refusal('unknown-figure', `There is no figure "${figure}" of ${whose.name}.`, 'invalid');
  if (step !== undefined && !definition.measures.includes(step))
    throw new Refusal(
      'unknown-step',
      `"${figure}" counts ${definition.measures.join(', ')} and nothing called "${step}".`,
      'invalid',
    );

  const subject = subjects.find(({ definitions }) => Object.hasOwn(definitions, figure));
  return subject ? subject.select(part) : selectGoals(part);
}

interface Whose {
  readonly name: string;
  readonly of: readonly Definition['of'][];
}

function whoseOf({ campaign, award }: FigurePart): Whose {
  if (award !== undefined) return { name: 'an award', of: ['award'] };
  if (campaign !== undefined) return { name: 'a campaign', of: ['campaign', 'both'] };
  return { name: 'the network', of: ['network', 'both'] };
}
