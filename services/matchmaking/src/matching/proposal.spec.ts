import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consentsThatWouldHelp } from './consent.ts';
import type { MatchingRequest, NetworkOrganisation } from './need.ts';
import { networkOf } from './network.ts';
import { propose } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { whyNot } from './why-not.ts';
import { wordingIn } from './wording.ts';

const borlange = '2081';
const falun = '2080';
const day = '2024-11-15';

const offer = (capability: NetworkOrganisation['offers'][number]['capability'], amount = 1) => ({
  capability,
  amount,
  days: [] as string[],
  languages: ['sv'],
  targetGroups: [] as string[],
  themes: [] as string[],
});

function organisation(id: string, about: Partial<NetworkOrganisation> = {}): NetworkOrganisation {
  return {
    id,
    municipality: borlange,
    worksIn: { wholeCountry: false, counties: [], municipalities: [about.municipality ?? borlange] },
    offers: [],
    consentsToMatching: true,
    reserved: [],
    requests: 0,
    collaborations: 0,
    ...about,
  };
}

const library = organisation('library', { offers: [offer('venue')] });
const school = organisation('school', { offers: [offer('coaches', 2)] });
const club = organisation('club', { offers: [offer('coaches', 1), offer('outreach')] });
const faraway = organisation('faraway', { municipality: falun, offers: [offer('coaches', 3)] });
const silent = organisation('silent', { offers: [offer('coaches', 5), offer('venue', 5)], consentsToMatching: false });

const request: MatchingRequest = {
  need: {
    demands: [
      { capability: 'venue', amount: 1 },
      { capability: 'coaches', amount: 2 },
    ],
    municipality: borlange,
    withinKm: 0,
    days: [day],
    targetGroups: [],
    themes: [],
    languages: ['sv', 'so'],
  },
};
const network = networkOf([library, school, club, faraway, silent]);

function best(proposal: Proposal): string[] {
  if (proposal.outcome !== 'proposed') throw new Error(proposal.outcome);
  return proposal.coalitions[0]!.members.map(({ organisationId }) => organisationId);
}

describe('a proposal', () => {
  it('is the smallest coalition whose members together bring everything', () => {
    expect(best(propose(request, network))).toEqual(['library', 'school']);
  });

  it('says of each member what it brings, what it is needed for, and who would be asked in its place', () => {
    const proposal = propose({ ...request, need: { ...request.need, withinKm: 50 } }, network);
    const coalition = proposal.outcome === 'proposed' ? proposal.coalitions[0]! : undefined;
    expect(coalition?.members).toMatchObject([
      { organisationId: 'library', brings: [{ capability: 'venue', amount: 1 }], ifItDeclines: { kind: 'weak-link' } },
      {
        organisationId: 'school',
        brings: [{ capability: 'coaches', amount: 2 }],
        neededFor: ['coaches'],
        ifItDeclines: { kind: 'replacement', candidates: [{ organisationId: 'faraway', worksThere: false, km: 43 }] },
      },
    ]);
  });

  it('is proved: nothing is better, stage by stage', () => {
    const proposal = propose(request, network);
    const certificate = proposal.outcome === 'proposed' ? proposal.certificate : undefined;
    expect(certificate).toMatchObject({ optimal: true, complete: true });
    expect(certificate?.stages[2]).toEqual({ stage: 'languages', value: 2, bound: 2 });
  });

  it('has the owner of the need in it, wherever it is at home', () => {
    const owner = organisation('owner', { municipality: falun, offers: [offer('venue')] });
    const owned = propose({ ...request, ownerId: 'owner' }, networkOf([owner, library, school]));
    expect(best(owned)).toEqual(['owner', 'school']);
  });

  it('takes what is promised elsewhere on that day from what a member has left', () => {
    const promised = (on: string) => ({
      ...school,
      reserved: [{ capability: 'coaches' as const, amount: 1, days: [on] }],
    });
    expect(best(propose(request, networkOf([library, promised('2024-11-16')])))).toEqual(['library', 'school']);
    expect(propose(request, networkOf([library, promised(day)])).outcome).toBe('impossible');
  });

  it('ranks by the stages in the order of the campaign', () => {
    const asked = organisation('asked', { offers: [offer('coaches', 2)], requests: 9, collaborations: 5 });
    const many = networkOf([library, school, asked]);
    expect(best(propose(request, many))).toEqual(['library', 'school']);
    const stages = [
      'members',
      'collaborations',
      'requests',
      'nearness',
      'languages',
      'target-groups-and-themes',
    ] as const;
    expect(best(propose({ ...request, stages }, many))).toEqual(['asked', 'library']);
  });

  it('says so where its limit ends the search, and gives the bound that it has reached', () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      organisation(`helper-${n}`, { offers: [offer('coaches', 1 + (n % 3)), offer('venue', 1)], requests: n % 7 }),
    );
    const wide = { ...request.need, demands: [{ capability: 'coaches', amount: 13 } as const] };
    const proposal = propose({ ...request, need: wide, steps: 5 }, networkOf(many));
    if (proposal.outcome !== 'proposed') throw new Error(proposal.outcome);
    const { complete, stages } = proposal.certificate;
    expect(complete).toBe(false);
    expect(stages[0]!.bound).toBeLessThanOrEqual(stages[0]!.value);
  });
});

