import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '@kraftsamling/service';
import { callerOf, eventually } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { Answers } from '../src/survey/answer.store.ts';
import { Surveys } from '../src/survey/survey.store.ts';
import { SurveyKeeper } from '../src/survey/survey-keeper.service.ts';
import { SurveysService } from '../src/survey/surveys.service.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { campaignPublished } from './samples.ts';

let the: Running;
let token: string;

beforeAll(async () => {
  the = await running(import.meta.url, { TRUSTED_PROXIES: '127.0.0.1,::1', SURVEY_ANSWERS_PER_SENDER: '5' });
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());
afterEach(() => {
  jest.restoreAllMocks();
});

const hour = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
const bilingual = (sv: string) => ({ sv, en: sv });

/**
 * What Borlänge asked its residents, with an option that few choose; answered since yesterday. It is open on every day that a test sets the
 * clock to: whoever still looks for what is overdue by that clock does not close what the next test has opened.
 */
function aSurvey(change: Readonly<Record<string, unknown>> = {}) {
  return {
    title: { sv: 'Digital delaktighet i Borlänge', en: 'Digital participation in Borlänge' },
    municipality: '2081',
    questions: [
      {
        id: 'wanted-services',
        kind: 'several',
        text: bilingual('Vilka digitala tjänster skulle göra din vardag enklare?'),
        required: true,
        options: ['health-care', 'school', 'building'].map((id) => ({ id, text: bilingual(id) })),
      },
      { id: 'what-is-missing', kind: 'text', text: bilingual('Vad saknas?') },
    ],
    opens: inHours(-24),
    closes: '2125-01-01T00:00:00Z',
    ...change,
  };
}

async function drafted(change: Readonly<Record<string, unknown>> = {}, as = token): Promise<string> {
  const answer = await the.call('POST', '/v1/surveys', { token: as, body: aSurvey(change) });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id as string;
}

async function opened(change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const id = await drafted(change);
  expect(await the.call('POST', `/v1/surveys/${id}/opening`, { token })).toMatchObject({ status: 200 });
  return id;
}

const wanting = (...options: string[]) => ({ answers: [{ question: 'wanted-services', options }] });
let addresses = 0;
const someAddress = () => `198.51.${Math.floor(++addresses / 250)}.${addresses % 250}`;

/** By default each answer comes from somebody else. */
async function answer(id: string, body: unknown = wanting('health-care'), from = someAddress()): Promise<Answer> {
  return the.call('POST', `/v1/surveys/${id}/answers`, { body, headers: { 'x-forwarded-for': from } });
}

async function answeredBy(people: number, id: string, body?: unknown): Promise<void> {
  const answers = await Promise.all(Array.from({ length: people }, () => answer(id, body)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
}

const resultsOf = async (id: string): Promise<unknown> => (await the.call('GET', `/v1/surveys/${id}/results`)).body;
const eventsOf = async (id: string) =>
  (await the.streams.events())
    .filter(({ subject }) => subject === id)
    // Each replica publishes its own.
    .sort((one, other) => one.sequence.localeCompare(other.sequence))
    .map(({ type, data }) => [type.split('.').at(-2), data['answers']]);
const inDatabase = () => the.service.app.get<Connection>(getConnectionToken());

/** Nothing is counted or closed, until the mocks are restored. */
function nobodyCounts(): void {
  jest.spyOn(SurveyKeeper.prototype as unknown as { run(): Promise<void> }, 'run').mockResolvedValue();
}

/** For all replicas alike, for as long as the test lasts. */
function setClock(at: string): void {
  jest.spyOn(Clock.prototype, 'now').mockImplementation(() => new Date(at));
}

describe('POST /v1/surveys', () => {
  it('drafts a survey that only those who look after the place see', async () => {
    const borlange = await the.key.token('municipality', { municipality: '2081' });
    const dalarna = await the.key.token('coordinator', { counties: ['20'] });
    const stockholm = await the.key.token('coordinator', { counties: ['01'] });
    const id = await drafted({}, borlange);

    for (const as of [token, borlange, dalarna]) {
      expect(await the.call('GET', `/v1/surveys/${id}`, { token: as })).toMatchObject({
        status: 200,
        body: { status: 'draft', municipality: '2081', county: '20' },
      });
      const { body } = await the.call('GET', '/v1/surveys?status=draft&limit=100', { token: as });
      expect(body.items).toContainEqual(expect.objectContaining({ id }));
    }
    expect(await the.call('GET', `/v1/surveys/${id}`)).toMatchObject({ status: 404 });
    expect(await the.call('GET', `/v1/surveys/${id}`, { token: stockholm })).toMatchObject({ status: 404 });
    expect(await the.call('GET', `/v1/surveys/${id}/results`)).toMatchObject({ status: 404 });
    const { body } = await the.call('GET', '/v1/surveys?status=draft&limit=100', { token: stockholm });
    expect(body.items).not.toContainEqual(expect.objectContaining({ id }));
    expect(await eventsOf(id)).toEqual([]);
  });

  it('is for those who look after the place that is asked', async () => {
    const borlange = await the.key.token('municipality', { municipality: '2081' });
    const dalarna = await the.key.token('coordinator', { counties: ['20'] });
    const send = (as: string | undefined, change: Readonly<Record<string, unknown>>) =>
      the.call('POST', '/v1/surveys', { ...(as !== undefined && { token: as }), body: aSurvey(change) });

    expect(await send(borlange, { municipality: '2080' })).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    expect(await send(borlange, { municipality: undefined })).toMatchObject({ status: 403 });
    expect(await send(dalarna, { municipality: undefined, county: '20' })).toMatchObject({ status: 201 });
    expect(await send(dalarna, { municipality: '0180' })).toMatchObject({ status: 403 });
    expect(await send(dalarna, { municipality: undefined })).toMatchObject({ status: 403 });
    expect(await send(token, { municipality: undefined })).toMatchObject({ status: 201 });
    expect(await send(undefined, {})).toMatchObject({ status: 401 });
  });

  it('says everything that is wrong, and where', async () => {
    const body = aSurvey({ municipality: '2018', questions: [{ ...aSurvey().questions[0], options: [] }] });
    expect(await the.call('POST', '/v1/surveys', { token, body })).toMatchObject({
      status: 422,
      body: {
        code: 'unknown-municipality',
        errors: [{ pointer: '/municipality' }, { pointer: '/questions/0/options', code: 'options-missing' }],
      },
    });
  });
});

describe('PATCH /v1/surveys/{id}', () => {
  it('changes a draft as it was read, and nothing once it is open', async () => {
    const id = await drafted();
    const amend = (version: string) =>
      the.call('PATCH', `/v1/surveys/${id}`, {
        token,
        body: { title: bilingual('Enkät') },
        headers: { 'if-match': version },
      });
    expect(await amend('"1"')).toMatchObject({ status: 200, body: { title: { sv: 'Enkät' } } });
    expect(await amend('"1"')).toMatchObject({ status: 412 });
    await the.call('POST', `/v1/surveys/${id}/opening`, { token });
    expect(await amend('"3"')).toMatchObject({ status: 409, body: { code: 'survey-fixed' } });
  });

  it('does not take a survey to a place that somebody does not look after', async () => {
    const borlange = await the.key.token('municipality', { municipality: '2081' });
    const id = await drafted({}, borlange);
    const moved = { token: borlange, body: { municipality: '2080' }, headers: { 'if-match': '"1"' } };
    expect(await the.call('PATCH', `/v1/surveys/${id}`, moved)).toMatchObject({ status: 403 });
  });
});

describe('POST /v1/surveys/{id}/opening', () => {
  it('shows the survey to everybody, once', async () => {
    const id = await opened();
    expect(await the.call('POST', `/v1/surveys/${id}/opening`, { token })).toMatchObject({ status: 200 });
    expect(await the.call('GET', `/v1/surveys/${id}`)).toMatchObject({ status: 200, body: { status: 'open' } });
    await eventually(async () => expect(await eventsOf(id)).toEqual([['opened', 0]]));
  });

  it('waits for its campaign to be known', async () => {
    const id = await drafted({ campaignId: 'not-known' });
    expect(await the.call('POST', `/v1/surveys/${id}/opening`, { token })).toMatchObject({
      status: 422,
      body: { code: 'unknown-campaign', errors: [{ pointer: '/campaignId' }] },
    });
    await campaignPublished(the, { id: 'not-known' });
    expect(await the.call('POST', `/v1/surveys/${id}/opening`, { token })).toMatchObject({ status: 200 });
    const { body } = await the.call('GET', '/v1/surveys?campaign=not-known');
    expect(body).toMatchObject({ items: [{ id }], page: { total: 1 } });
  });
});

describe('POST /v1/surveys/{id}/answers', () => {
  it('takes an answer, and refuses one that does not fit the questions', async () => {
    const id = await opened();
    expect(await answer(id)).toMatchObject({ status: 204 });
    expect(await answer(id, wanting('spaceport'))).toMatchObject({
      status: 422,
      body: { code: 'unknown-option', errors: [{ pointer: '/answers/0/options/0' }] },
    });
    expect(await answer(await drafted())).toMatchObject({ status: 404 });
    expect(await answer('nothing')).toMatchObject({ status: 404 });
  });

  it('refuses what comes before its time, and after it whatever has become of the survey', async () => {
    const early = await opened({ opens: inHours(1) });
    expect(await answer(early)).toMatchObject({ status: 409, body: { code: 'survey-not-open' } });

    const closes = '2124-11-16T22:59:59Z';
    const id = await opened({ closes });
    setClock(closes);
    expect(await answer(id)).toMatchObject({ status: 204 });
    setClock('2124-11-16T22:59:59.001Z');
    expect(await answer(id)).toMatchObject({ status: 409, body: { code: 'survey-closed' } });
    expect(await the.call('GET', `/v1/surveys/${id}`)).toMatchObject({ body: { status: 'open' } });
  });

  it('takes exactly five of a thousand that one sender sends to two replicas at once, and those of others', async () => {
    const id = await opened();
    setClock('2124-11-16T12:00:00Z');
    const replica = callerOf((await the.replica()).url);
    const send = (call: typeof replica, from: string) =>
      call('POST', `/v1/surveys/${id}/answers`, { body: wanting('school'), headers: { 'x-forwarded-for': from } });

    const hundred = () =>
      Promise.all(Array.from({ length: 100 }, (_, at) => send(at % 2 === 0 ? the.call : replica, '203.0.113.7')));
    const others = ['203.0.113.8', '2001:db8:1::1', '2001:db8:2::1'].map((from) => send(replica, from));
    // All thousand in one go would wait for the database longer than it lets anybody wait.
    const answers: Answer[] = [];
    while (answers.length < 1000) answers.push(...(await hundred()));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(995);
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([204, 204, 204]);

    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: 'answered-too-often', title: 'Answered too often' });
    expect(refused?.headers.get('retry-after')).toBe(String(11 * 3600));
    expect(await inDatabase().collection('survey-answers').countDocuments({ surveyId: id })).toBe(8);
  });

  it('counts the addresses of one household as one sender, each survey and each day for itself', async () => {
    const id = await opened();
    setClock('2124-11-16T12:00:00Z');
    const household = (at: number) => `2001:db8:7:7::${at}`;
    for (const at of [1, 2, 3, 4, 5]) expect(await answer(id, undefined, household(at))).toMatchObject({ status: 204 });
    const refused = await answer(id, undefined, household(6));
    expect(refused).toMatchObject({ status: 429 });
    expect(refused.headers.get('retry-after')).toBe(String(11 * 3600));

    const another = await opened();
    expect(await answer(another, undefined, household(6))).toMatchObject({ status: 204 });
    setClock('2124-11-16T23:00:00Z');
    expect(await answer(id, undefined, household(6))).toMatchObject({ status: 204 });
  });

  it('does not believe what anybody says of their address, unless a proxy is trusted', async () => {
    const id = await opened();
    setClock('2124-11-16T12:00:00Z');
    const direct = callerOf((await the.replica({ TRUSTED_PROXIES: '' })).url);
    const statuses: number[] = [];
    for (let at = 0; at < 6; at++) {
      const from = { 'x-forwarded-for': someAddress() };
      statuses.push(
        (await direct('POST', `/v1/surveys/${id}/answers`, { body: wanting('school'), headers: from })).status,
      );
    }
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);
  });

  it('has no limit where none is configured', async () => {
    const id = await opened();
    const unlimited = callerOf((await the.replica({ SURVEY_ANSWERS_PER_SENDER: '0' })).url);
    for (let at = 0; at < 7; at++)
      expect(await unlimited('POST', `/v1/surveys/${id}/answers`, { body: wanting('school') })).toMatchObject({
        status: 204,
      });
  });
});

