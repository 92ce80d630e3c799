import type { Principal } from '@kraftsamling/service';
import { belongsTo, looksAfter, notInYourCounties, notYours } from '@kraftsamling/service/responsibility';

/** Where something belongs: who works with it, and where it takes place. */
export interface Belonging {
  readonly organisers: readonly string[];
  /** Those who are asked to work with it see it, and no more. */
  readonly invited?: readonly string[];
  readonly municipality: string;
  readonly county: string;
}

/** Its organisers, and those who look after the place where it happens. */
export function mayChange(caller: Principal, belonging: Belonging): boolean {
  return belongsTo(caller, ...belonging.organisers) || looksAfter(caller, belonging);
}

export function maySee(caller: Principal, belonging: Belonging): boolean {
  return mayChange(caller, belonging) || belongsTo(caller, ...(belonging.invited ?? []));
}

export function refuseUnlessMayChange(caller: Principal, belonging: Belonging): void {
  if (mayChange(caller, belonging)) return;
  throw caller.kind === 'user' && caller.role === 'coordinator' ? notInYourCounties() : notYours();
}
