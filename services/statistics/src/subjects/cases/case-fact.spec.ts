import { describe, expect, it } from '@jest/globals';
import { caseCollaborationBegun, caseIdentified, caseMatched, caseMemberInvited } from '@kraftsamling/contracts';
import type { CaseData } from '@kraftsamling/contracts';
import { caseFact } from './case-fact.ts';

const identified = caseIdentified.example;
const matched = caseMatched.example;
const factOf = (data: CaseData) => caseFact('case-1', 7, data);

describe('What is kept of a case', () => {
  it('is how far it has come, and nothing that tells of an organisation', () => {
    const fact = factOf(matched);

    expect(fact).toMatchObject({ status: 'matched', reached: ['identified', 'inventoried', 'contacting', 'matched'] });
    for (const id of [matched.id, ...matched.members]) expect(JSON.stringify(fact)).not.toContain(id);
  });

  it('is how far it had come when it was closed; one closed from a step that nobody knows yet was identified', () => {
    const closed = (closedFrom: string) => factOf({ ...matched, status: 'closed', closedFrom }).reached.at(-1);

    expect(closed('followed-up')).toBe('followedUp');
    expect(closed('contacting')).toBe('contacting');
    expect(closed('a-step-to-come')).toBe('identified');
    expect(closed('constructor')).toBe('identified');
  });

  it('is the whole hours from step to step, none where a step was left out or the clock went back', () => {
    expect(factOf(matched).hours).toEqual({ inventoried: 17, contacting: 1, matched: 28 });

    const { matchedAt: _, ...unmatched } = caseCollaborationBegun.example;
    expect(factOf(unmatched).hours).toEqual({ inventoried: 17, contacting: 1 });
    expect(factOf({ ...matched, matchedAt: '2024-09-01T00:00:00.000Z' }).hours).toMatchObject({ matched: 0 });
  });

  it('is what became of its invitations, and how many of them stand in for somebody else', () => {
    expect(factOf(caseMemberInvited.example).invitations).toEqual({
      total: 2,
      declined: 1,
      invited: 1,
      replacements: 1,
    });
  });

  it('is no invitation where organisations have found each other, but one where a member was replaced since', () => {
    const [member] = matched.invitations as [CaseData['invitations'][number]];
    const found = { ...member, expiresAt: member.invitedAt };
    const selfOrganised: CaseData = { ...identified, origin: 'self-organised', status: 'matched' };

    expect(factOf({ ...selfOrganised, invitations: [found] }).invitations).toEqual({});
    expect(factOf({ ...selfOrganised, invitations: [{ ...found, status: 'left' }, member] }).invitations).toEqual({
      total: 1,
      accepted: 1,
      replacements: 1,
    });
  });
});