describe('what is kept of an answer', () => {
  const address = '203.0.113.99';
  const text = 'Jag heter Eva Exempel och vill boka tid.';

  it('says nothing of who gave it or when, in any collection, event or log', async () => {
    const written: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
    const id = await opened();
    setClock('2124-11-16T12:00:00Z');
    const replica = await the.replica({ LOG_LEVEL: 'trace' });
    const logged: string[] = [];
    const { logger } = replica;
    for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const)
      jest.spyOn(logger, level).mockImplementation((...entry: unknown[]) => {
        logged.push(JSON.stringify(entry));
      });
    const call = callerOf(replica.url);
    const body = { answers: [...wanting('school').answers, { question: 'what-is-missing', text }] };
    const senders = [...Array.from({ length: 6 }, () => address), ...Array.from({ length: 4 }, someAddress)];
    for (const from of senders)
      await call('POST', `/v1/surveys/${id}/answers`, { body, headers: { 'x-forwarded-for': from } });
    await eventually(async () =>
      expect(await eventsOf(id)).toEqual([
        ['opened', 0],
        ['counted', 9],
      ]),
    );
    expect(logged.join()).toContain('/v1/surveys/:id/answers');

    const found = await inDatabase().collection('survey-answers').find({ surveyId: id }).toArray();
    expect(found).toHaveLength(9);
    for (const kept of found) {
      expect(Object.keys(kept).sort()).toEqual(['_id', 'chosen', 'day', 'surveyId', 'texts']);
      // Random (version 4): one that grows with time would say when.
      expect(kept._id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
      expect(kept['day']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    const everything = async () => {
      const all = (await inDatabase().db?.collections()) ?? [];
      return Promise.all(all.map(async (each) => [each.collectionName, JSON.stringify(await each.find().toArray())]));
    };
    for (const [name, documents] of await everything()) {
      expect(`${name}: ${documents}`).not.toContain(address);
      if (name !== 'survey-answers') expect(`${name}: ${documents}`).not.toContain('Eva Exempel');
    }
    const outside = [
      ...(await the.streams.events()).map((event) => JSON.stringify(event)),
      ...logged,
      ...written,
    ].join();
    expect(outside).not.toMatch(/Eva Exempel|203\.0\.113\.99/);
  });

  it('leaves of senders only hashes with a key of the survey, until it closes', async () => {
    setClock('2124-11-16T12:00:00Z');
    const id = await opened({ closes: '2124-11-18T12:00:00Z' });
    const another = await opened({ closes: '2124-11-18T12:00:00Z' });
    for (const survey of [id, another]) await answer(survey, undefined, address);

    const midnight = new Date('2124-11-16T23:00:00Z');
    const aMonthAfter = new Date('2124-12-18T12:00:00Z');
    const kept = ['survey-keys', 'survey-senders', 'survey-sender-days'] as const;
    const [keys, senders, days] = kept.map((name) => inDatabase().collection<{ _id: string }>(name));
    expect(await keys?.findOne({ _id: id })).toMatchObject({ expiresAt: aMonthAfter });
    const known = (await senders?.find({ surveyId: { $in: [id, another] } }).toArray()) ?? [];
    expect(known.map(({ _id, ...rest }) => [_id.replace(/^[\w-]{43}$/, 'hash'), rest])).toEqual(
      [id, another].map((surveyId) => ['hash', { surveyId, expiresAt: aMonthAfter }]),
    );
    expect(known[0]?._id).not.toBe(known[1]?._id);
    expect(await days?.find({ surveyId: id }).toArray()).toMatchObject([{ answers: 1, expiresAt: midnight }]);
    for (const collection of kept)
      expect(await inDatabase().collection(collection).indexes()).toContainEqual(
        expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }),
      );

    await the.call('POST', `/v1/surveys/${id}/closing`, { token });
    expect(await keys?.findOne({ _id: id })).toBeNull();
    for (const each of [senders, days]) expect(await each?.countDocuments({ surveyId: id })).toBe(0);
    expect(await senders?.countDocuments({ surveyId: another })).toBe(1);
  });
});

