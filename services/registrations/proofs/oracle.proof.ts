import { randomUUID } from 'node:crypto';
import { counterexample } from '@kraftsamling/testing/proof';
import type { Proof } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import type { Random } from '@kraftsamling/testing/random';
import { mannWhitney } from './mann-whitney.ts';
import { aCampaign } from '../test/campaign-samples.ts';
import { RegistrationsStage } from './stage.ts';

export const full = 1_000;

/** So rarely a proof finds a difference in time where there is none, over all routes together. */
const level = 0.001;

/** What is tried: half of each kind is known. What a stranger says of it otherwise is always the same. */
const kinds = ['number', 'name', 'campaign'] as const;
type Kind = (typeof kinds)[number];

interface Guess {
  readonly kind: Kind;
  readonly known: boolean;
  readonly name: string;
  readonly organisationNumber?: string;
  readonly campaign: string;
}

/** One request of one guess: everything that a stranger gets of it. */
interface Observation {
  readonly route: string;
  readonly kind: Kind;
  readonly known: boolean;
  readonly answer: string;
  readonly bytes: number;
  readonly ms: number;
}

/**
 * A stranger tries numbers of persons, names at a place and campaigns, of which half are known (organisations of another category and place; campaigns
 * that are being planned), in an order of chance, by every route that anybody may ask. Of each route the answers are the same to the byte, what
 * was said and made by the request itself being replaced; and so are the times, as the test of Mann and Whitney sees them.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  await using stage = await RegistrationsStage.open(import.meta.url);
  await stage.start();
  const random = randomFrom(seed);
  const secretariat = await stage.key.token('secretariat');
  const attack = new Attack(stage.urls[0] ?? '');
  const [open, forOthers] = [aCampaign(), aCampaign({ partnerCategories: ['company'] })] as const;
  for (const campaign of [open, forOthers]) {
    await created(stage, '/v1/campaigns', secretariat, campaign);
    await stage.call('POST', `/v1/campaigns/${campaign.id}/announcement`, secretariat);
  }

  const guesses = Array.from({ length: runs }, (_, at) => guess(random, at, open.id));
  for (const each of guesses.filter(({ known }) => known)) await makeKnown(stage, secretariat, each);
  await stage.everythingIsPublished('organisations', 'campaigns');
  await attack.refuseForgottenRoutes();
  // What is compiled at the first requests is slower than the rest.
  for (let at = 0; at < 20; at++) await attack.tries(guess(random, 2 * at + 1, open.id), open.id, forOthers.id);
  attack.observations.length = 0;
  log(`${runs} guesses, of which half are known`);

  for (const each of random.shuffled(guesses)) await attack.tries(each, open.id, forOthers.id);

  const byRoute = Map.groupBy(attack.observations, ({ route }) => route);
  const tests = byRoute.size;
  for (const [route, observations] of byRoute) {
    const answers = Map.groupBy(observations, ({ answer, bytes }) => `${bytes} bytes\n${answer}`);
    if (answers.size > 1)
      throw counterexample(`${route} answers in ${answers.size} ways.`, [...answers.keys()].slice(0, 3));

    const times = (known: boolean) => observations.filter((each) => each.known === known).map(({ ms }) => ms);
    const [ofKnown, ofUnknown] = [times(true), times(false)];
    const p = mannWhitney(ofKnown, ofUnknown);
    log(
      `${route}: ${observations.length} answers are one; ${median(ofKnown)} ms and ${median(ofUnknown)} ms, p = ${p.toFixed(3)}`,
    );
    if (p < level / tests)
      throw counterexample(`${route} takes another time for what is known: p = ${p}.`, [
        median(ofKnown),
        median(ofUnknown),
      ]);
  }
}

class Attack {
  readonly observations: Observation[] = [];
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async tries(guessed: Guess, open: string, forOthers: string): Promise<void> {
    const { name, organisationNumber, campaign } = guessed;
    const body = (to: string) => ({
      campaignId: to,
      organisation: {
        name,
        ...(organisationNumber !== undefined && { organisationNumber }),
        ...{ category: 'public-library', sector: 'private', municipality: '0180' },
      },
      contact: { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' },
      days: ['2024-11-15'],
    });

    await this.ask(guessed, 'GET /v1/api-info', 'GET', '/v1/api-info');
    if (guessed.kind === 'campaign') {
      await this.ask(guessed, 'GET /v1/campaigns/{id}', 'GET', `/v1/campaigns/${campaign}`);
      await this.ask(
        guessed,
        'POST /v1/registrations, in a campaign that is not announced',
        'POST',
        '/v1/registrations',
        body(campaign),
      );
      await this.ask(guessed, 'GET /v1/campaigns', 'GET', '/v1/campaigns?limit=100');
      return;
    }
    const first = await this.ask(guessed, 'POST /v1/registrations', 'POST', '/v1/registrations', body(open));
    await this.ask(guessed, 'POST /v1/registrations, again', 'POST', '/v1/registrations', body(open));
    await this.ask(
      guessed,
      'POST /v1/registrations, for other categories',
      'POST',
      '/v1/registrations',
      body(forOthers),
    );
    await this.ask(guessed, 'POST /v1/registrations, by id', 'POST', '/v1/registrations', {
      ...body(open),
      organisation: undefined,
      organisationId: name,
    });

    const { id, managementLink } = JSON.parse(first) as { id: string; managementLink: string };
    const link = managementLink.split('#')[1];
    const address = `/v1/registrations/${id}`;
    await this.ask(guessed, 'GET /manage/{id}', 'GET', `/manage/${id}`);
    await this.ask(guessed, 'GET /v1/registrations/{id}', 'GET', address, undefined, link);
    await this.ask(guessed, 'PATCH /v1/registrations/{id}', 'PATCH', address, { days: ['2024-11-16'] }, link);
    await this.ask(guessed, 'POST /v1/registrations/{id}/withdrawal', 'POST', `${address}/withdrawal`, {}, link);
    await this.ask(guessed, 'POST /v1/registrations/{id}/erasure', 'POST', `${address}/erasure`, {}, link);
    await this.ask(guessed, 'GET /v1/organisations', 'GET', '/v1/organisations?municipality=0180&limit=100');
    await this.ask(guessed, 'GET /v1/organisations/{id}', 'GET', `/v1/organisations/${id}`);
  }

  /** A route that anybody may ask and that is not tried here would prove nothing. */
  async refuseForgottenRoutes(): Promise<void> {
    const api = (await (await fetch(`${this.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { security?: readonly object[] }>>;
    };
    const anybodys = Object.entries(api.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { security = [] }]) =>
          security.some((way) => Object.keys(way).every((key) => key === 'managementLink')),
        )
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    const forgotten = anybodys.filter((route) => !tried.has(route));
    if (forgotten.length > 0) throw counterexample('A route that anybody may ask is not tried.', forgotten);
  }

  private async ask(
    { kind, known, name, organisationNumber = name, campaign }: Guess,
    route: string,
    method: string,
    path: string,
    body?: unknown,
    link?: string,
  ): Promise<string> {
    const began = performance.now();
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(link !== undefined && { authorization: `Bearer ${link}` }),
        ...(method === 'PATCH' && { 'if-match': '"1"' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const ms = performance.now() - began;

    const headers = [...response.headers].filter(([header]) => header !== 'date');
    const answer = `${response.status} ${JSON.stringify(headers)} ${text}`
      .replaceAll(name, '<name>')
      .replaceAll(organisationNumber, '<number>')
      .replaceAll(campaign, '<campaign>')
      .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, '<id>')
      .replaceAll(/(00-[\da-f]{32}-[\da-f]{16}-01|\b[\da-f]{32}\b)/g, '<trace>')
      .replaceAll(/20\d\d-\d\d-\d\dT[\d:.]+Z/g, '<now>')
      .replaceAll(/#[\w-]{43}/g, '#<secret>');
    this.observations.push({ route, kind, known, answer, bytes: Buffer.byteLength(text), ms });
    return text;
  }
}

const tried = new Set([
  'GET /v1/api-info',
  'GET /v1/campaigns',
  'GET /v1/campaigns/{id}',
  'GET /v1/organisations',
  'GET /v1/organisations/{id}',
  'POST /v1/registrations',
  'GET /v1/registrations/{id}',
  'PATCH /v1/registrations/{id}',
  'POST /v1/registrations/{id}/withdrawal',
  'POST /v1/registrations/{id}/erasure',
]);

function guess(random: Random, at: number, open: string): Guess {
  const kind = random.oneOf(kinds);
  const known = at % 2 === 0;
  return {
    ...{ kind, known },
    name: randomUUID(),
    ...(kind === 'number' && { organisationNumber: personalNumber(random) }),
    campaign: kind === 'campaign' ? `draft-${randomUUID()}` : open,
  };
}

async function makeKnown(
  stage: RegistrationsStage,
  token: string,
  { kind, name, organisationNumber, campaign }: Guess,
): Promise<void> {
  if (kind === 'campaign') {
    await created(stage, '/v1/campaigns', token, aCampaign({ id: campaign }));
    return;
  }
  await created(stage, '/v1/organisations', token, {
    // By its number wherever it is; by its name at its place.
    ...(organisationNumber === undefined
      ? { name, municipality: '0180' }
      : { name: randomUUID(), municipality: '2081', organisationNumber }),
    ...{ category: 'company', sector: 'private' },
    // It is asked, at its own address, whether what a stranger has registered is its own.
    contacts: [{ name: 'Karin Känd', email: `${randomUUID()}@known.example`, language: 'sv' }],
  });
}

async function created(stage: RegistrationsStage, path: string, token: string, body: unknown): Promise<void> {
  const { status, body: answer } = await stage.call('POST', path, token, body);
  if (status !== 201) throw new Error(`${path} answered ${status}: ${JSON.stringify(answer)}`);
}

/** Of a person who does not exist: a day of birth, three digits and the one that checks them. */
function personalNumber(random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const nine = `${two(random.between(30, 99))}${two(random.between(1, 12))}${two(random.between(1, 28))}${String(random.between(0, 999)).padStart(3, '0')}`;
  const sum = Array.from(nine, Number).reduce((total, digit, at) => {
    const value = at % 2 === 0 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

function median(values: readonly number[]): string {
  return (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN).toFixed(2);
}
