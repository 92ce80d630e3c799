import type { Capability } from '@kraftsamling/contracts';
import { nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import type { Decision } from '@kraftsamling/messaging/decision';
import { beginCollaboration, beginContact, closeCase, identifyCase, recordInventory } from '../src/case/case.ts';
import type { Beginning, Case } from '../src/case/case.state.ts';
import { acceptInvitation } from '../src/case/coalition.ts';
import { completeFollowUp } from '../src/case/follow-up.ts';
import type { Standing } from '../src/organisation/capacity.ts';
import type { Candidate, Inventory } from '../src/case/inventory.ts';

/** What the specs of the rules begin with. */

export const begun = new Date('2024-09-27T13:30:00Z');

export const days = (n: number): Date => new Date(begun.getTime() + n * 86_400_000);

export const terms = (now: Date) => ({ now, invitationDays: 7, reminderDays: 3 });

export const beginning: Beginning = {
  campaignId: 'digitalidag-2024',
  origin: 'registration',
  originId: 'registration',
  ownerId: 'library',
  municipality: '2081',
  county: '20',
  need: {
    demands: [
      { capability: 'coaches', amount: 2 },
      { capability: 'outreach', amount: 1 },
    ],
    withinKm: 30,
    days: ['2024-11-15'],
    targetGroups: [],
    themes: [],
    languages: [],
  },
};

const bringing = (organisationId: string, capability: Capability['capability'], amount: number): Candidate => ({
  organisationId,
  brings: [{ capability, amount }],
});

export const inventory: Inventory = {
  proposals: [
    {
      ownerBrings: [{ capability: 'venue', amount: 1 }],
      members: [
        {
          ...bringing('students', 'coaches', 2),
          replacements: [bringing('teachers', 'coaches', 2), bringing('company', 'coaches', 2)],
        },
        { ...bringing('seniors', 'outreach', 1), replacements: [] },
      ],
    },
  ],
  cannotBeMet: [],
};

export const standing = (
  capability: Capability['capability'],
  amount: number,
  more: Partial<Standing> = {},
): Standing => ({
  consents: true,
  offers: [{ capability, amount, days: [], languages: [], targetGroups: [], themes: [] }],
  reserved: [],
  ...more,
});

export const network: ReadonlyMap<string, Standing> = new Map([
  ['library', standing('venue', 1)],
  ['students', standing('coaches', 2)],
  ['teachers', standing('coaches', 3)],
  ['company', standing('coaches', 5)],
  ['seniors', standing('outreach', 1)],
]);

/** The state that a decision has come to. */
export function stateOf<State>(decision: Decision<State>): State {
  if (decision === nothingHappens) throw new Error('Nothing happened.');
  return decision.state;
}

/** The types of the events of a decision, without what they have in common. */
export function eventsOf(decision: Decision<Case>): string[] {
  return decision === nothingHappens ? [] : decision.events.map(({ type }) => type.split('.')[2] ?? '');
}

/** What a rule refuses with. */
export function refusalOf(decide: () => unknown): string {
  try {
    decide();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing refused';
}

const identified = identifyCase(beginning, begun).state;
const inventoried = stateOf(recordInventory(identified, inventory, days(1)));
const contacting = stateOf(beginContact(inventoried, 0, terms(days(2)), network));
export const halfway = stateOf(acceptInvitation(contacting, '1', network, days(3)));
const matched = stateOf(acceptInvitation(halfway, '2', network, days(3)));
const collaborating = stateOf(beginCollaboration(matched, { now: days(4), followUpDays: 14 }));
const followedUp = stateOf(completeFollowUp(collaborating, 'succeeded', days(80)));
const closed = stateOf(closeCase(contacting, 'no-longer-needed', days(3)));

/** A case in each of its steps. */
export const steps = { identified, inventoried, contacting, matched, collaborating, followedUp, closed } as const;
