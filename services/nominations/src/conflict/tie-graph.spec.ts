import { describe, expect, it } from '@jest/globals';
import { edgesBetween, organisationsAmong, pathsWithin } from './tie-graph.ts';
import type { Edge, Node } from './tie-graph.ts';

const juror: Node = { type: 'juror', id: 'eva' };
const organisation = (id: string): Node => ({ type: 'organisation', id });
const municipality = (id: string): Node => ({ type: 'municipality', id });
const employer = (to: Node): Edge => ({ kind: 'employer', among: [juror, to] });
const coalition = (via: string, ...ids: string[]): Edge => ({ kind: 'coalition', via, among: ids.map(organisation) });
const borlänge = new Map([['c1', [municipality('2081')]]]);
const isBorlänge = [organisation('town-hall'), municipality('2081')] as const;

describe('the edges between two sides', () => {
  const between = (first: readonly Edge[], last: readonly Edge[]) =>
    edgesBetween({
      same: [isBorlänge],
      beginnings: [juror, organisation('club')],
      first,
      last,
      goals: [municipality('2081')],
    }).map(({ via }) => via);

  it('are those by which the two meet, in one step or in two', () => {
    const first = [coalition('straight', 'club', 'town-hall'), coalition('half', 'club', 'hub')];
    const last = [coalition('other-half', 'hub', 'town-hall'), coalition('straight', 'club', 'town-hall')];
    expect(between(first, last)).toEqual(['straight', 'half', 'other-half', 'straight']);
  });

  it('are none of the many that lead nowhere', () => {
    expect(between([coalition('a', 'club', 'choir')], [coalition('b', 'town-hall', 'theatre')])).toEqual([]);
    expect(between([coalition('a', 'club')], [coalition('b', 'town-hall')])).toEqual([]);
  });
});

describe('the way from a juror to a candidacy', () => {
  it('is one step to a municipality, and to the organisation that is that municipality', () => {
    const path = [{ kind: 'employer', from: juror, to: municipality('2081') }];
    expect(pathsWithin({ same: [], edges: [employer(municipality('2081'))] }, juror, borlänge, 3).get('c1')).toEqual(
      path,
    );

    const hall = employer(organisation('town-hall'));
    expect(pathsWithin({ same: [isBorlänge], edges: [hall] }, juror, borlänge, 3).get('c1')).toEqual([
      { kind: 'employer', from: juror, to: organisation('town-hall') },
    ]);
    expect(pathsWithin({ same: [], edges: [hall] }, juror, borlänge, 3).get('c1')).toBeUndefined();
  });

  it('goes through what organisations have done together, and says what', () => {
    const edges = [employer(organisation('club')), coalition('case-1', 'library', 'club', 'town-hall')];
    expect(pathsWithin({ same: [isBorlänge], edges }, juror, borlänge, 3).get('c1')).toEqual([
      { kind: 'employer', from: juror, to: organisation('club') },
      { kind: 'coalition', via: 'case-1', from: organisation('club'), to: organisation('town-hall') },
    ]);
  });

  it('goes on at another name of whoever it has come to', () => {
    const edges = [
      employer(organisation('club')),
      coalition('case-1', 'club', 'hub'),
      coalition('case-2', 'centre', 'town-hall'),
    ];
    const same = [
      isBorlänge,
      [organisation('hub'), municipality('2080')],
      [municipality('2080'), organisation('centre')],
    ] as const;
    expect(pathsWithin({ same, edges }, juror, borlänge, 3).get('c1')).toHaveLength(3);
    expect(pathsWithin({ same, edges }, juror, borlänge, 2).get('c1')).toBeUndefined();
  });

  it('leads to the nearest of those who enter together', () => {
    const joint = new Map([['c1', [municipality('2081'), municipality('2080')]]]);
    const edges = [
      employer(organisation('club')),
      employer(municipality('2080')),
      coalition('case-1', 'club', 'town-hall'),
    ];
    expect(pathsWithin({ same: [isBorlänge], edges }, juror, joint, 3).get('c1')).toHaveLength(1);
  });

  it('is nothing where an activity has one organiser, or none that is known', () => {
    const edges = [employer(organisation('club')), coalition('case-1', 'club'), coalition('case-2')];
    expect(pathsWithin({ same: [isBorlänge], edges }, juror, borlänge, 3).size).toBe(0);
  });
});

describe('the organisations among some', () => {
  it('are found under all of their ids', () => {
    const same = [isBorlänge, [organisation('archive'), municipality('2081')]] as const;
    expect(organisationsAmong([juror, organisation('club'), organisation('archive')], same).toSorted()).toEqual([
      'archive',
      'club',
      'town-hall',
    ]);
  });
});
