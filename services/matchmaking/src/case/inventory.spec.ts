import { describe, expect, it } from '@jest/globals';
import type { Proposal as Found, ProposedMember } from '../matching/proposal.ts';
import { inventoryOf } from './inventory.ts';
import { namedIn, shownInventory } from './shown-inventory.ts';

const member = (organisationId: string, about: Partial<ProposedMember>): ProposedMember => ({
  organisationId,
  isOwner: false,
  brings: [{ capability: 'coaches', amount: 2 }],
  neededFor: ['coaches'],
  worksThere: true,
  km: 0,
  meets: [],
  requests: 0,
  collaborations: 0,
  ...about,
});
const proposed: Found = {
  outcome: 'proposed',
  coalitions: [
    {
      members: [
        member('library', { isOwner: true, brings: [{ capability: 'venue', amount: 1 }] }),
        member('students', {
          ifItDeclines: {
            kind: 'replacement',
            candidates: [{ organisationId: 'teachers', worksThere: false, km: 14 }],
          },
        }),
        member('seniors', {
          brings: [{ capability: 'outreach', amount: 1 }],
          ifItDeclines: { kind: 'rearrangement', invites: ['company'], releases: [], members: [] },
        }),
      ],
      stages: [{ stage: 'members', value: 3 }],
      betterIn: 'members',
    },
  ],
  certificate: { stages: [{ stage: 'members', value: 3, bound: 3 }], optimal: true, complete: true, steps: 3 },
};
const names = new Map([
  ['library', 'Biblioteket'],
  ['students', 'Studieförbundet'],
  ['seniors', 'SeniorNet'],
  ['company', 'Bolaget'],
]);

describe('an inventory', () => {
  it('is what is asked of whom, and of whom instead', () => {
    expect(inventoryOf(proposed)).toMatchObject({
      cannotBeMet: [],
      proposals: [
        {
          ownerBrings: [{ capability: 'venue', amount: 1 }],
          members: [
            {
              organisationId: 'students',
              replacements: [{ organisationId: 'teachers', brings: [{ capability: 'coaches', amount: 2 }] }],
            },
            { organisationId: 'seniors', replacements: [] },
          ],
        },
      ],
    });
    expect(namedIn(inventoryOf(proposed))).toEqual(['students', 'teachers', 'seniors', 'company']);
  });

  it('says what cannot be met together, each kind of demand once, or that this is not known', () => {
    const cause = {
      demands: [
        { kind: 'capability', capability: 'coaches', amount: 2 },
        { kind: 'day', day: '2024-11-15' },
        { kind: 'day', day: '2024-11-16' },
      ],
      smallest: true,
    } as const;
    expect(inventoryOf({ outcome: 'impossible', cause, changes: [] }).cannotBeMet).toEqual(['coaches', 'day']);
    const undecided = inventoryOf({ outcome: 'undecided' });
    expect(undecided).toMatchObject({ proposals: [], cannotBeMet: [] });
    expect(shownInventory(undecided, undefined, names, 'en').explanation).toMatch(/reached its limit/);
  });

  it('is shown with a sentence of everything, and names those who have a name', () => {
    const { proposals, ...shown } = shownInventory(inventoryOf(proposed), 'library', names, 'en');
    expect(shown).toMatchObject({ outcome: 'proposed', explanation: expect.stringMatching(/^Proved best/) });
    expect(proposals[0]).toMatchObject({
      owner: { name: 'Biblioteket', explanation: 'Biblioteket has the need, and brings 1 venue itself.' },
      members: [
        {
          replacements: [{ organisationId: 'teachers', km: 14 }],
          isWeakLink: false,
          ifItDeclines: 'If Studieförbundet declines, sole trader teachers is asked at once.',
        },
        {
          isWeakLink: true,
          ifItDeclines:
            'Weak link: if SeniorNet declines, nobody can take its place alone. Another search would propose Bolaget.',
        },
      ],
      comparison: 'Better than the next proposal in: Number of members.',
    });
  });

  it('that a person has put together says so', () => {
    const byHand = {
      proposals: [{ ownerBrings: [], members: [{ organisationId: 'students', brings: [], replacements: [] }] }],
      cannotBeMet: [],
    };
    expect(shownInventory(byHand, undefined, names, 'sv')).toEqual({
      outcome: 'by-hand',
      explanation: 'Sammansatt för hand.',
      proposals: [
        {
          members: [
            { organisationId: 'students', name: 'Studieförbundet', brings: [], replacements: [], isWeakLink: true },
          ],
          stages: [],
        },
      ],
    });
  });
});
