import { Refusal } from '@kraftsamling/messaging/decision';
import { placesOf } from '@kraftsamling/service/responsibility';
import type { Principal } from '@kraftsamling/service';

/** What is only planned is nobody else's business, not even that it is there. */
export function seesDrafts(caller: Principal): boolean {
  return caller.kind === 'user' && caller.role === 'secretariat';
}

/** Nobody learns from an answer that something of others is there: what is not there is refused to them in the same words. */
export function asOthers(caller: Principal, refusal: () => Refusal): (error: unknown) => never {
  return (error) => {
    const isMissing = error instanceof Refusal && error.kind === 'not-found';
    throw isMissing && placesOf(caller) !== 'all' ? refusal() : error;
  };
}