describe('GET /v1/surveys/{id}/results', () => {
  it('says how many have answered, when five more people have, and not what', async () => {
    // Counted while they are coming, it would be others of them: five of nine, and the four after them too few.
    nobodyCounts();
    const id = await opened();
    const surveys = the.service.app.get(SurveysService);
    for (const [more, counted] of [
      [4, 0],
      [9, 13],
      [4, 13],
      [1, 18],
    ] as const) {
      await answeredBy(more, id, wanting('school', 'health-care'));
      await surveys.countAnswered();
      expect(await resultsOf(id)).toMatchObject({ status: 'open', answers: counted, results: [], byMunicipality: [] });
    }
  });

  it('does not move for one sender, however often they answer', async () => {
    const id = await opened();
    const counting = jest.spyOn(Answers.prototype, 'numberOf');
    const counted = async (times: number) =>
      eventually(() => {
        expect(counting.mock.calls.filter(([survey]) => survey === id).length).toBeGreaterThanOrEqual(times);
      });
    for (let at = 0; at < 5; at++) await answer(id, wanting('school'), '203.0.113.55');
    await counted(1);
    await answeredBy(3, id);
    await counted(2);
    expect(await resultsOf(id)).toMatchObject({ answers: 0 });

    await answer(id, wanting('school'), '2001:db8:55::1');
    await eventually(async () => expect(await resultsOf(id)).toMatchObject({ answers: 9 }));
  });

  it('is published each time, and never a few people apart', async () => {
    const id = await opened();
    await the.replica();
    for (let at = 0; at < 6; at++) await answeredBy(4, id, wanting('school', 'health-care'));
    const events = await eventually(async () => {
      const published = await eventsOf(id);
      expect(Number(published.at(-1)?.[1])).toBeGreaterThanOrEqual(20);
      return published;
    });
    const counts = events.map(([, answers]) => Number(answers));
    counts.slice(1).forEach((count, at) => expect(count - (counts[at] ?? 0)).toBeGreaterThanOrEqual(5));
  });

  it('says what has been answered once the survey is closed, about, and always the same', async () => {
    const id = await opened({ municipality: undefined });
    const from = (municipality: string, ...options: string[]) => ({ ...wanting(...options), municipality });
    await answeredBy(200, id, from('2081', 'health-care', 'school'));
    await answeredBy(20, id, from('0180', 'building'));
    await the.call('POST', `/v1/surveys/${id}/closing`, { token });

    const results = await resultsOf(id);
    // Within 125: no sound run is further off, and no number is left out.
    const about = (answers: number) => expect.closeTo(answers, -2.4);
    expect(results).toMatchObject({
      status: 'closed',
      answers: 220,
      results: [{ answers: about(200) }, { answers: about(200) }, {}],
      byMunicipality: expect.arrayContaining([expect.objectContaining({ municipality: '2081', answers: about(200) })]),
    });
    await the.call('POST', `/v1/surveys/${id}/closing`, { token });
    expect(await resultsOf(id)).toEqual(results);
    const last = await eventually(async () => {
      const closed = (await the.streams.events()).filter(({ subject, type }) => subject === id && /closed/.test(type));
      expect(closed).toHaveLength(1);
      return closed[0]?.data;
    });
    expect(last?.['results']).toEqual((results as { results: unknown }).results);
  });
});

