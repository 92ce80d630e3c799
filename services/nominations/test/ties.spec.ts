import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activityPublished, caseMatched, eventOf, organisationAmended } from '@kraftsamling/contracts';
import type { Stored } from '@kraftsamling/messaging';
import { twice } from '@kraftsamling/testing';
import { randomFrom } from '@kraftsamling/testing/random';
import type { Random } from '@kraftsamling/testing/random';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { Activities } from '../src/activity/activity.replica.ts';
import type { Candidacy } from '../src/candidacy/candidacy.state.ts';
import { Coalitions } from '../src/coalition/coalition.replica.ts';
import { MOST_STEPS } from '../src/conflict/conflict.ts';
import type { Edge, Node, TieGraph } from '../src/conflict/tie-graph.ts';
import { Ties } from '../src/conflict/ties.service.ts';
import { appointJuror, tieKinds } from '../src/jury/juror.ts';
import type { Juror, Tie } from '../src/jury/juror.ts';
import { Jurors } from '../src/jury/juror.store.ts';
import { addressKey } from '../src/nomination/address-key.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { distances } from '../proofs/tie-oracle.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';

let the: Running;
beforeAll(async () => {
  the = await running(import.meta.url);
});
afterAll(async () => the[Symbol.asyncDispose]());

const worlds = 25;
const codes = ['2081', '2080', '0180', '1480'];
const organisationIds = Array.from({ length: 12 }, (_, at) => `o${at}`);
const [eva, twin, nils] = ['juror-eva', 'juror-twin', 'juror-nils'] as const;
const nodes = {
  organisation: (id: string): Node => ({ type: 'organisation', id }),
  municipality: (id: string): Node => ({ type: 'municipality', id }),
  juror: (id: string): Node => ({ type: 'juror', id }),
  candidacy: (id: string): Node => ({ type: 'candidacy', id }),
};

interface World {
  readonly award: string;
  /** By organisation the municipality that it is. */
  readonly municipal: ReadonlyMap<string, string>;
  readonly coalitions: readonly (readonly string[])[];
  readonly activities: readonly (readonly string[])[];
  readonly ties: ReadonlyMap<string, readonly Tie[]>;
  readonly isTwin: boolean;
  readonly candidacies: readonly { readonly id: string; readonly municipalities: readonly string[] }[];
  /** Candidacies by whoever has nominated them. */
  readonly nominated: ReadonlyMap<string, readonly string[]>;
}

function aWorld({ between, below, chance, oneOf, some }: Random): World {
  const meeting = () => [...new Set(Array.from({ length: between(1, 3) }, () => oneOf(organisationIds)))];
  const tie = (): Tie =>
    chance(0.1)
      ? { kind: oneOf(tieKinds), municipality: oneOf(codes) }
      : { kind: oneOf(tieKinds), organisationId: oneOf(organisationIds) };
  const candidacies = Array.from({ length: between(1, 5) }, (_, at) => ({
    id: `c${at}`,
    municipalities: [...new Set([oneOf(codes), ...some(codes, 0.05)])],
  }));
  return {
    award: `award-${randomUUID().slice(0, 8)}`,
    municipal: new Map(some(organisationIds, 0.25).map((id) => [id, oneOf(codes)])),
    coalitions: Array.from({ length: below(10) }, meeting),
    activities: Array.from({ length: below(10) }, meeting),
    ties: new Map([eva, twin, nils].map((id) => [id, Array.from({ length: below(3) }, tie)])),
    isTwin: chance(0.4),
    candidacies,
    nominated: new Map([eva, twin, nils].map((id) => [id, chance(0.08) ? [oneOf(candidacies).id] : []])),
  };
}

