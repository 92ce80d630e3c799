import type { Fault } from '@kraftsamling/messaging/decision';
import { Refusal } from '@kraftsamling/messaging/decision';

/** Refuses input with all its faults at once. The refusal's code is that of the first fault. */
export function refuseAny(faults: readonly Fault[]): void {
  const [first, ...others] = faults;
  if (!first) return;
  const sentence = others.length === 0 ? first.detail : `${first.detail} There are ${others.length} more faults.`;
  throw new Refusal(first.code, sentence, 'invalid', faults);
}

/** The same faults, seen from the whole that the faulty part lies in. */
export function under(pointer: string, faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, pointer: pointer + fault.pointer }));
}