describe('an empty result', () => {
  it('names the smallest cause and the cheapest change, in the words of the need', () => {
    const proposal = propose({ ...request, declined: ['school'] }, network);
    if (proposal.outcome !== 'impossible') throw new Error(proposal.outcome);
    const { cause, change } = wordingIn('en', (id) => id);
    expect(cause(proposal.cause)).toBe(
      'No group of at most five can meet all of this at once: 2 digital coaches and working in Borlänge. Without any one of them the rest can be met.',
    );
    expect(change(proposal.changes[0]!)).toBe('Raise the distance to 43 km. Then faraway and library can do it.');
    expect(proposal.changes[1]).toMatchObject({ more: [{ capability: 'coaches', amount: 1 }] });
  });

  it('names another day where that is what helps', () => {
    const later = { ...school, offers: [{ ...offer('coaches', 2), days: ['2024-11-16'] }] };
    const otherDays = ['2024-11-16'];
    const proposal = propose({ ...request, otherDays }, networkOf([library, later]));
    if (proposal.outcome !== 'impossible') throw new Error(proposal.outcome);
    expect(wordingIn('sv', (id) => id).change(proposal.changes[0]!)).toBe(
      'Ta 16 november 2024 i stället. Då kan library och school göra det.',
    );
  });
});

describe('consent', () => {
  it('is absolute: who does not give it changes no byte of any answer', () => {
    const anyOrganisation = fc.record({
      municipality: fc.constantFrom(borlange, falun, '1480'),
      requests: fc.nat(3),
      collaborations: fc.nat(3),
      offers: fc.array(
        fc.record({
          capability: fc.constantFrom('venue' as const, 'coaches' as const),
          amount: fc.integer({ min: 1, max: 9 }),
          days: fc.constantFrom<string[]>([], [day]),
          languages: fc.constantFrom<string[]>([], ['so']),
          targetGroups: fc.constant<string[]>([]),
          themes: fc.constant<string[]>([]),
        }),
      ),
    });
    fc.assert(
      fc.property(anyOrganisation, fc.subarray(['school', 'library']), (about, declined) => {
        const other = organisation('hidden', { ...about, consentsToMatching: false });
        const asked = { ...request, declined };
        const answers = (organisations: NetworkOrganisation[]) => {
          const world = networkOf(organisations);
          return JSON.stringify([propose(asked, world), whyNot(asked, world, 'hidden'), whyNot(asked, world, 'club')]);
        };
        expect(answers([other, library, school, club, faraway])).toBe(answers([library, school, club, faraway]));
      }),
    );
  });

  it('is worth asking for where it would help, which only staff is told', () => {
    const asked = { ...request, declined: ['school', 'library'] };
    expect(consentsThatWouldHelp(asked, network)).toEqual([{ organisationId: 'silent', members: ['silent'] }]);
  });

  it('counts for the owner of a need too: without it, it is in no coalition', () => {
    expect(best(propose({ ...request, ownerId: 'silent' }, network))).toEqual(['library', 'school']);
  });
});

describe('why not', () => {
  const with50Km = { ...request, need: { ...request.need, withinKm: 50 } };

  it.each([
    ['an organisation that is not known', 'nobody', request, { reason: 'unknown' }],
    ['one that does not consent, with the same answer', 'silent', request, { reason: 'unknown' }],
    ['one that has declined', 'school', { ...request, declined: ['school'] }, { reason: 'declined' }],
    ['one that is proposed', 'school', request, { reason: 'proposed' }],
    ['one that is too far away', 'faraway', request, { reason: 'too-far', km: 43, withinKm: 0 }],
    ['one whose coalition is farther', 'faraway', with50Km, { reason: 'worse', stage: 'nearness', difference: 43 }],
    ['one beside whom somebody else is superfluous', 'club', request, { reason: 'not-needed' }],
  ])('tells about %s', (_, id, asked, answer) => {
    expect(whyNot(asked, network, id)).toMatchObject(answer);
  });

  it('tells what an organisation would have to offer, on which days, or free again', () => {
    const outreach = organisation('outreach', { offers: [offer('outreach')] });
    const busy = organisation('busy', { offers: [{ ...offer('coaches', 2), days: ['2024-11-16'] }] });
    const promised = organisation('promised', {
      offers: [offer('coaches', 1)],
      reserved: [{ capability: 'coaches', amount: 1, days: [] }],
    });
    const world = networkOf([library, school, outreach, busy, promised]);
    expect(whyNot(request, world, 'outreach')).toEqual({ reason: 'offers-nothing' });
    expect(whyNot(request, world, 'busy')).toEqual({ reason: 'not-free', days: [day] });
    expect(whyNot(request, world, 'promised')).toMatchObject({ reason: 'reserved' });
  });
});
