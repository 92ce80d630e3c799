import { randomUUID } from 'node:crypto';
import { deepStrictEqual, ok } from 'node:assert/strict';
import { eventually } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import { plan } from './award-samples.ts';

export type Round = 'long-list' | 'short-list' | 'winner';
export type Body = Readonly<Record<string, unknown>>;
/** By candidacy, what each juror in turn gives for effect; nothing where one gives nothing. */
export type Points = Readonly<Record<string, readonly (number | undefined)[]>>;

/** Somewhere where a year can be played: a service in the test's own process, or replicas that are killed. */
export interface World {
  call(method: string, path: string, token?: string, body?: unknown): Promise<Answer>;
  token(role: string, claims?: Body): Promise<string>;
  at(instant: Date | string): Promise<void> | void;
}

export const instants = {
  opening: '2021-02-01T09:00:00+01:00',
  entries: '2021-04-01T10:00:00+02:00',
  'long-list': '2021-05-14T10:00:00+02:00',
  'short-list': '2021-06-02T10:00:00+02:00',
  winner: '2021-09-20T10:00:00+02:00',
} as const;

/** An award in its year, led by its secretariat: each step is what people do, and is done when it returns. */
export class AwardYear {
  readonly award: string;
  /** By the subject of their tokens. */
  readonly jurors = new Map<string, { readonly id: string; readonly token: string }>();
  private readonly world: World;
  private readonly secretariat: string;

  private constructor(world: World, award: string, secretariat: string) {
    this.world = world;
    this.award = award;
    this.secretariat = secretariat;
  }

  /** Its jurors have declared that they know of no ties, but for those who have not said anything. */
  static async open(
    world: World,
    {
      award = `award-${randomUUID().slice(0, 8)}`,
      jurors = ['juror-1', 'juror-2', 'juror-3'],
      undeclared = [],
      change = {},
    }: {
      readonly award?: string;
      readonly jurors?: readonly string[];
      readonly undeclared?: readonly string[];
      readonly change?: Body;
    } = {},
  ): Promise<AwardYear> {
    const year = new AwardYear(world, award, await world.token('secretariat'));
    await world.at(instants.opening);
    await year.does('POST', '/v1/awards', year.secretariat, { id: award, ...plan, ...change });
    for (const subject of jurors) {
      const profile = { name: `Namn på ${subject}`, email: `${subject}@jury.example`, otherEmails: [], language: 'sv' };
      const { body } = await year.lead('jurors', { subject, ...profile });
      year.jurors.set(subject, { id: body.id as string, token: await world.token('juror', { award, sub: subject }) });
    }
    await year.lead('opening');
    for (const [subject, { token }] of year.jurors)
      if (!undeclared.includes(subject))
        await year.does('POST', `/v1/awards/${award}/declaration`, token, { ties: [] });
    return year;
  }

  at(instant: Date | string): Promise<void> | void {
    return this.world.at(instant);
  }

  /** What the secretariat posts about the award, and the answer to it. */
  async lead(path: string, body: Body = {}): Promise<Answer> {
    return this.does('POST', `/v1/awards/${this.award}/${path}`, this.secretariat, body);
  }

  /** The same where it may be refused. */
  async tries(path: string, body: Body = {}): Promise<Answer> {
    return this.world.call('POST', `/v1/awards/${this.award}/${path}`, this.secretariat, body);
  }

  /** As everybody sees it. */
  async seen(): Promise<Body> {
    return (await this.world.call('GET', `/v1/awards/${this.award}`)).body as Body;
  }

  async record(): Promise<string> {
    return (await this.world.call('GET', `/v1/awards/${this.award}/record`)).body as string;
  }

  /** A municipality enters, with others or alone. Answers the id of its candidacy. */
  async enter(...municipalities: readonly [string, ...string[]]): Promise<string> {
    const token = await this.municipality(municipalities[0]);
    await this.does('POST', '/v1/nominations', token, {
      award: this.award,
      municipalities,
      answers: plan.questions.map(({ id }) => ({ question: id, text: `Svar om ${id}` })),
      nominator: { name: 'Kommunen', email: 'kommunen@kommun.example', language: 'sv' },
    });
    return eventually(async () => {
      const query = `award=${this.award}&municipality=${municipalities[0]}`;
      const { body } = await this.world.call('GET', `/v1/candidacies?${query}`);
      const found = (body.items as { id: string; municipalities: string[] }[]).find(
        (each) => String(each.municipalities) === String(municipalities.toSorted()),
      );
      ok(found, 'The nomination has not been gathered yet.');
      return found.id;
    });
  }

