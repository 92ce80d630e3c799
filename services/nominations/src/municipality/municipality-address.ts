/** Where a municipality is told that it has been nominated. */
export interface MunicipalityAddress {
  readonly email: string;
  readonly setAt: Date;
  /** No link that was sent before opens anything: the address is another one since, or the links were revoked. */
  readonly linksSince?: Date;
  /** Nobody has had a link since, other than by a mail that staff have dispatched once more. */
  readonly linksRevoked?: { readonly at: Date; readonly reason: string };
}

/** The links that went to another address open nothing any more. */
export function withAddress(before: MunicipalityAddress | undefined, email: string, now: Date): MunicipalityAddress {
  if (!before) return { email, setAt: now };
  if (before.email.toLowerCase() === email.toLowerCase()) return { ...before, email, setAt: now };
  return { email, setAt: now, linksSince: after(before.linksSince, now) };
}

/** Revoking twice keeps what was said at first. */
export function withoutLinks(before: MunicipalityAddress, reason: string, now: Date): MunicipalityAddress {
  if (before.linksRevoked) return before;
  return { ...before, linksSince: after(before.linksSince, now), linksRevoked: { at: now, reason } };
}

function after(before: Date | undefined, now: Date): Date {
  return before && before >= now ? new Date(before.getTime() + 1) : now;
}