describe('counting', () => {
  it('goes on with the others where one survey cannot be counted, and tries that again', async () => {
    const broken = await opened();
    const sound = await opened();
    const numberOf = jest
      .spyOn(Answers.prototype, 'numberOf')
      .mockImplementation((id) => (id === broken ? Promise.reject(new Error('It is broken.')) : Promise.resolve(5)));
    await answeredBy(5, broken);
    await answeredBy(5, sound);
    await eventually(async () => expect(await resultsOf(sound)).toMatchObject({ answers: 5 }));
    numberOf.mockRestore();
    await eventually(async () => expect(await resultsOf(broken)).toMatchObject({ answers: 5 }));
  });

  it('does nothing for surveys that nobody answers, however many are open', async () => {
    for (let at = 0; at < 5; at++) await opened();
    const numberOf = jest.spyOn(Answers.prototype, 'numberOf');
    const require = jest.spyOn(Surveys.prototype, 'require');
    const overdue = jest.spyOn(Surveys.prototype, 'overdue');
    await eventually(() => {
      expect(overdue.mock.results.length).toBeGreaterThanOrEqual(2);
    });
    for (const found of overdue.mock.results) expect(await found.value).toEqual([]);
    expect(numberOf).not.toHaveBeenCalled();
    expect(require).not.toHaveBeenCalled();
  });
});