  municipality(code: string): Promise<string> {
    return this.world.token('municipality', { municipality: code });
  }

  score(juror: string, round: Round, candidacy: string, scores: Readonly<Record<string, number>>): Promise<Answer> {
    const path = `/v1/awards/${this.award}/rounds/${round}/scores/${candidacy}`;
    return this.world.call('PUT', path, this.jurors.get(juror)?.token, { scores });
  }

  async scoreAll(round: Round, points: Points): Promise<void> {
    const subjects = [...this.jurors.keys()];
    for (const [candidacy, effects] of Object.entries(points))
      for (const [at, effect] of effects.entries())
        if (effect !== undefined) {
          const answer = await this.score(subjects[at] ?? '', round, candidacy, { effect, leap: 5 });
          deepStrictEqual([answer.status, answer.body], [200, { scores: { effect, leap: 5 } }]);
        }
  }

  /** From its first score to its list. A tie at the cut goes to those who are named first. */
  async decide(round: Round, points: Points, seats: number): Promise<readonly string[]> {
    await this.at(instants[round]);
    await this.scoreAll(round, points);
    await this.lead(`rounds/${round}/closure`);
    return this.list(round, seats);
  }

  async list(round: Round, seats: number): Promise<readonly string[]> {
    const decided = await this.tries(`rounds/${round}/list`, { seats });
    if (decided.status === 200) return decided.body.candidacies as string[];
    deepStrictEqual(decided.body.code, 'tie-at-the-cut');
    const tied = (decided.body.errors as { detail: string }[]).map(({ detail }) => detail);
    const inside = await this.inside(round, seats);
    await this.lead(`rounds/${round}/tie`, { seats, chosen: tied.slice(0, seats - inside) });
    return (await this.lead(`rounds/${round}/list`, { seats })).body.candidacies as string[];
  }

  /** Its instant comes, and it is announced. */
  async announced(phase: 'long-list' | 'short-list' | 'announcement'): Promise<Body> {
    await this.at(plan.deadlines[phase].closesAt);
    const field = { 'long-list': 'longListed', 'short-list': 'shortListed', announcement: 'winner' }[phase];
    return eventually(async () => {
      const seen = await this.seen();
      ok(field in seen, `It is not announced yet: ${phase}.`);
      return seen;
    });
  }

  async assessed(candidacies: readonly string[]): Promise<void> {
    for (const candidacy of candidacies) {
      const { body } = await this.world.call('GET', `/v1/candidacies/${candidacy}`);
      const token = await this.municipality((body.municipalities as string[])[0] ?? '');
      await this.does('PUT', `/v1/candidacies/${candidacy}/assessment`, token, { text: 'DiMiOS' });
    }
  }

  async met(candidacies: readonly string[]): Promise<void> {
    await this.at(instants.winner);
    for (const candidacy of candidacies)
      await this.does('POST', `/v1/candidacies/${candidacy}/meeting`, this.secretariat, { text: 'Ett gott samtal.' });
  }

  private async inside(round: Round, seats: number): Promise<number> {
    const path = `/v1/awards/${this.award}/rounds/${round}/standing?seats=${seats}`;
    const { body } = await this.world.call('GET', path, this.secretariat);
    return (body.outcome.inside as string[]).length;
  }

  private async does(method: string, path: string, token: string, body: Body): Promise<Answer> {
    const answer = await this.world.call(method, path, token, body);
    ok(answer.status < 300, `${method} ${path} is answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  }
}

/** From the first entry to the winner on whom the jury has decided, whom nobody knows yet: four municipalities, one of them on no list. */
export async function playedToDecision(world: World, open: Parameters<typeof AwardYear.open>[1] = {}) {
  const year = await AwardYear.open(world, open);
  await year.at(instants.entries);
  const borlänge = await year.enter('2081');
  const säter = await year.enter('2082');
  const falun = await year.enter('2080');
  const mora = await year.enter('2062', '2023');
  await year.decide(
    'long-list',
    { [borlänge]: [9, 8, 9], [säter]: [8, 9, 7], [falun]: [4, 4, 4], [mora]: [6, 5, 6] },
    3,
  );
  await year.announced('long-list');
  await year.assessed([borlänge, säter, mora]);
  await year.decide('short-list', { [borlänge]: [9, 9, 9], [säter]: [8, 9, 9], [mora]: [2, 3, 2] }, 2);
  await year.announced('short-list');
  await year.met([borlänge, säter]);
  const [winner] = await year.decide('winner', { [borlänge]: [9, 9, 10], [säter]: [9, 9, 9] }, 1);
  deepStrictEqual(winner, borlänge);
  return { year, borlänge, säter, falun, mora };
}