/** All of it at once, as nothing in the service ever reads it. Nils is somebody else, whose ties are no way for anybody. */
function wholeGraph({ municipal, coalitions, activities, ties, isTwin, nominated }: World): TieGraph {
  const persons = isTwin ? [eva, twin] : [eva];
  const meeting =
    (kind: 'coalition' | 'activity') =>
    (ids: readonly string[]): Edge => ({
      kind,
      among: ids.map(nodes.organisation),
    });
  return {
    same: [
      ...[...municipal].map(([id, code]) => [nodes.organisation(id), nodes.municipality(code)] as const),
      ...persons.map((id) => [nodes.juror(eva), nodes.juror(id)] as const),
    ],
    edges: [
      ...coalitions.map(meeting('coalition')),
      ...activities.map(meeting('activity')),
      ...persons.flatMap((id) =>
        (ties.get(id) ?? []).map(({ kind, municipality, organisationId }): Edge => {
          const other =
            municipality === undefined ? nodes.organisation(organisationId ?? '') : nodes.municipality(municipality);
          return { kind, among: [nodes.juror(id), other] };
        }),
      ),
      ...persons.flatMap((id) =>
        (nominated.get(id) ?? []).map((candidacy): Edge => ({
          kind: 'own-nomination',
          among: [nodes.juror(id), nodes.candidacy(candidacy)],
        })),
      ),
    ],
  };
}

/** As events and documents bring it: in any order, twice, and with what was true before. */
async function live(random: Random, world: World): Promise<{ juror: Stored<Juror>; candidacies: Stored<Candidacy>[] }> {
  const { app } = the.service;
  const connection = app.get<Connection>(getConnectionToken());
  for (const name of ['organisations', 'coalitions', 'activities', 'nominations'])
    await connection.collection(name).deleteMany({});

  const envelope = (subject: string, version: number) => ({ id: randomUUID(), subject, version, time: new Date() });
  const versions = <T>(subject: string, states: readonly T[]) =>
    states.map((data, at) => ({ ...envelope(subject, at + 1), data }));
  const anybody = () => [random.oneOf(organisationIds), random.oneOf(organisationIds)];
  const deliveries = [
    ...organisationIds.flatMap((id) =>
      versions(id, [
        { ...organisationAmended.example, id, category: 'municipality', municipality: random.oneOf(codes) },
        {
          ...organisationAmended.example,
          id,
          category: world.municipal.has(id) ? 'municipality' : 'company',
          municipality: world.municipal.get(id) ?? random.oneOf(codes),
        },
      ]).map((each) => () => app.get(Organisations).apply(eventOf(organisationAmended, each))),
    ),
    ...world.coalitions.flatMap((members, at) =>
      versions(
        `case${at}`,
        [anybody(), members].map((ids) => ({ ...caseMatched.example, id: `case${at}`, members: [...ids] })),
      ).map((each) => () => app.get(Coalitions).apply(eventOf(caseMatched, each))),
    ),
    ...world.activities.flatMap((organisers, at) =>
      versions(
        `activity${at}`,
        [anybody(), organisers].map((ids) => ({
          ...activityPublished.example,
          id: `activity${at}`,
          organisers: [...ids],
        })),
      ).map((each) => () => app.get(Activities).apply(eventOf(activityPublished, each))),
    ),
  ];
  for (const deliver of random.shuffled(twice(deliveries))) await deliver();

  const { award: awardId } = world;
  const emails = {
    [eva]: ['Eva.Berg@Example.org', []],
    [twin]: ['other@example.org', world.isTwin ? ['eva.berg+jury@EXAMPLE.org'] : []],
    [nils]: ['nils@example.org', []],
  } as const;
  for (const id of [eva, twin, nils]) {
    const [email, otherEmails] = emails[id];
    const profile = { name: id, email, otherEmails, language: 'sv' as const };
    const { state } = appointJuror(awardId, id, profile);
    const ties = world.ties.get(id) ?? [];
    await app.get(Jurors).create(`${awardId}-${id}`, { state: { ...state, ties, declaredAt: new Date() }, events: [] });
    for (const candidacy of world.nominated.get(id) ?? [])
      await connection.collection<{ _id: string }>('nominations').insertOne({
        _id: `${awardId}-${candidacy}-${id}`,
        state: { awardId, status: 'gathered', candidacyId: candidacy },
        foundBy: { sender: addressKey(email.toUpperCase()) },
      } as { _id: string });
  }
  const candidacies = world.candidacies.map(({ id, municipalities }): Stored<Candidacy> => ({
    ...{ id, version: 1, createdAt: new Date(), updatedAt: new Date() },
    state: {
      ...{ awardId, municipalities, byMunicipality: false, nominatedAt: new Date(), status: 'nominated' },
      nominations: [],
    },
  }));
  return { juror: await app.get(Jurors).require(`${awardId}-${eva}`), candidacies };
}

