import { describe, expect, it } from '@jest/globals';
import type { Juror } from '../jury/juror.ts';
import { declaredEdges, samePerson } from './person.ts';
import type { Appointed } from './person.ts';

const juror = (id: string, email: string, change: Partial<Juror> = {}): Appointed => ({
  id,
  state: { awardId: 'award', subject: id, name: id, email, otherEmails: [], language: 'sv', ties: [], ...change },
});

describe('one person', () => {
  it('is whoever was appointed twice, also where only a third address says so', () => {
    const eva = juror('eva', 'eva@example.org');
    const all = [
      juror('nils', 'nils@example.org'),
      juror('office', 'eva@office.example', { otherEmails: ['berg@home.example'] }),
      juror('home', 'Berg@Home.example', { otherEmails: ['EVA+jury@example.org'] }),
      eva,
    ];
    expect(samePerson(eva, all).map(({ id }) => id)).toEqual(['eva', 'home', 'office']);
  });
});

describe('what a juror has declared', () => {
  it('ties them to a municipality, to an organisation, or to both', () => {
    const eva = juror('eva', 'eva@example.org', {
      ties: [
        { kind: 'residence', municipality: '2081' },
        { kind: 'board', municipality: '2080', organisationId: 'club' },
      ],
    });
    const self = { type: 'juror', id: 'eva' };
    expect(declaredEdges(eva)).toEqual([
      { kind: 'residence', among: [self, { type: 'municipality', id: '2081' }] },
      { kind: 'board', among: [self, { type: 'municipality', id: '2080' }] },
      { kind: 'board', among: [self, { type: 'organisation', id: 'club' }] },
    ]);
  });
});
