import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runAnew } from '@kraftsamling/service/testing';
import { callerOf, eventually } from '@kraftsamling/testing';
import type { Call } from '@kraftsamling/testing';
import { Conflicts } from '../src/conflict/conflicts.service.ts';
import { TieRetention } from '../src/conflict/tie-retention.service.ts';
import { plan } from './award-samples.ts';
import { activityIs, coalitionIs, organisationIs, recordOf } from './conflict-samples.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { verified } from './record-verifiers.ts';
import { AwardYear, instants, playedToDecision } from './year.ts';

let the: Running;
let elsewhere: Call;

beforeAll(async () => {
  the = await running(import.meta.url);
  elsewhere = callerOf((await the.replica()).url);
});
afterAll(async () => the[Symbol.asyncDispose]());

const points = { effect: 5, leap: 5 };
const tokenOf = (year: AwardYear, juror: string) => year.jurors.get(juror)?.token ?? '';
const idOf = (year: AwardYear, juror: string) => year.jurors.get(juror)?.id ?? '';
const declares = (year: AwardYear, juror: string, ...ties: object[]) =>
  the.call('POST', `/v1/awards/${year.award}/declaration`, { token: tokenOf(year, juror), body: { ties } });
const reads = async (year: AwardYear, juror: string, candidacy: string, call = the.call) =>
  (await call('GET', `/v1/candidacies/${candidacy}/texts`, { token: tokenOf(year, juror) })).status;
const conflictsOf = async (year: AwardYear) =>
  (await the.call('GET', `/v1/awards/${year.award}/conflicts`, { token: the.secretariat })).body as Record<
    'undecided' | 'blocked' | 'cleared',
    { juror: string; candidacy: string; path: { kind: string }[] }[]
  >;
const rules = (year: AwardYear, juror: string, candidacy: string, outcome: string) =>
  year.tries('conflicts/decisions', {
    juror: idOf(year, juror),
    candidacy,
    outcome,
    ground: 'De arbetar sällan ihop.',
  });
const entries = async (year: AwardYear, kind: string) =>
  (await recordOf(the, year.award)).filter((link) => link.kind === kind).map(({ data }) => data);

function aYear(): Promise<AwardYear> {
  return AwardYear.open(worldOf(the));
}

/** Before scores are given, which is now. */
async function enters(year: AwardYear, ...municipalities: readonly [string, ...string[]]): Promise<string> {
  await year.at(instants.entries);
  const id = await year.enter(...municipalities);
  await year.at(instants['long-list']);
  return id;
}

