import { describe, expect, it } from '@jest/globals';
import type { ProposedMember } from './proposal.ts';
import { wordingIn } from './wording.ts';

const names: Readonly<Record<string, string>> = { library: 'Biblioteket', students: 'Studieförbundet' };
const [sv, en] = (['sv', 'en'] as const).map((language) => wordingIn(language, (id) => names[id] ?? id));

const member = (about: Partial<ProposedMember>): ProposedMember => ({
  organisationId: 'students',
  isOwner: false,
  brings: [
    { capability: 'coaches', amount: 1 },
    { capability: 'outreach', amount: 1 },
  ],
  neededFor: [],
  worksThere: false,
  km: 14,
  meets: [],
  requests: 0,
  collaborations: 0,
  ...about,
});

describe('what the matcher has found', () => {
  it('is said of each member, and of each wish once', () => {
    const meets = (['coaches', 'outreach'] as const).map((capability) => ({ capability, wish: 'so', of: 'languages' as const })); // prettier-ignore
    expect(sv!.member(member({ meets }))).toBe(
      'Studieförbundet bidrar med 1 digital coach och kontakt med målgruppen och finns 14 km bort; det passar för somaliska.',
    );
    expect(en!.member(member({ meets }))).toBe(
      'Studieförbundet brings 1 digital coach and contact with the target group, and is 14 km away; it suits Somali.',
    );
    expect(en!.member(member({ isOwner: true, brings: [] }))).toBe('Studieförbundet has the need.');
  });

  it('is said of whoever declines', () => {
    const kinds = [
      { kind: 'weak-link' },
      { kind: 'undecided' },
      { kind: 'rearrangement', invites: [], releases: ['library'], members: [] },
    ] as const;
    expect(kinds.map((ifItDeclines) => sv!.ifItDeclines(member({ ifItDeclines })))).toEqual([
      'Svag länk: allt hänger på Studieförbundet. Utan den kan behovet inte mötas.',
      'Vem som kan ersätta Studieförbundet hann inte avgöras: sökningen nådde sin gräns.',
      'Svag länk: om Studieförbundet tackar nej kan ingen ensam ta dess plats. De som är kvar kan göra mer, och Biblioteket behövs då inte.',
    ]);
  });

  it('says what is proved, and how much better something else could be where that is not', () => {
    const stages = [{ stage: 'members', value: 4, bound: 3 } as const];
    expect(en!.certificate({ stages, optimal: false, complete: false, steps: 9 })).toBe(
      'The best that was found before the search reached its limit. Number of members: 4, and nothing can reach better than 3.',
    );
    expect(sv!.certificate({ stages: [], optimal: true, complete: false, steps: 9 })).toMatch(/bevisat bäst/);
    const unmet = [{ capability: 'coaches', wish: 'senior-citizens', of: 'targetGroups' } as const];
    expect(en!.stage({ stage: 'target-groups-and-themes', value: 1, unmet })).toBe(
      'Target groups and themes that nobody meets: 1 (missing: senior citizens).',
    );
  });

  it('says why there is nothing, and what would help', () => {
    const demands = [
      { kind: 'capability', capability: 'venue', amount: 2 },
      { kind: 'place', municipality: '2081', withinKm: 30 },
      { kind: 'day', day: '2024-11-15' },
    ] as const;
    expect(sv!.cause({ demands, smallest: false })).toBe(
      'Ingen grupp om högst fem kan uppfylla allt detta på en gång: 2 lokaler, att verka i Borlänge eller finnas inom 30 km därifrån och 15 november 2024. Utan vilket som helst av dem går resten. Det kan finnas en mindre orsak.',
    );
    expect(en!.cause({ demands: demands.slice(2), smallest: true })).toBe(
      'No group of at most five can meet: 15 November 2024.',
    );
    const change = {
      price: 250,
      withinKm: 40,
      days: ['2024-11-16'],
      members: ['students', 'library'],
      cheapest: false,
    };
    expect(en!.change({ ...change, more: [{ capability: 'funding', amount: 2 }] })).toBe(
      'Raise the distance to 40 km, take 16 November 2024 instead and find another organisation there with funding (2). Then Biblioteket and Studieförbundet can do it. There may be something easier.',
    );
    expect(sv!.consent({ organisationId: 'library', members: ['library', 'students'] })).toBe(
      'Biblioteket vill inte bli matchad. Med dess samtycke kunde behovet mötas tillsammans med Studieförbundet.',
    );
  });

  it.each([
    [{ reason: 'not-free', days: ['2024-11-15'] }, /15 november 2024/],
    [{ reason: 'not-free', days: [] }, /alla dagar/],
    [{ reason: 'too-far', km: 41, withinKm: 30 }, /41 km bort; behovet når 30 km/],
    [
      { reason: 'worse', stage: 'nearness', difference: 12, best: [], withIt: [], members: ['library'] },
      /skillnaden är 12/,
    ],
    [{ reason: 'equal', members: ['library'] }, /lika bra/],
    [{ reason: 'reserved', shares: [] }, /lovat åt andra/],
    [{ reason: 'unknown' }, /inte i nätverket/],
    [{ reason: 'no-consent' }, /vill inte bli matchad/],
    [{ reason: 'owner' }, /har behovet/],
    [{ reason: 'declined' }, /tackat nej/],
    [{ reason: 'proposed' }, /bästa förslaget/],
    [{ reason: 'offers-nothing' }, /inget av det som söks/],
    [{ reason: 'not-needed' }, /utelämnas/],
    [{ reason: 'impossible' }, /Ingen kan föreslås/],
    [{ reason: 'undecided' }, /gräns/],
  ] as const)('says why an organisation is not proposed: %j', (answer, words) => {
    expect(sv!.whyNot(answer)).toMatch(words);
    expect(en!.whyNot(answer)).not.toBe(sv!.whyNot(answer));
  });
});
