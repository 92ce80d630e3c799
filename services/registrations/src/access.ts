import type { Principal } from '@kraftsamling/service';

/** What is only planned is nobody else's business, not even that it is there. */
export function seesDrafts(caller: Principal): boolean {
  return caller.kind === 'user' && caller.role === 'secretariat';
}
