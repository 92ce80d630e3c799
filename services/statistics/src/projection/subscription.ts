import { versionOf } from '@kraftsamling/contracts';
import type { CloudEvent, Contract } from '@kraftsamling/contracts';
import { subjects } from '../subjects/subjects.ts';
import type { Fact } from '../subjects/subjects.ts';

/** What statistics subscribes to: the contracts of every subject (`subscribesTo`). The events come to `FiguresHandler`, the event handler. */
export const subscription: readonly Contract[] = subjects.flatMap(({ subscribesTo }) => subscribesTo);

const subjectByType = new Map(
  subjects.flatMap((subject) => subject.subscribesTo.map(({ type }) => [type, subject] as const)),
);

export function factOf(event: CloudEvent<unknown>): Fact {
  const subject = subjectByType.get(event.type);
  if (!subject) throw new TypeError(`Nothing is kept of "${event.type}", which is not subscribed to.`);
  return subject.factOf(event.subject, versionOf(event), event.data) as Fact;
}