/** How many steps it is to each candidacy, as the database says, and as a search of the whole world does. */
async function stepsIn(random: Random, world: World) {
  const { juror, candidacies } = await live(random, world);
  const paths = await the.service.app.get(Ties).paths(juror, candidacies);
  const distanceOf = distances(wholeGraph(world), nodes.juror(eva));
  const due = world.candidacies.map(({ id, municipalities }) => {
    const ends = [nodes.candidacy(id), ...municipalities.map(nodes.municipality)];
    const least = Math.min(...ends.map((node) => distanceOf(node) ?? Infinity));
    return least > MOST_STEPS ? Infinity : least;
  });
  return { steps: world.candidacies.map(({ id }) => paths.get(id)?.length ?? Infinity), due };
}

const quiet: World = {
  award: 'award-of-few',
  municipal: new Map([
    ['o1', '0180'],
    ['o2', '0180'],
    ['o3', '2081'],
  ]),
  coalitions: [],
  activities: [['o2', 'o3']],
  ties: new Map(),
  isTwin: false,
  candidacies: [{ id: 'c0', municipalities: ['2081'] }],
  nominated: new Map(),
};

describe('the ties of a juror', () => {
  it.each<[string, number, Partial<World>]>([
    [
      'through whoever is the municipality that was declared',
      2,
      { ties: new Map([[eva, [{ kind: 'kin', municipality: '0180' }]]]) },
    ],
    [
      'through another name of who was declared',
      2,
      { ties: new Map([[eva, [{ kind: 'kin', organisationId: 'o1' }]]]) },
    ],
    [
      'through another name of who was met',
      3,
      { ties: new Map([[eva, [{ kind: 'kin', organisationId: 'o0' }]]]), coalitions: [['o0', 'o1']] },
    ],
    [
      'to nobody a step further',
      Infinity,
      {
        ties: new Map([[eva, [{ kind: 'kin', organisationId: 'o5' }]]]),
        coalitions: [
          ['o5', 'o0'],
          ['o0', 'o1'],
        ],
      },
    ],
    [
      'through nobody else of the jury',
      Infinity,
      {
        ties: new Map([
          [eva, [{ kind: 'board', organisationId: 'o5' }]],
          [
            nils,
            [
              { kind: 'board', organisationId: 'o5' },
              { kind: 'kin', municipality: '2081' },
            ],
          ],
        ]),
      },
    ],
  ])('lead %s: %d steps', async (_, steps, change) => {
    const world = { ...quiet, award: `award-${randomUUID().slice(0, 8)}`, ...change };
    expect(await stepsIn(randomFrom(1), world)).toEqual({ steps: [steps], due: [steps] });
  });

  it('are, step by step out of the database, what a search of the whole world finds', async () => {
    const random = randomFrom(2021);
    const found = new Set<number>();
    for (let at = 0; at < worlds; at++) {
      const world = aWorld(random);
      const { steps, due } = await stepsIn(random, world);
      expect({ world, steps }).toEqual({ world, steps: due });
      for (const each of due) found.add(each);
    }
    expect(found).toEqual(new Set([1, 2, 3, Infinity]));
  });
});
