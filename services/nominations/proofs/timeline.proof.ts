import { readFile } from 'node:fs/promises';
import { eventually } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import { linkIn, submissionTo } from '../test/nomination-samples.ts';
import { AwardYear } from '../test/year.ts';
import type { Body, Round } from '../test/year.ts';
import { NominationsStage } from './stage.ts';

export const full = 1;

const file = new URL('../awards/digitaliseringskommun-2021.json', import.meta.url);
const jurors = ['juror-1', 'juror-2', 'juror-3', 'juror-4'];
/** Whoever enters itself, and whoever others nominate. */
const entering = ['2081', '2082', '2080', '2062'];
const nominated = ['2031', '2084'];
/** No two candidacies are close: no list is one that has to be discussed first. */
const strengths = [10, 8, 6, 4, 2, 0];
const announcements = ['long-list', 'short-list', 'announcement'] as const;
const onTheWall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});
type Announcement = (typeof announcements)[number];
const fieldOf = { 'long-list': 'longListed', 'short-list': 'shortListed', announcement: 'winner' } as const;

/** What is asked at an instant, and what is to be answered: the status, and the code of a refusal. */
type Question = readonly [what: string, expected: string, ask: () => Promise<Answer>];

/**
 * The year of the award as it was told to everybody, on the clock on the wall in Stockholm: whatever has a last instant is taken in its last
 * millisecond and refused in the next, and whatever has a first one the other way round. What is announced comes by itself, and not a
 * millisecond before.
 */
export async function prove({ runs, log }: Proof): Promise<void> {
  for (let run = 0; run < runs; run++) {
    await using stage = await NominationsStage.open(import.meta.url);
    await stage.setClock(stockholm('2021-02-01 09:00:00'));
    await stage.start();
    const timeline = await Timeline.open(stage, log);
    await timeline.nominations();
    await timeline.confirmations();
    await timeline.complements();
    await timeline.longList();
    await timeline.assessments();
    await timeline.shortList();
    await timeline.decision();
    await timeline.articles();
    await timeline.announcement();
    log(`${timeline.asked} answers were the right ones.`);
  }
}

class Timeline {
  asked = 0;
  private readonly stage: NominationsStage;
  private readonly year: AwardYear;
  /** Whose announcements come a millisecond before: once they are there, the announcer has looked at the award too. */
  private readonly earlier: AwardYear;
  private readonly log: Proof['log'];
  private readonly secretariat: string;
  /** By municipality. */
  private readonly candidacies = new Map<string, string>();

  private constructor(
    stage: NominationsStage,
    { year, earlier }: { readonly year: AwardYear; readonly earlier: AwardYear },
    secretariat: string,
    log: Proof['log'],
  ) {
    this.stage = stage;
    this.year = year;
    this.earlier = earlier;
    this.secretariat = secretariat;
    this.log = log;
  }