describe('closing', () => {
  it('counts for the last time, once, and takes no more answers', async () => {
    nobodyCounts();
    const id = await opened();
    await answeredBy(6, id);
    const answers = await Promise.all([1, 2, 3].map(() => the.call('POST', `/v1/surveys/${id}/closing`, { token })));
    for (const each of answers) expect(each).toMatchObject({ status: 200, body: { status: 'closed' } });
    expect(await answer(id)).toMatchObject({ status: 409, body: { code: 'survey-closed' } });
    expect(await resultsOf(id)).toMatchObject({ status: 'closed', answers: 6 });
    await eventually(async () => {
      const events = await eventsOf(id);
      expect(events.filter(([what]) => what === 'closed')).toEqual([['closed', 6]]);
    });
  });

  it('happens by itself when its time is over, whichever replica sees it first', async () => {
    await the.replica();
    nobodyCounts();
    const closes = '2124-11-16T22:59:59Z';
    const id = await opened({ closes });
    await answeredBy(7, id);
    jest.restoreAllMocks();
    setClock('2124-11-16T23:01:00Z');

    await eventually(async () => expect(await resultsOf(id)).toMatchObject({ status: 'closed', answers: 7 }));
    await eventually(async () => expect((await eventsOf(id)).at(-1)).toEqual(['closed', 7]));
    expect((await eventsOf(id)).filter(([what]) => what === 'closed')).toHaveLength(1);
  });

  it('is for those who asked', async () => {
    const id = await opened();
    const falun = await the.key.token('municipality', { municipality: '2080' });
    expect(await the.call('POST', `/v1/surveys/${id}/closing`, { token: falun })).toMatchObject({ status: 403 });
  });
});

