import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApi } from '@kraftsamling/service/testing';
import { eventually } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import { plan } from './award-samples.ts';
import { coalitionIs, organisationIs } from './conflict-samples.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear, instants } from './year.ts';

/** Who asks: each sees something else of the candidacy of Borlänge. */
const personas = [
  'anonymous',
  'own municipality',
  'other municipality',
  'juror',
  'blocked juror',
  'undecided juror',
  'undeclared juror',
  'juror elsewhere',
  'coordinator',
  'organisation',
  'operator',
  'secretariat',
] as const;
type Persona = (typeof personas)[number];

/** Those to whom the candidacy is not there. */
const keptOut = ['blocked juror', 'undecided juror', 'undeclared juror', 'juror elsewhere'] as const;

type Statuses = Readonly<Record<Persona, number>>;

interface Line {
  /** What is put for the ids in the path, where it is not the award or the candidacy. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: () => string;
  readonly body?: (candidacy: string) => unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answers: Statuses;
}

/** Nobody but these: without a token there is none, with another role it is not allowed. */
function only(answers: Partial<Statuses>): Statuses {
  return { ...statuses(403), anonymous: 401, ...answers };
}

function anyone(status: number, answers: Partial<Statuses> = {}): Statuses {
  return { ...statuses(status), ...answers };
}

function statuses(status: number): Statuses {
  return Object.fromEntries(personas.map((persona) => [persona, status])) as Record<Persona, number>;
}

const hidden = {
  'blocked juror': 404,
  'undecided juror': 404,
  'undeclared juror': 404,
  'juror elsewhere': 404,
} as const;
const municipalities = { 'own municipality': 200, 'other municipality': 404 } as const;
const jurors = {
  juror: 200,
  'blocked juror': 200,
  'undecided juror': 200,
  'undeclared juror': 200,
  'juror elsewhere': 404,
} as const;

let the: Running;
let year: AwardYear;
let candidacy: string;
let callers: ReadonlyMap<Persona, string | undefined>;
let routes: readonly string[];

/** Every route, what it is asked, and who gets which answer. What changes something for the others comes last. */
const lines: Readonly<Record<string, Line>> = {
  'GET /v1/api-info': { answers: anyone(200) },
  'GET /v1/dead-letters': { answers: only({ operator: 200 }) },
  'POST /v1/dead-letters/{id}/requeue': { path: { id: '7' }, answers: only({ operator: 404 }) },
  'DELETE /v1/dead-letters/{id}': { path: { id: '7' }, answers: only({ operator: 404 }) },
  'GET /v1/quarantined-events': { answers: only({ operator: 200 }) },
  'POST /v1/quarantined-events': {
    body: () => ({ streamSequence: 999_999, reason: 'forged' }),
    answers: only({ operator: 201 }),
  },
  'DELETE /v1/quarantined-events/{id}': { path: { id: randomUUID() }, answers: only({ operator: 404 }) },
  'GET /v1/republications': { answers: only({ operator: 200 }) },
  'POST /v1/republications': { answers: only({ operator: 202 }) },

  'GET /v1/republications/{id}': { path: { id: randomUUID() }, answers: only({ operator: 404 }) },

  'GET /v1/awards': { answers: anyone(200) },
  'GET /v1/awards/{id}': { answers: anyone(200) },
  'GET /v1/awards/{id}/record': { answers: anyone(409) },
  'POST /v1/awards': {
    body: () => ({ id: `award-${randomUUID().slice(0, 8)}`, ...plan }),
    answers: only({ secretariat: 201 }),
  },
  'PUT /v1/awards/{id}': {
    body: () => plan,
    headers: { 'if-match': '"2"' },
    answers: only({ secretariat: 412 }),
  },
  'POST /v1/awards/{id}/opening': { answers: only({ secretariat: 200 }) },
  'POST /v1/awards/{id}/deadlines/{phase}/extension': {
    path: { phase: 'articles' },
    body: () => ({ until: '2021-10-02T00:00:00+02:00' }),
    answers: only({ secretariat: 200 }),
  },

  'GET /v1/awards/{id}/jurors': { answers: only({ secretariat: 200 }) },
  'POST /v1/awards/{id}/jurors': {
    body: () => ({ subject: 'late', name: 'Sen', email: 'sen@jury.example', otherEmails: [], language: 'sv' }),
    answers: only({ secretariat: 409 }),
  },
  'GET /v1/awards/{id}/desk': { answers: only(jurors) },
  'GET /v1/awards/{id}/conflicts': { answers: only({ secretariat: 200 }) },
  'GET /v1/awards/{id}/rounds/{round}': { path: { round: 'long-list' }, answers: only({ secretariat: 200 }) },
  'GET /v1/awards/{id}/rounds/{round}/standing': {
    path: { round: 'long-list' },
    query: () => 'seats=2',
    answers: only({ secretariat: 409 }),
  },
  'PUT /v1/awards/{id}/rounds/{round}/scores/{candidacy}': {
    path: { round: 'long-list' },
    body: () => ({ scores: { effect: 5, leap: 5 } }),
    answers: only({ juror: 200, ...hidden }),
  },

  'GET /v1/nominations': { query: () => `award=${year.award}`, answers: only({ secretariat: 200 }) },
  'GET /v1/nominations/{id}': { answers: only({ secretariat: 404 }) },
  'POST /v1/nominations': {
    body: () => ({
      award: year.award,
      municipalities: ['2081'],
      answers: plan.questions.map(({ id }) => ({ question: id, text: 'Så här.' })),
      nominator: { name: 'Eva', email: 'eva@example.org', language: 'sv' },
    }),
    answers: anyone(409, { 'other municipality': 403 }),
  },
  'GET /v1/municipalities/without-address': {
    query: () => `award=${year.award}`,
    answers: only({ secretariat: 200 }),
  },
  'PUT /v1/municipalities/{code}/address': {
    path: { code: '2081' },
    body: () => ({ email: 'kommunen@borlange.example' }),
    answers: only({ secretariat: 200 }),
  },
  'GET /v1/municipalities/{code}/address': { path: { code: '2081' }, answers: only({ secretariat: 200 }) },
  'POST /v1/municipalities/{code}/link-revocation': {
    path: { code: '2081' },
    body: () => ({ reason: 'forwarded' }),
    answers: only({ secretariat: 200 }),
  },
  'GET /v1/awards/{id}/kept': { answers: only({ secretariat: 200 }) },
  'GET /v1/articles': { query: () => `award=${year.award}`, answers: anyone(200) },
  'GET /v1/articles/{id}': { path: { id: '7' }, answers: anyone(404) },
  'POST /v1/articles': {
    body: () => ({ award: year.award, title: 'Så gjorde vi', text: 'Vi frågade alla.' }),
    answers: only({ 'own municipality': 201, 'other municipality': 201 }),
  },
  'POST /v1/articles/{id}/acceptance': { path: { id: '7' }, answers: only({ secretariat: 404 }) },
  'POST /v1/articles/{id}/publication': { path: { id: '7' }, answers: only({ secretariat: 404 }) },
  'GET /v1/organisations': {
    query: () => 'name=f%C3%B6ren',
    answers: only({ ...jurors, 'juror elsewhere': 200, secretariat: 200 }),
  },
  'GET /v1/mails': { answers: only({ secretariat: 200 }) },
  'POST /v1/mails/{id}/dispatch': { path: { id: '7' }, answers: only({ secretariat: 404 }) },

  'GET /v1/candidacies': { query: () => `award=${year.award}`, answers: anyone(200) },
  'GET /v1/candidacies/{id}': { answers: anyone(200, hidden) },
  'GET /v1/candidacies/{id}/texts': { answers: only({ ...municipalities, juror: 200, ...hidden, secretariat: 200 }) },
  'GET /v1/candidacies/{id}/feedback': { answers: only({ ...municipalities, 'own municipality': 409 }) },
  'PUT /v1/candidacies/{id}/complement': {
    body: () => ({ text: 'Mer.' }),
    answers: only({ ...municipalities, 'own municipality': 409 }),
  },
  'PUT /v1/candidacies/{id}/assessment': {
    body: () => ({ text: 'Så här.' }),
    answers: only({ ...municipalities, 'own municipality': 409 }),
  },
  'POST /v1/candidacies/{id}/meeting': { body: () => ({ text: 'Ett samtal.' }), answers: only({ secretariat: 409 }) },

  'POST /v1/awards/{id}/rounds/{round}/closure': {
    path: { round: 'long-list' },
    body: () => ({ unranked: [] }),
    answers: only({ secretariat: 409 }),
  },
  'POST /v1/awards/{id}/rounds/{round}/tie': {
    path: { round: 'long-list' },
    body: (id) => ({ seats: 2, chosen: [id] }),
    answers: only({ secretariat: 409 }),
  },
  'POST /v1/awards/{id}/rounds/{round}/discussion': {
    path: { round: 'long-list' },
    body: () => ({ text: 'Länge.' }),
    answers: only({ secretariat: 409 }),
  },
  'POST /v1/awards/{id}/rounds/{round}/list': {
    path: { round: 'long-list' },
    body: () => ({ seats: 2 }),
    answers: only({ secretariat: 409 }),
  },
  'POST /v1/awards/{id}/declaration': {
    body: () => ({ ties: [] }),
    answers: only(jurors),
  },
  'POST /v1/awards/{id}/conflicts/decisions': {
    body: (id) => ({
      juror: year.jurors.get('undecided')?.id,
      candidacy: id,
      outcome: 'cleared',
      ground: 'Länge sedan.',
    }),
    answers: only({ secretariat: 200 }),
  },
  'POST /v1/awards/{id}/recusals': {
    body: (id) => ({ juror: year.jurors.get('open')?.id, candidacy: id, ground: 'Har ett uppdrag där.' }),
    answers: only({ secretariat: 200 }),
  },
  'POST /v1/candidacies/{id}/withdrawal': { answers: only(municipalities) },
};

beforeAll(async () => {
  the = await running(import.meta.url);
  routes = routesOf((await the.call('GET', '/openapi.json')).body as OpenApi);
  const world = worldOf(the);
  const elsewhere = await AwardYear.open(world, { jurors: ['one', 'two'] });
  year = await AwardYear.open(world, {
    jurors: ['open', 'blocked', 'undecided', 'undeclared'],
    undeclared: ['undeclared'],
  });
  await year.at(instants.entries);
  candidacy = await year.enter('2081');
  await year.enter('2080');
  await year.at(instants['long-list']);

  const token = (subject: string) => year.jurors.get(subject)?.token;
  const municipality = (code: string) => the.key.token('municipality', { municipality: code });
  callers = new Map<Persona, string | undefined>([
    ['anonymous', undefined],
    ['own municipality', await municipality('2081')],
    ['other municipality', await municipality('2584')],
    ['juror', token('open')],
    ['blocked juror', token('blocked')],
    ['undecided juror', token('undecided')],
    ['undeclared juror', token('undeclared')],
    ['juror elsewhere', elsewhere.jurors.get('one')?.token],
    ['coordinator', await the.key.token('coordinator', { counties: ['20'] })],
    ['organisation', await the.key.token('organisation', { organisation: 'library' })],
    ['operator', await the.key.token('operator')],
    ['secretariat', the.secretariat],
  ]);
  await tied();
});
afterAll(async () => the[Symbol.asyncDispose]());

/** One juror lives in Borlänge, one sits on the board of those who work with it. */
async function tied(): Promise<void> {
  const declare = (persona: Persona, tie: object) =>
    ask(persona, 'POST', `/v1/awards/${year.award}/declaration`, { body: { ties: [tie] } });
  expect(await declare('blocked juror', { kind: 'residence', municipality: '2081' })).toMatchObject({ status: 200 });
  const town = await organisationIs(the, { category: 'municipality', municipality: '2081' });
  const club = await organisationIs(the);
  await coalitionIs(the, [club, town]);
  expect(await declare('undecided juror', { kind: 'board', organisationId: club })).toMatchObject({ status: 200 });
  await eventually(async () =>
    expect(await ask('undecided juror', 'GET', `/v1/candidacies/${candidacy}`)).toMatchObject({ status: 404 }),
  );
}

describe('every route', () => {
  it('has a line here', () => {
    expect(routes.filter((route) => lines[route] === undefined)).toEqual([]);
    expect(Object.keys(lines).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('says the same of what a juror is kept from as of nothing at all: in words, headers and size', async () => {
    const differences: unknown[] = [];
    for (const [route, line] of Object.entries(lines).filter(([, { answers }]) => answers['blocked juror'] === 404))
      for (const persona of keptOut) {
        const real = await sent(persona, route, line, candidacy);
        const nothing = randomUUID();
        const unknown = await sent(persona, route, line, nothing);
        if (JSON.stringify(seen(real, candidacy)) !== JSON.stringify(seen(unknown, nothing)))
          differences.push({ persona, route, real: seen(real, candidacy), unknown: seen(unknown, nothing) });
      }
    expect(differences).toEqual([]);
  });

  it('lists, counts and finds nothing of what a juror is kept from', async () => {
    for (const persona of keptOut) {
      const listed = await ask(persona, 'GET', `/v1/candidacies?award=${year.award}`);
      expect(JSON.stringify(listed.body)).not.toContain(candidacy);
      const found = await ask(persona, 'GET', `/v1/candidacies?award=${year.award}&municipality=2081`);
      const nothing = await ask(persona, 'GET', `/v1/candidacies?award=${year.award}&municipality=1480`);
      expect(seen(found, '')).toEqual(seen(nothing, ''));
      const desk = await ask(persona, 'GET', `/v1/awards/${year.award}/desk`);
      expect(JSON.stringify(desk.body)).not.toContain(candidacy);
    }
    const { body } = await ask('blocked juror', 'GET', `/v1/candidacies?award=${year.award}`);
    expect(body).toMatchObject({ items: [{ municipalities: ['2080'] }], page: { total: 1 } });
    const { body: everything } = await ask('juror', 'GET', `/v1/candidacies?award=${year.award}`);
    expect(everything).toMatchObject({ page: { total: 2 } });
  });

  it('answers each who asks as its line says', async () => {
    const wrong: string[] = [];
    for (const [route, line] of Object.entries(lines))
      // Whoever is refused asks first, so that nobody finds what others have changed.
      for (const persona of personas.toSorted((one, other) => line.answers[other] - line.answers[one])) {
        const { status, body } = await sent(persona, route, line, candidacy);
        if (status !== line.answers[persona])
          wrong.push(
            `${route} by ${persona}: ${status}, not ${line.answers[persona]} ${JSON.stringify(body).slice(0, 200)}`,
          );
      }
    expect(wrong).toEqual([]);
  });
});

function sent(persona: Persona, route: string, { path = {}, query, body, headers }: Line, id: string): Promise<Answer> {
  const [method = '', template = ''] = route.split(' ');
  const ids: Readonly<Record<string, string>> = {
    id: template.startsWith('/v1/awards') ? year.award : id,
    candidacy: id,
    ...path,
  };
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'nothing');
  return ask(persona, method, `${filled}${query ? `?${query()}` : ''}`, {
    ...(body && { body: body(id) }),
    ...(headers && { headers }),
  });
}

function ask(
  persona: Persona,
  method: string,
  path: string,
  options: Parameters<Running['call']>[2] = {},
): Promise<Answer> {
  const token = callers.get(persona);
  return the.call(method, path, { ...options, ...(token !== undefined && { token }) });
}

/** Everything that reaches whoever asks, but for the id they have sent, and what is another one each time. */
function seen({ status, headers, body }: Answer, id: string) {
  const kept = [...headers].filter(([name]) => name !== 'date');
  const whole = JSON.stringify({ status, headers: kept, body: body as unknown });
  const hidesId = id === '' ? whole : whole.replaceAll(id, 'the id');
  return hidesId
    .replaceAll(/[0-9a-f]{32}/g, 'trace')
    .replaceAll(/-[0-9a-f]{16}-/g, '-span-')
    .replaceAll(/municipality=\d{4}/g, 'municipality=code');
}

function routesOf({ paths }: OpenApi): readonly string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
}