  static async open(stage: NominationsStage, log: Proof['log']): Promise<Timeline> {
    const { id, deadlines, ...plan } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly id: string;
      readonly deadlines: Readonly<Record<string, { readonly closesAt: string }>>;
    };
    const year = await AwardYear.open(stage.world, { award: id, jurors, change: { ...plan, deadlines } });
    const millisecondBefore = announcements.map((phase) => {
      const at = new Date(Date.parse(deadlines[phase]?.closesAt ?? '') - 1);
      return [phase, { closesAt: at, publicAt: at }] as const;
    });
    const earlier = await AwardYear.open(stage.world, {
      award: `${id}-earlier`,
      jurors: ['juror-1'],
      change: {
        ...{ quorum: 1, longList: { fewest: 1, most: 1 }, shortList: { fewest: 1, most: 1 } },
        deadlines: { ...deadlines, ...Object.fromEntries(millisecondBefore) },
      },
    });
    return new Timeline(stage, { year, earlier }, await stage.key.token('secretariat'), log);
  }

  async nominations(): Promise<void> {
    await this.year.at(stockholm('2021-04-01 10:00:00'));
    for (const code of entering) this.candidacies.set(code, await this.year.enter(code));
    for (const code of nominated) await this.confirm(await this.nominatedBy(`eva-${code}`, code));
    for (const code of nominated) this.candidacies.set(code, await this.candidacyOf(code));
    this.candidacies.set('earlier', await this.earlier.enter('2081'));

    await this.at('2021-04-29 23:59:59', [
      ['a nomination', '201', () => this.nominate('in-time', '2081')],
      ['an entry', '201', () => this.nominate('in-time', '2081', 'municipality')],
      ['a complement to an own entry', '200', () => this.complement('2081', 'In time')],
      ['an earlier deadline', '422 deadline-only-later', () => this.extend('nominations', '2021-04-29 23:59:58')],
      [
        'a deadline later than the next',
        '422 deadlines-out-of-order',
        () => this.extend('nominations', '2021-05-05 00:00:00'),
      ],
      ['a later deadline, elsewhere', '200', () => this.extend('nominations', '2021-04-30 12:00:00', this.earlier)],
    ]);
    await this.at('2021-04-29 23:59:59.999', [
      ['a nomination', '201', () => this.nominate('last-millisecond', '2081')],
      ['a complement to an own entry', '200', () => this.complement('2081', 'In the last millisecond')],
    ]);
    await this.at('2021-04-30 00:00:00', [
      ['a nomination', '409 deadline-passed', () => this.nominate('late', '2081')],
      ['an entry', '409 deadline-passed', () => this.nominate('late', '2081', 'municipality')],
      ['a complement to an own entry', '409 deadline-passed', () => this.complement('2081', 'Too late')],
      ['a complement by one whom others nominated', '200', () => this.complement('2031', 'Not too late')],
      ['a later deadline', '409 deadline-passed', () => this.extend('nominations', '2021-04-30 12:00:00')],
      [
        'a nomination where the deadline is later',
        '201',
        () => this.nominate('elsewhere', '2081', 'anyone', this.earlier),
      ],
      [
        'the old deadline where it is later',
        '422 deadline-only-later',
        () => this.extend('nominations', '2021-04-30 00:00:00', this.earlier),
      ],
    ]);
    await this.at('2021-04-30 12:00:00', [
      [
        'a nomination where the deadline was later',
        '409 deadline-passed',
        () => this.nominate('elsewhere-late', '2081', 'anyone', this.earlier),
      ],
    ]);
  }

  async confirmations(): Promise<void> {
    const [inTime, late] = [await this.linkTo('in-time'), await this.linkTo('last-millisecond')];
    await this.at('2021-05-03 23:59:59', [['a confirmation', '303', () => this.confirm(inTime)]]);
    await this.at('2021-05-04 00:00:00', [
      ['a confirmation', '409 deadline-passed', () => this.confirm(late)],
      ['the same one again', '303', () => this.confirm(inTime)],
    ]);
    await this.has(late, ['submitted']);
    await this.has(inTime, ['confirmed', 'gathered']);
  }

  async complements(): Promise<void> {
    await this.at('2021-05-12 23:59:59', [
      ['a complement by one whom others nominated', '200', () => this.complement('2031', 'In time')],
      ['a complement to an own entry', '409 deadline-passed', () => this.complement('2081', 'Too late')],
    ]);
    await this.at('2021-05-12 23:59:59.999', [
      ['a complement by one whom others nominated', '200', () => this.complement('2031', 'In the last millisecond')],
      ['a score for the long list', '409 round-not-open', () => this.score('long-list', '2081')],
      ['to close the round', '409 round-not-open', () => this.year.tries('rounds/long-list/closure')],
    ]);
    await this.at('2021-05-13 00:00:00', [
      ['a complement by one whom others nominated', '409 deadline-passed', () => this.complement('2031', 'Too late')],
      ['a score for the long list', '200', () => this.score('long-list', '2081')],
    ]);
  }

  async longList(): Promise<void> {
    await this.decide('long-list', '2021-05-14 10:00:00', [...entering, ...nominated], 5);
    await this.announced('long-list', '2021-05-20 09:59:59.999', '2021-05-20 10:00:00', {
      before: [['an assessment', '409 not-on-long-list', () => this.assess('2081')]],
      after: [
        ['an assessment', '200', () => this.assess('2081')],
        ['an assessment by one not on the list', '409 not-on-long-list', () => this.assess('2084')],
        ['a score for the short list', '409 round-not-open', () => this.score('short-list', '2081')],
      ],
      listed: [...entering, '2031'],
    });
  }

  async assessments(): Promise<void> {
    await this.earlier.assessed([this.candidacies.get('earlier') ?? '']);
    await this.at('2021-05-31 23:59:59', [
      ['an assessment', '200', () => this.assess('2082')],
      ['another', '200', () => this.assess('2080')],
    ]);
    await this.at('2021-05-31 23:59:59.999', [
      ['an assessment', '200', () => this.assess('2062')],
      ['a score for the short list', '409 round-not-open', () => this.score('short-list', '2081')],
    ]);
    await this.at('2021-06-01 00:00:00', [
      ['an assessment', '409 deadline-passed', () => this.assess('2031')],
      ['a score for the short list', '200', () => this.score('short-list', '2081')],
      ['a score for one without assessment', '409 not-in-round', () => this.score('short-list', '2031')],
      ['a score for one not on the long list', '409 not-in-round', () => this.score('short-list', '2084')],
    ]);
  }

  async shortList(): Promise<void> {
    await this.decide('short-list', '2021-06-02 10:00:00', entering, 3);
    await this.announced('short-list', '2021-06-18 09:59:59.999', '2021-06-18 10:00:00', {
      before: [
        ['a meeting', '409 not-on-short-list', () => this.meet('2081')],
        ['a score for the winner', '409 round-not-open', () => this.score('winner', '2081')],
      ],
      after: [
        ['a score for one whom the jury has not met', '409 not-in-round', () => this.score('winner', '2081')],
        ['a meeting', '200', () => this.meet('2081')],
        ['a meeting with one who is no finalist', '409 not-on-short-list', () => this.meet('2062')],
        ['a score for the winner', '200', () => this.score('winner', '2081')],
      ],
      listed: ['2081', '2082', '2080'],
    });
  }

  /** The jury binds itself, and shows no more than that. */
  async decision(): Promise<void> {
    await this.at('2021-09-20 09:00:00', [
      ['a meeting', '200', () => this.meet('2082')],
      ['another', '200', () => this.meet('2080')],
    ]);
    await this.shows({ commitments: [] });
    await this.earlier.met([this.candidacies.get('earlier') ?? '']);
    await this.decide('winner', '2021-09-20 10:00:00', ['2081', '2082', '2080'], 1);
    const { commitments } = await this.year.seen();
    const [published] = commitments as { commitment: string; publishedAt: string }[];
    await this.shows({ winner: undefined, announcedAt: undefined, status: 'open' });
    if (!/^[0-9a-f]{64}$/.test(published?.commitment ?? '') || published?.publishedAt !== iso('2021-09-20 10:00:00'))
      throw counterexample('The jury has not bound itself when it decided.', commitments);
    this.log(`2021-09-20 10:00:00 the jury has bound itself: ${published.commitment}.`);
  }

  async articles(): Promise<void> {
    await this.at('2021-09-30 23:59:59', [['an article', '201', () => this.contribute('1480')]]);
    await this.at('2021-09-30 23:59:59.999', [['an article', '201', () => this.contribute('2081')]]);
    await this.at('2021-10-01 00:00:00', [['an article', '409 deadline-passed', () => this.contribute('2082')]]);
  }

  async announcement(): Promise<void> {
    const record = () => this.ask('GET', `/v1/awards/${this.year.award}/record`);
    await this.announced('announcement', '2021-11-16 18:59:59.999', '2021-11-16 19:00:00', {
      before: [
        ['a look at the record', '409 record-secret', record],
        [
          'an earlier announcement',
          '422 deadline-only-later',
          () => this.extend('announcement', '2021-11-16 18:00:00'),
        ],
      ],
      after: [
        ['a look at the record', '200', record],
        ['a later announcement', '409 award-over', () => this.extend('announcement', '2021-11-17 19:00:00')],
        ['a withdrawal', '409 award-over', () => this.own('POST', '2082', 'withdrawal')],
      ],
      listed: ['2081'],
    });
  }

  /** Asks at an instant, and says it in a line. */
  private async at(wall: string, questions: readonly Question[]): Promise<void> {
    await this.year.at(stockholm(wall));
    const said: string[] = [];
    for (const [what, expected, ask] of questions) {
      const { status, body } = await ask();
      const code = (body as { readonly code?: string } | undefined)?.code;
      const answer = [status, ...(status >= 400 && code !== undefined ? [code] : [])].join(' ');
      if (answer !== expected) throw counterexample(`${wall}: ${what}`, { expected, answer, body });
      said.push(`${what} ${status < 400 ? 'taken' : `refused${code === undefined ? '' : `: ${code}`}`}`);
      this.asked++;
    }
    this.log(`${wall} ${said.join('; ')}`);
  }

  /** The jury decides, in both awards; nobody else can see what. */
  private async decide(round: Round, wall: string, codes: readonly string[], seats: number): Promise<void> {
    await this.year.at(stockholm(wall));
    for (const [at, code] of codes.entries())
      for (const juror of jurors) {
        const answer = await this.score(round, code, strengths[at], juror);
        if (answer.status !== 200) throw counterexample(`A score for ${code} in ${round} is refused.`, answer);
      }
    const list = () => this.year.tries(`rounds/${round}/list`, { seats });
    await this.at(wall, [
      [`the ${round} before its round is closed`, '409 round-not-closed', list],
      ['to close the round', '200', () => this.year.tries(`rounds/${round}/closure`)],
      ['a score', '409 round-closed', () => this.score(round, codes[0] ?? '', 1)],
      [`the ${round}`, '200', list],
    ]);

    const candidacy = this.candidacies.get('earlier') ?? '';
    await this.earlier.scoreAll(round, { [candidacy]: [5] });
    await this.earlier.lead(`rounds/${round}/closure`);
    await this.earlier.list(round, 1);
  }

  private async announced(
    phase: Announcement,
    before: string,
    instant: string,
    asked: {
      readonly before: readonly Question[];
      readonly after: readonly Question[];
      readonly listed: readonly string[];
    },
  ): Promise<void> {
    const field = fieldOf[phase];
    await this.year.at(stockholm(before));
    await eventually(async () => {
      if (!(field in (await this.earlier.seen()))) throw new Error(`The other award has not come to ${phase}.`);
    });
    await this.shows({ [field]: undefined });
    await this.at(before, asked.before);
    await this.shows({ [field]: undefined });

    await this.year.at(stockholm(instant));
    const seen = await eventually(async () => {
      const found = await this.year.seen();
      if (!(field in found)) throw new Error(`It is not announced: ${phase}.`);
      return found;
    });
    const listed =
      phase === 'announcement' ? { candidacies: [seen['winner']], announcedAt: seen['announcedAt'] } : seen[field];
    const { candidacies, announcedAt } = listed as { candidacies: { candidacyId: string }[]; announcedAt: string };
    const expected = asked.listed.map((code) => this.candidacies.get(code)).toSorted();
    const ids = candidacies.map(({ candidacyId }) => candidacyId).toSorted();
    if (announcedAt !== iso(instant) || String(ids) !== String(expected))
      throw counterexample(`${instant}: ${phase} is not announced as decided.`, { listed, expected });
    this.log(`${instant} ${phase === 'announcement' ? 'winner' : phase} announced by itself, and not at ${before}`);
    await this.at(instant, asked.after);
  }

  /** What everybody sees of the award. */
  private async shows(expected: Body): Promise<void> {
    const seen = await this.year.seen();
    for (const [field, value] of Object.entries(expected))
      if (JSON.stringify(seen[field]) !== JSON.stringify(value))
        throw counterexample(`The award shows another ${field}.`, { expected: value, seen: seen[field] });
  }

  private async nominate(
    name: string,
    municipality: string,
    by: 'anyone' | 'municipality' = 'anyone',
    { award } = this.year,
  ): Promise<Answer> {
    const token = by === 'municipality' ? await this.year.municipality(municipality) : undefined;
    const nominator = { name: 'Eva Exempel', email: addressOf(name), language: 'sv' };
    return this.ask(
      'POST',
      '/v1/nominations',
      token,
      submissionTo(award, { municipalities: [municipality], nominator }),
    );
  }

  private async nominatedBy(name: string, municipality: string) {
    const { status, body } = await this.nominate(name, municipality);
    if (status !== 201) throw counterexample('A nomination is refused.', body);
    return this.linkTo(name);
  }

  /** In the mail that came. */
  private linkTo(name: string) {
    return eventually(() => {
      const mail = this.stage.mailServer.messages.find(
        ({ to, text }) => to.includes(addressOf(name)) && text.includes('/confirmation/'),
      );
      if (!mail) throw new Error(`No mail has come to ${name}.`);
      return linkIn(mail.text);
    });
  }

  /** As the page behind the link does. */
  private async confirm({ path, token }: ReturnType<typeof linkIn>): Promise<Answer> {
    const response = await fetch(`${this.stage.urls[0] ?? ''}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ token, lang: 'sv' }),
      redirect: 'manual',
    });
    const page = await response.text();
    const isOver = page.includes('Tiden för att bekräfta har gått ut');
    return { status: response.status, headers: response.headers, body: isOver ? { code: 'deadline-passed' } : page };
  }

  private async has({ path }: ReturnType<typeof linkIn>, statuses: readonly string[]): Promise<void> {
    const id = path.split('/').at(-1) ?? '';
    const nomination = (await this.stage.nominationsOf(this.year.award)).find((each) => each.id === id);
    if (!nomination || !statuses.includes(nomination.state.status))
      throw counterexample('A nomination is not what was answered.', { id, statuses, is: nomination?.state.status });
  }

  private candidacyOf(municipality: string): Promise<string> {
    return eventually(async () => {
      const query = `award=${this.year.award}&municipality=${municipality}`;
      const { items } = (await this.ask('GET', `/v1/candidacies?${query}`)).body as { items: { id: string }[] };
      if (!items[0]) throw new Error(`${municipality} is no candidacy yet.`);
      return items[0].id;
    });
  }

  private score(round: Round, code: string, points = 10, juror = 'juror-1'): Promise<Answer> {
    const scores = { services: points, democracy: points, whole: points };
    return this.year.score(juror, round, this.candidacies.get(code) ?? '', scores);
  }

  private complement(code: string, text: string): Promise<Answer> {
    return this.own('PUT', code, 'complement', { text });
  }

  private assess(code: string): Promise<Answer> {
    return this.own('PUT', code, 'assessment', { text: 'DiMiOS' });
  }

  private meet(code: string): Promise<Answer> {
    const path = `/v1/candidacies/${this.candidacies.get(code) ?? ''}/meeting`;
    return this.ask('POST', path, this.secretariat, { text: 'Ett gott samtal.' });
  }

  private async contribute(code: string): Promise<Answer> {
    const article = { award: this.year.award, title: 'Så gjorde vi', text: 'Vi började med att fråga.' };
    return this.ask('POST', '/v1/articles', await this.year.municipality(code), article);
  }

  private extend(phase: string, until: string, year = this.year): Promise<Answer> {
    return year.tries(`deadlines/${phase}/extension`, { until: iso(until) });
  }

  /** What a municipality does with its own candidacy. */
  private async own(method: string, code: string, what: string, body: Body = {}): Promise<Answer> {
    const path = `/v1/candidacies/${this.candidacies.get(code) ?? ''}/${what}`;
    return this.ask(method, path, await this.year.municipality(code), body);
  }

  private ask(method: string, path: string, token?: string, body?: unknown): Promise<Answer> {
    return this.stage.call(method, path, token, body);
  }
}

const addressOf = (name: string) => `${name}@nominators.example`;
const iso = (wall: string) => stockholm(wall).toISOString();

/** The instant at which the clock on the wall in Stockholm shows this, summer or winter. */
function stockholm(wall: string): Date {
  const [day = '', time = ''] = wall.split(' ');
  const found = ['+01:00', '+02:00']
    .map((offset) => new Date(`${day}T${time}${offset}`))
    .find((instant) => wall.startsWith(onTheWall.format(instant)));
  if (!found) throw new Error(`No clock in Stockholm shows ${wall}.`);
  return found;
}
