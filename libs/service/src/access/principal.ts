export const roles = ['secretariat', 'coordinator', 'organisation', 'municipality', 'juror', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Who asks. What a role may do with a certain aggregate is for the service that owns it to say. */
export type Principal = Anonymous | LinkHolder | User;

export interface Anonymous {
  readonly kind: 'anonymous';
}

/** Somebody with the secret of a management link, sent as a bearer token that is no JWT. */
export interface LinkHolder {
  readonly kind: 'link';
  readonly secret: string;
}

export interface User {
  readonly kind: 'user';
  readonly subject: string;
  readonly role: Role;
  /** The counties of a coordinator; empty for others. */
  readonly counties: readonly string[];
  /** The organisation, municipality or award that the role of the same name is bound to. */
  readonly organisation?: string;
  readonly municipality?: string;
  readonly award?: string;
  readonly scopes: readonly string[];
}

export const anonymous: Anonymous = { kind: 'anonymous' };

/** Who it is, for records: the subject of the token, or the kind of those who have none. */
export function callerName(caller: Principal): string {
  return caller.kind === 'user' ? caller.subject : caller.kind;
}