describe('GET /v1/surveys/{id}/texts', () => {
  const writing = (text: string) => ({
    answers: [...wanting('school').answers, { question: 'what-is-missing', text }],
  });
  const read = (id: string, as: string) =>
    the.call('GET', `/v1/surveys/${id}/texts?question=what-is-missing`, { token: as });

  it('shows what was written before today by five or more, in the order of the alphabet, to those who asked', async () => {
    const borlange = await the.key.token('municipality', { municipality: '2081' });
    const falun = await the.key.token('municipality', { municipality: '2080' });
    const id = await opened();
    setClock('2124-11-16T12:00:00Z');
    for (const text of ['d', 'b', 'a', 'c']) await answer(id, writing(text));
    setClock('2124-11-17T12:00:00Z');
    for (const text of ['f', 'e']) await answer(id, writing(text));
    expect((await read(id, borlange)).body).toMatchObject({ items: [], page: { total: 0 } });

    setClock('2124-11-18T00:00:00Z');
    expect((await read(id, borlange)).body).toMatchObject({
      items: ['a', 'b', 'c', 'd', 'e', 'f'].map((text) => ({ text })),
      page: { total: 6 },
    });
    expect(await read(id, falun)).toMatchObject({ status: 403 });
    expect(await the.call('GET', `/v1/surveys/${id}/texts?question=what-is-missing`)).toMatchObject({ status: 401 });
    const audit = await inDatabase().collection('audit').find({ id, did: 'read-texts' }).toArray();
    expect(audit).toHaveLength(2);
  });

  it('shows all of it when the survey is closed', async () => {
    const id = await opened();
    setClock('2124-11-16T12:00:00Z');
    for (const text of ['a', 'b', 'c', 'd', 'e']) await answer(id, writing(text));
    expect((await read(id, token)).body).toMatchObject({ items: [] });
    await the.call('POST', `/v1/surveys/${id}/closing`, { token });
    expect((await read(id, token)).body).toMatchObject({ page: { total: 5 } });
  });
});
