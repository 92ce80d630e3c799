import type { Juror } from '../jury/juror.ts';
import { addressKey } from '../nomination/address-key.ts';
import type { Edge, Node } from './tie-graph.ts';

export interface Appointed {
  readonly id: string;
  readonly state: Juror;
}

/** Of all jurors those who are the same person: appointed under two subjects, with an address in common, or with one in common with such a one. */
export function samePerson(juror: Appointed, all: readonly Appointed[]): readonly Appointed[] {
  const found = [juror];
  const addresses = new Set(emailsOf(juror).map(addressKey));
  let others = all.filter(({ id }) => id !== juror.id);
  for (;;) {
    const { same = [], different = [] } = Object.groupBy(others, (other) =>
      emailsOf(other).some((email) => addresses.has(addressKey(email))) ? 'same' : 'different',
    );
    if (same.length === 0) return found;
    found.push(...same);
    for (const email of same.flatMap(emailsOf)) addresses.add(addressKey(email));
    others = different;
  }
}

export function emailsOf({ state: { email, otherEmails } }: Appointed): readonly string[] {
  return [email, ...otherEmails];
}

/** What a juror has declared: a tie to a municipality, to an organisation, or to both. */
export function declaredEdges({ id, state: { ties } }: Appointed): readonly Edge[] {
  const self: Node = { type: 'juror', id };
  return ties.flatMap(({ kind, municipality, organisationId }) => [
    ...(municipality === undefined ? [] : [tie(kind, self, { type: 'municipality', id: municipality })]),
    ...(organisationId === undefined ? [] : [tie(kind, self, { type: 'organisation', id: organisationId })]),
  ]);
}

function tie(kind: Edge['kind'], self: Node, other: Node): Edge {
  return { kind, among: [self, other] };
}
