import type { Principal } from '@kraftsamling/service';

/** What is only planned is nobody else's business, not even that it is there. */
export function seesDrafts(caller: Principal): boolean {
  return isSecretariat(caller);
}

export function isSecretariat(caller: Principal): boolean {
  return caller.kind === 'user' && caller.role === 'secretariat';
}

/** A municipality sees and changes its own candidacies, of which it may be one of several. */
export function isOf(caller: Principal, municipalities: readonly string[]): boolean {
  const own = municipalityOf(caller);
  return own !== undefined && municipalities.includes(own);
}

/** The municipality that the caller speaks for, by a token bound to it. */
export function municipalityOf(caller: Principal): string | undefined {
  return caller.kind === 'user' && caller.role === 'municipality' ? caller.municipality : undefined;
}