describe('a direct tie', () => {
  it('blocks as soon as it is declared, and is put on record by itself, once', async () => {
    const year = await aYear();
    const [borlänge, falun] = [await enters(year, '2081'), await enters(year, '2080')];
    expect(await reads(year, 'juror-1', borlänge)).toBe(200);

    expect(await declares(year, 'juror-1', { kind: 'kin', municipality: '2081' })).toMatchObject({ status: 200 });
    expect(await reads(year, 'juror-1', borlänge)).toBe(404);
    expect(await reads(year, 'juror-1', borlänge, elsewhere)).toBe(404);
    expect(await reads(year, 'juror-1', falun)).toBe(200);
    expect(await reads(year, 'juror-2', borlänge)).toBe(200);

    await eventually(async () => expect(await entries(year, 'juror-recused')).toHaveLength(1));
    await Promise.all([...the.replicas, ...the.replicas].map(({ app }) => app.get(Conflicts).settle(year.award)));
    expect(await entries(year, 'juror-recused')).toEqual([
      { juror: idOf(year, 'juror-1'), candidacy: borlänge, ground: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await conflictsOf(year)).toMatchObject({
      undecided: [],
      blocked: [{ juror: idOf(year, 'juror-1'), candidacy: borlänge, settled: 'blocked', path: [{ kind: 'kin' }] }],
      cleared: [],
    });
  });

  it('is one to the organisation that is the municipality, whichever of the two was known first', async () => {
    const year = await aYear();
    const borlänge = await enters(year, '2081');
    const hall = await organisationIs(the, { category: 'public-library', municipality: '2081' });
    await declares(year, 'juror-1', { kind: 'employer', organisationId: hall });
    expect(await reads(year, 'juror-1', borlänge)).toBe(200);

    await organisationIs(the, { id: hall, category: 'municipality', municipality: '2081', version: 2 });
    await eventually(async () => expect(await reads(year, 'juror-1', borlänge)).toBe(404));
    await eventually(async () => expect(await entries(year, 'juror-recused')).toHaveLength(1));

    // What stands on record stands, whatever is said later of who is what.
    await organisationIs(the, { id: hall, category: 'public-library', municipality: '2081', version: 3 });
    await activityIs(the, [hall, await organisationIs(the)]);
    expect(await reads(year, 'juror-1', borlänge)).toBe(404);
  });

  it('is a nomination of one’s own, from whichever address, however it was written', async () => {
    const year = await aYear();
    const [borlänge, falun] = [await enters(year, '2081'), await enters(year, '2080')];
    await year.at(instants.entries);
    const nominator = { name: 'Kommunen', email: 'Juror-2+Nominerar@JURY.example', language: 'sv' };
    const answers = plan.questions.map(({ id }) => ({ question: id, text: 'Så här.' }));
    const body = { award: year.award, municipalities: ['2081'], answers, nominator };
    expect(await the.call('POST', '/v1/nominations', { token: await year.municipality('2081'), body })).toMatchObject({
      status: 201,
    });
    await year.at(instants['long-list']);
    await eventually(async () => expect(await entries(year, 'nomination-confirmed')).toHaveLength(3));
    expect(await reads(year, 'juror-2', borlänge)).toBe(404);
    expect(await reads(year, 'juror-2', falun)).toBe(200);
    expect(await reads(year, 'juror-1', borlänge)).toBe(200);
    expect((await conflictsOf(year)).blocked).toMatchObject([
      { candidacy: borlänge, path: [{ kind: 'own-nomination' }] },
    ]);
  });

  it('to one of those who enter together is one to all of them', async () => {
    const year = await aYear();
    const joint = await enters(year, '2062', '2023');
    await declares(year, 'juror-3', { kind: 'residence', municipality: '2023' });
    expect(await reads(year, 'juror-3', joint)).toBe(404);
  });
});

describe('an indirect tie', () => {
  it('is undecided as soon as it is known, and open, blocked or undecided again as the secretariat and other events have it', async () => {
    const year = await aYear();
    const borlänge = await enters(year, '2081');
    const [town, club, hub] = [
      await organisationIs(the, { category: 'municipality', municipality: '2081', name: 'Borlänge kommun' }),
      await organisationIs(the, { name: 'Klubben' }),
      await organisationIs(the, { name: 'Navet' }),
    ];
    await declares(year, 'juror-1', { kind: 'board', organisationId: club });
    await activityIs(the, [hub, town]);
    expect(await reads(year, 'juror-1', borlänge)).toBe(200);

    const shared = await coalitionIs(the, [club, hub]);
    await eventually(async () => expect(await reads(year, 'juror-1', borlänge)).toBe(404));
    // What the organisations are called comes with events of their own.
    await eventually(async () =>
      expect((await conflictsOf(year)).undecided).toMatchObject([
        {
          juror: idOf(year, 'juror-1'),
          name: 'Namn på juror-1',
          candidacy: borlänge,
          municipalities: ['2081'],
          path: [
            { kind: 'board', to: { type: 'organisation', id: club, name: 'Klubben' } },
            { kind: 'coalition', via: shared, from: { name: 'Klubben' }, to: { name: 'Navet' } },
            { kind: 'activity', from: { name: 'Navet' }, to: { name: 'Borlänge kommun' } },
          ],
        },
      ]),
    );
    expect(await entries(year, 'juror-recused')).toEqual([]);

    expect(await rules(year, 'juror-1', borlänge, 'cleared')).toMatchObject({ status: 200, body: { access: 'open' } });
    expect(await rules(year, 'juror-1', borlänge, 'cleared')).toMatchObject({ status: 200 });
    expect(await reads(year, 'juror-1', borlänge)).toBe(200);
    expect(await entries(year, 'conflict-decided')).toMatchObject([{ candidacy: borlänge, outcome: 'cleared' }]);

    // A shorter way is another matter.
    await activityIs(the, [club, town]);
    await eventually(async () => expect(await reads(year, 'juror-1', borlänge)).toBe(404));
    expect(await rules(year, 'juror-1', borlänge, 'blocked')).toMatchObject({
      status: 200,
      body: { access: 'blocked' },
    });
    expect(await rules(year, 'juror-1', borlänge, 'cleared')).toMatchObject({
      status: 409,
      body: { code: 'juror-blocked' },
    });
    expect(await reads(year, 'juror-1', borlänge)).toBe(404);
    expect(await entries(year, 'conflict-decided')).toMatchObject([{ outcome: 'cleared' }, { outcome: 'blocked' }]);
  });

  it('is decided before the round that it concerns is closed', async () => {
    const year = await aYear();
    const [borlänge, falun] = [await enters(year, '2081'), await enters(year, '2080')];
    const town = await organisationIs(the, { category: 'municipality', municipality: '2081' });
    const club = await organisationIs(the);
    await declares(year, 'juror-1', { kind: 'board', organisationId: club });
    await year.scoreAll('long-list', { [borlänge]: [undefined, 8, 9], [falun]: [4, 4, 4] });
    await coalitionIs(the, [club, town]);
    await eventually(async () => expect((await conflictsOf(year)).undecided).toHaveLength(1));

    const undecided = { code: 'conflict-undecided', detail: `Juror ${idOf(year, 'juror-1')}, candidacy ${borlänge}.` };
    expect(await year.tries('rounds/long-list/closure')).toMatchObject({
      status: 409,
      body: { code: 'conflict-undecided', errors: [undecided] },
    });
    await rules(year, 'juror-1', borlänge, 'cleared');
    expect(await year.tries('rounds/long-list/closure')).toMatchObject({ status: 200, body: { status: 'closed' } });
  });

  it('to a candidacy that is in the round no longer keeps no round open', async () => {
    const year = await aYear();
    const [borlänge, falun] = [await enters(year, '2081'), await enters(year, '2080')];
    const town = await organisationIs(the, { category: 'municipality', municipality: '2081' });
    const club = await organisationIs(the);
    await coalitionIs(the, [club, town]);
    await declares(year, 'juror-1', { kind: 'board', organisationId: club });
    await year.scoreAll('long-list', { [falun]: [4, 4, 4] });
    await eventually(async () => expect(await reads(year, 'juror-1', borlänge)).toBe(404));
    const token = await year.municipality('2081');
    expect(await the.call('POST', `/v1/candidacies/${borlänge}/withdrawal`, { token })).toMatchObject({ status: 200 });
    expect(await year.tries('rounds/long-list/closure')).toMatchObject({ status: 200 });
  });

  it('is decided only where there is one', async () => {
    const year = await aYear();
    const borlänge = await enters(year, '2081');
    const other = await aYear();
    expect(await rules(year, 'juror-1', borlänge, 'cleared')).toMatchObject({
      status: 409,
      body: { code: 'no-conflict' },
    });
    expect(await rules(other, 'juror-1', borlänge, 'cleared')).toMatchObject({ status: 404 });
  });
});

describe('a tie', () => {
  it('is known the same, in whatever order it is told, and told twice', async () => {
    const year = await aYear();
    const borlänge = await enters(year, '2081');
    const town = await organisationIs(the, { category: 'municipality', municipality: '2081' });
    const club = await organisationIs(the);
    const id = await coalitionIs(the, [club], { version: 3 });
    await coalitionIs(the, [club, town], { id, version: 2 });
    await coalitionIs(the, [club, town], { id, version: 2 });
    await declares(year, 'juror-1', { kind: 'board', organisationId: club });
    const last = await organisationIs(the);
    await coalitionIs(the, [last, town]);
    await declares(year, 'juror-2', { kind: 'board', organisationId: last });
    await eventually(async () => expect(await reads(year, 'juror-2', borlänge)).toBe(404));
    await eventually(async () => expect(await reads(year, 'juror-1', borlänge)).toBe(200));

    await coalitionIs(the, [club, town], { id, version: 4 });
    await eventually(async () => expect(await reads(year, 'juror-1', borlänge)).toBe(404));
  });

  it('is to somebody', async () => {
    const year = await aYear();
    expect(await declares(year, 'juror-1', { kind: 'kin' })).toMatchObject({
      status: 422,
      body: { code: 'tie-to-nobody', errors: [{ pointer: '/ties/0' }] },
    });
    expect(await declares(year, 'juror-1', { kind: 'kin', municipality: '9999' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-municipality', errors: [{ pointer: '/ties/0/municipality' }] },
    });
  });
});

describe('a juror who is withdrawn late', () => {
  it('has given nothing that counts: the list is decided again', async () => {
    const year = await aYear();
    const [borlänge, falun, mora] = [
      await enters(year, '2081'),
      await enters(year, '2080'),
      await enters(year, '2062'),
    ];
    const give = (juror: string, effects: readonly number[]) =>
      Promise.all(
        [borlänge, falun, mora].map((candidacy, at) =>
          year.score(juror, 'long-list', candidacy, { effect: effects[at] ?? 0, leap: 5 }),
        ),
      );
    for (const answers of [
      await give('juror-1', [9, 5, 4]),
      await give('juror-2', [3, 4, 5]),
      await give('juror-3', [3, 4, 5]),
    ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await year.tries('rounds/long-list/closure');
    expect(await year.tries('rounds/long-list/list', { seats: 2 })).toMatchObject({
      body: { candidacies: [borlänge, mora].sort() },
    });

    const recusal = { juror: idOf(year, 'juror-1'), candidacy: borlänge, ground: 'Har sålt en utredning dit.' };
    expect(await year.tries('recusals', recusal)).toMatchObject({
      status: 200,
      body: { access: 'blocked', ground: recusal.ground, settled: 'blocked' },
    });
    expect(await year.tries('recusals', recusal)).toMatchObject({ status: 200 });
    expect(await entries(year, 'juror-recused')).toHaveLength(1);
    expect(
      await the.call('GET', `/v1/awards/${year.award}/rounds/long-list`, { token: the.secretariat }),
    ).toMatchObject({ body: { stale: true } });

    expect(await year.tries('rounds/long-list/list', { seats: 2 })).toMatchObject({
      body: { candidacies: [falun, mora].sort(), stale: false },
    });
    expect(await entries(year, 'list-recomputed')).toEqual([{ round: 'long-list', candidacies: [falun, mora].sort() }]);
  });

  it('gives nothing after it, however many scores are on their way', async () => {
    const year = await aYear();
    const borlänge = await enters(year, '2081');
    const recusal = { juror: idOf(year, 'juror-1'), candidacy: borlänge, ground: 'Har ett uppdrag där.' };
    const given = Array.from({ length: 12 }, (_, at) =>
      year.score('juror-1', 'long-list', borlänge, { effect: at % 11, leap: 5 }),
    );
    const [withdrawn, ...answers] = await Promise.all([year.tries('recusals', recusal), ...given]);
    expect(withdrawn).toMatchObject({ status: 200 });
    expect(answers.map(({ status }) => status).filter((status) => ![200, 404].includes(status))).toEqual([]);

    const kinds = (await recordOf(the, year.award)).map(({ kind }) => kind);
    expect(kinds.slice(kinds.indexOf('juror-recused'))).not.toContain('scores-given');
    expect(await year.score('juror-1', 'long-list', borlänge, points)).toMatchObject({ status: 404 });
  });
});

describe('what is known of ties', () => {
  it('is forgotten as long after the announcement as the award says, and opens nothing then; decisions and record stay', async () => {
    const { year, borlänge, falun } = await playedToDecision(worldOf(the));
    await declares(year, 'juror-1', { kind: 'kin', municipality: '2584' });
    const ground = 'Har sålt en utredning dit.';
    await year.lead('recusals', { juror: idOf(year, 'juror-3'), candidacy: falun, ground });
    await year.list('long-list', 3);
    await year.announced('announcement');
    expect(await declares(year, 'juror-1', { kind: 'kin', municipality: '2580' })).toMatchObject({
      status: 409,
      body: { code: 'award-over' },
    });
    const record = await year.record();
    const until = '2022-11-16T18:00:00.000Z';
    const kept = async () => {
      const { body } = await the.call('GET', `/v1/awards/${year.award}/kept`, { token: the.secretariat });
      return (body.kept as { kind: string }[]).filter(({ kind }) => ['jurors', 'ties', 'grounds'].includes(kind));
    };

    await year.at('2022-11-16T17:59:59.999Z');
    await runAnew(the.service.app.get(TieRetention));
    expect(await kept()).toMatchObject([
      { kind: 'jurors', count: 3 },
      { kind: 'ties', count: 1, until },
      { kind: 'grounds', count: 1, until },
    ]);
    expect((await conflictsOf(year)).blocked).toMatchObject([{ candidacy: falun, ground }]);
    expect(await reads(year, 'juror-1', borlänge)).toBe(200);

    await year.at(until);
    await runAnew(the.service.app.get(TieRetention));
    expect(await kept()).toMatchObject([{ count: 3 }, { count: 0 }, { count: 0 }]);
    const [blocked] = (await conflictsOf(year)).blocked;
    expect(blocked).toMatchObject({ candidacy: falun, settled: 'blocked', groundForgotten: true });
    expect(blocked).not.toHaveProperty('ground');
    expect(await reads(year, 'juror-1', borlänge)).toBe(404);
    expect(await year.record()).toBe(record);
    for (const said of await verified(record)) expect(said).toContain(': whole');
  });
});

describe('a blocked juror', () => {
  it('is written to about nothing', async () => {
    const year = await aYear();
    await declares(year, 'juror-1', { kind: 'residence', municipality: '2081' });
    const borlänge = await enters(year, '2081');
    await year.tries('recusals', { juror: idOf(year, 'juror-2'), candidacy: borlänge, ground: 'Släkt.' });
    await eventually(async () => expect(await entries(year, 'juror-recused')).toHaveLength(2));
    const jurors = the.mailServer.messages.filter(({ to }) => String(to).includes('jury.example'));
    expect(jurors).toEqual([]);
  });
});
