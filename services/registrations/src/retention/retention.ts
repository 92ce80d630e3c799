/** What is kept of persons, for how long after what, and why. */
export interface Kept {
  readonly kind: 'withdrawn' | 'declined' | 'closed' | 'organisation' | 'audit';
  /** So many days after it was over; left out: as long as the organisation wants it. */
  readonly days?: number;
  readonly what: string;
  readonly why: string;
}

export const policy: readonly Kept[] = [
  {
    kind: 'withdrawn',
    days: 30,
    what: 'contact, message and number of a registration that was withdrawn',
    why: 'so that a withdrawal by mistake can be answered',
  },
  {
    kind: 'declined',
    days: 90,
    what: 'contact, message and number of a registration that was declined',
    why: 'so that a question about the decision can be answered',
  },
  {
    kind: 'closed',
    days: 365,
    what: 'contact, message and number of every registration of a campaign that is closed',
    why: 'for follow-ups, and to invite to the next year',
  },
  {
    kind: 'organisation',
    what: 'contacts that an organisation, or those who look after it, have named on its own page',
    why: 'the network writes to its organisations; they change it themselves',
  },
  {
    kind: 'audit',
    what: 'who of the staff has read or changed what, without what it said',
    why: 'a person may ask who has seen what is theirs',
  },
];

const dayMs = 86_400_000;

/** What was over before this instant has been kept for long enough. */
export function overBefore(kind: Kept['kind'], now: Date): Date {
  const days = policy.find((each) => each.kind === kind)?.days ?? Infinity;
  return new Date(days === Infinity ? 0 : now.getTime() - days * dayMs);
}
