import { setTimeout as delay } from 'node:timers/promises';
import { eachOf, isRefusedAs, onceServed, UnexpectedAnswer } from './api.ts';
import type { Api } from './api.ts';
import type { Detour } from './award-detours.ts';
import { inOneGo, inOrder } from './award-plan.ts';
import type { AwardPlan, Deadlines } from './award-plan.ts';
import type { Role } from './demo-campaigns.ts';
import type { AnnouncedAward, Listed, ListedCandidacy } from './expected-award-figures.ts';
import {
  answerTo,
  articleOf,
  assessmentOf,
  COMPLEMENT,
  complementOf,
  FOUND_LATE,
  jury,
  LEVEL,
  nominations,
  scoresOf,
  SEATS,
  SENDS_NO_ASSESSMENT,
  WITHDRAWS,
  WRITE_ARTICLES,
} from './sample-award.ts';
import type { Round, SampleJuror, SampleNomination } from './sample-award.ts';
import { until } from './until.ts';

/** From one deadline to the next, in seconds: nobody wants to wait for longer, and where it is too short it is extended in time, or played anew. */
const SECONDS: Readonly<Record<string, number>> = {
  nominations: 6,
  confirmations: 1,
  complements: 3,
  'long-list': 8,
  assessments: 4,
  'short-list': 5,
  articles: 3,
  announcement: 5,
};
/**
 * When so little is left of a deadline and there is still something to do, it is extended, on record, as a secretariat does. All those after it
 * are extended before it, one by one, which takes seconds on a machine that is busy.
 */
const lastMomentOf = (phase: string) => Math.max(2_000, (SECONDS[phase] ?? 0) * 700);
const EXTENSION_MS = 5_000;
const ASK_AGAIN_MS = 100;
const AT_ONCE = 4;
/** So many times as long may a year be: a machine that is too slow for that is not only busy. */
const SLOWEST = 16;

export interface PlayingAwards {
  readonly nominations: Api;
  readonly sign: (claims: Role, subject?: string) => Promise<string>;
  /** What has been mailed, with the links in it. */
  readonly mails: () => readonly { readonly text: string }[];
  /** Organisations by which a juror is tied to a municipality over a step or two, by the code of the municipality. */
  readonly detours: readonly Detour[];
  readonly log: (line: string) => void;
}

export interface AwardSeen extends AnnouncedAward {
  readonly id: string;
  readonly title: { readonly sv: string };
  readonly status: 'draft' | 'open' | 'announced';
  readonly deadlines: readonly { readonly phase: string; readonly closesAt: string }[];
  readonly commitments: readonly { readonly commitment: string; readonly publishedAt: string }[];
  readonly winner?: Listed;
  readonly announcedAt?: string;
}

export interface PlayedYear {
  readonly award: AwardSeen;
  /** What this run did; nothing where the year has been played before. */
  readonly commands: number;
}

/** The year of an award in a minute, from its opening to its winner: through the API alone, by those who would do it. */
export async function playAwardYear(plan: AwardPlan, playing: PlayingAwards): Promise<PlayedYear> {
  const secretariat = playing.nominations.as(await playing.sign({ role: 'secretariat' }));
  let slower = 1;
  for (let edition = 1; ; edition++) {
    const id = edition === 1 ? plan.id : `${plan.id}-${edition}`;
    const known = await awardIn(secretariat, id);
    if (known?.status === 'announced') return { award: known, commands: 0 };
    if (known) {
      playing.log(`The year of ${id} was interrupted, and begins anew.`);
      continue;
    }
    try {
      return await new Year({ ...plan, id }, slower, secretariat, playing).play();
    } catch (error) {
      const lost = error instanceof UnexpectedAnswer && (error.again || isRefusedAs(error, 'deadline-passed'));
      if (!lost || slower >= SLOWEST) throw error;
      slower *= 2;
      playing.log(`${error.message.trim()} The year of ${id} begins anew, ${slower} times as long.`);
    }
  }
}

export async function awardIn(api: Api, id: string): Promise<AwardSeen | undefined> {
  return api.get<AwardSeen>(`/v1/awards/${id}`).catch((error: unknown) => {
    if (error instanceof UnexpectedAnswer && error.status === 404) return undefined;
    throw error;
  });
}

interface Seat {
  readonly juror: SampleJuror;
  readonly id: string;
  readonly desk: Api;
}

interface Desk {
  readonly rounds: readonly { readonly round: Round; readonly open: boolean; readonly candidacies: readonly ListedCandidacy[] }[]; // prettier-ignore
}

class Year {
  #commands = 0;
  readonly #plan: AwardPlan;
  readonly #slower: number;
  readonly #path: string;
  readonly #secretariat: Api;
  readonly #playing: PlayingAwards;
  #deadlines: Deadlines = {};
  #seats: readonly Seat[] = [];

  constructor(plan: AwardPlan, slower: number, secretariat: Api, playing: PlayingAwards) {
    this.#plan = plan;
    this.#slower = slower;
    this.#path = `/v1/awards/${plan.id}`;
    this.#secretariat = secretariat;
    this.#playing = playing;
  }

  async play(): Promise<PlayedYear> {
    await this.#open();
    await this.#beforeEnd('nominations', () => this.#nominate());
    await this.#beforeEnd('complements', () => this.#complement());

    // What a phase waits for is waited for within it: its deadline comes nearer meanwhile.
    await this.#beforeEnd('long-list', async () => {
      await this.#ended('complements');
      await this.#judge('long-list');
      await this.#withdrawJuror();
      await this.#decide('long-list');
    });
    await this.#beforeEnd('assessments', async () => {
      await this.#announced('longListed');
      await this.#assess();
    });

    await this.#beforeEnd('short-list', async () => {
      await this.#ended('assessments');
      await this.#judge('short-list');
    });
    await this.#beforeEnd('articles', async () => {
      await this.#announced('shortListed');
      await this.#writeArticles();
    });

    await this.#beforeEnd('announcement', async () => {
      await this.#meet();
      await this.#judge('winner');
    });
    const award = await this.#announced('winner');
    return { award, commands: this.#commands };
  }

  async #open(): Promise<void> {
    const { log, sign } = this.#playing;
    for (const code of new Set(nominations.flatMap(({ municipalities }) => municipalities)))
      await this.#do(() =>
        this.#secretariat.send('PUT', `/v1/municipalities/${code}/address`, { email: `${code}@kommun.example` }),
      );

    this.#deadlines = inOneGo(
      this.#plan.deadlines,
      new Date(),
      (phase) => (SECONDS[phase] ?? 0) * 1_000 * this.#slower,
    );
    await this.#do(() => this.#secretariat.post('/v1/awards', { ...this.#plan, deadlines: this.#deadlines }));
    const seats: Seat[] = [];
    for (const juror of jury) {
      const { subject, name, email } = juror;
      const profile = { subject, name, email, otherEmails: [], language: 'sv' };
      const { id } = await this.#lead<{ id: string }>('jurors', profile);
      const desk = this.#playing.nominations.as(await sign({ role: 'juror', award: this.#plan.id }, subject));
      seats.push({ juror, id, desk });
    }
    this.#seats = seats;
    await this.#lead('opening');
    log(`The award ${this.#plan.id} is open: its year takes half a minute`);
  }

  /** Everybody sends what they have to say; those without a login confirm it by the link in their mail. */
  async #nominate(): Promise<void> {
    await eachOf(nominations, AT_ONCE, async (nomination) => {
      const { id, status } = await this.#do(async () => this.#submit(nomination));
      if (status === 'submitted' && nomination.confirms) await this.#confirm(id);
    });
    for (const { juror, desk } of this.#seats)
      await this.#do(() => desk.post(`${this.#path}/declaration`, { ties: this.#tiesOf(juror) }));
  }

  async #submit({ municipalities, by }: SampleNomination): Promise<{ id: string; status: string }> {
    const [first = ''] = municipalities;
    const desk = by === 'itself' ? await this.#municipality(first) : this.#playing.nominations;
    return desk.post('/v1/nominations', {
      award: this.#plan.id,
      municipalities,
      answers: this.#plan.questions.map(({ id }) => ({ question: id, text: answerTo(id, municipalities) })),
      nominator: by === 'itself' ? { name: 'Kommunen', email: `${first}@kommun.example`, language: 'sv' } : by,
    });
  }

  /** As a browser does: the page behind the link is opened, which changes nothing, and its form is sent. */
  async #confirm(id: string): Promise<void> {
    const link = await until(
      () => Promise.resolve(linkIn(this.#playing.mails(), id)),
      (found) => found !== undefined,
    );
    if (!link) throw new Error(`Nobody was sent the link that confirms the nomination ${id}.`);
    await this.#do(async () => {
      const page = await onceServed(() => fetch(link));
      const form = new URLSearchParams({ token: link.searchParams.get('token') ?? '', lang: 'sv' });
      const sent = await onceServed(() => fetch(new URL(link.pathname, link), { method: 'POST', body: form }));
      if (!page.ok || !sent.ok) throw new Error(`The nomination ${id} was not confirmed: ${page.status}, ${sent.status}.`); // prettier-ignore
      return sent.text();
    });
  }

  #tiesOf({ subject, ties }: SampleJuror): object[] {
    const detour = this.#playing.detours[DETOURING.indexOf(subject)];
    return [...ties, ...(detour ? [{ kind: 'earlier-post', organisationId: detour.organisationId }] : [])];
  }

  /** Once they have been told that they are nominated. One would rather not be. */
  async #complement(): Promise<void> {
    const nominated = new Set(nominations.filter(({ confirms }) => confirms).map(({ municipalities }) => municipalities.toSorted().join())); // prettier-ignore
    const candidacies = await until(
      () => this.#candidacies(),
      (all) => all.length === nominated.size && all.every(({ status }) => status !== 'nominated'),
    );
    // An entry of one's own is complemented as long as others can be entered.
    const byOthers = candidacies.filter(({ byMunicipality, municipalities }) => !byMunicipality && COMPLEMENT.includes(municipalities[0] ?? '')); // prettier-ignore
    for (const { id, municipalities } of byOthers) {
      const [first = ''] = municipalities;
      await this.#put(await this.#municipality(first), `/v1/candidacies/${id}/complement`, { text: complementOf(first) }); // prettier-ignore
    }
    const leaving = candidacies.find(({ municipalities }) => municipalities.includes(WITHDRAWS));
    const desk = await this.#municipality(WITHDRAWS);
    if (leaving) await this.#do(() => desk.post(`/v1/candidacies/${leaving.id}/withdrawal`));
  }

  /** Who is tied by detours the secretariat decides, on record: the first may judge, all others may not. */
  async #settleConflicts(): Promise<void> {
    const { undecided } = await this.#secretariat.get<{ undecided: { juror: string; candidacy: string }[] }>(
      `${this.#path}/conflicts`,
    );
    for (const [at, { juror, candidacy }] of undecided.entries())
      await this.#lead('conflicts/decisions', {
        juror,
        candidacy,
        outcome: at === 0 ? 'cleared' : 'blocked',
        ground: at === 0 ? 'De har setts en gång, på en dag för alla.' : 'De har arbetat nära varandra.',
      });
  }

  /** No round is closed over an undecided conflict. Each juror scores what lies on their own desk; then the secretariat closes the round, and the jury decides. */
  async #judge(round: Round): Promise<void> {
    await this.#settleConflicts();
    const criteria = this.#plan.criteria.map(({ id }) => id);
    await eachOf(this.#seats, AT_ONCE, async ({ juror, desk }) => {
      const { rounds } = await desk.get<Desk>(`${this.#path}/desk`);
      for (const { id, municipalities } of rounds.find((each) => each.round === round)?.candidacies ?? []) {
        const scores = scoresOf(juror, round, firstOf(municipalities), criteria);
        await this.#put(desk, `${this.#path}/rounds/${round}/scores/${id}`, { scores });
      }
    });
    await this.#lead(`rounds/${round}/closure`);
    await this.#decide(round);
  }

  /** The list as the scores say. What they do not say the jury does: who of those that are level, and that it has looked at a close cut. */
  async #decide(round: Round): Promise<void> {
    const seats = SEATS[round];
    for (;;) {
      try {
        await this.#lead(`rounds/${round}/list`, { seats });
        return;
      } catch (error) {
        if (isRefusedAs(error, 'tie-at-the-cut')) await this.#decideTie(round, seats);
        else if (isRefusedAs(error, 'cut-line-not-discussed'))
          await this.#lead(`rounds/${round}/discussion`, { text: 'Juryn har gått igenom gränsen kriterium för kriterium.' }); // prettier-ignore
        else throw error;
      }
    }
  }

  async #decideTie(round: Round, seats: number): Promise<void> {
    const { outcome } = await this.#secretariat.get<{ outcome: { tied: string[]; seatsLeft: number } }>(
      `${this.#path}/rounds/${round}/standing?seats=${seats}`,
    );
    const places = new Map((await this.#candidacies()).map(({ id, municipalities }) => [id, firstOf(municipalities)]));
    const placeOf = (id: string) => LEVEL.indexOf(places.get(id) ?? '');
    const chosen = outcome.tied.toSorted((a, b) => placeOf(a) - placeOf(b)).slice(0, outcome.seatsLeft);
    await this.#lead(`rounds/${round}/tie`, { seats, chosen });
  }

  /** Something is found out of a juror when the list has been decided: what they gave counts no longer. */
  async #withdrawJuror(): Promise<void> {
    const seat = this.#seats.find(({ juror }) => juror.subject === FOUND_LATE.juror);
    const candidacy = (await this.#candidacies()).find(({ municipalities }) => municipalities.includes(FOUND_LATE.municipality)); // prettier-ignore
    await this.#lead('recusals', { juror: seat?.id, candidacy: candidacy?.id, ground: 'Säljer till kommunen.' });
  }

  async #assess(): Promise<void> {
    const award = await this.#seen();
    for (const { candidacyId, municipalities } of award.longListed?.candidacies ?? []) {
      const first = firstOf(municipalities);
      if (first === SENDS_NO_ASSESSMENT) continue;
      const desk = await this.#municipality(first);
      await this.#put(desk, `/v1/candidacies/${candidacyId}/assessment`, { text: assessmentOf(first) });
    }
  }

  async #meet(): Promise<void> {
    const award = await this.#seen();
    for (const { candidacyId } of award.shortListed?.candidacies ?? [])
      await this.#do(() =>
        this.#secretariat.post(`/v1/candidacies/${candidacyId}/meeting`, { text: 'Ett digitalt möte på en timme.' }),
      );
  }

  async #writeArticles(): Promise<void> {
    for (const [at, code] of WRITE_ARTICLES.entries()) {
      const desk = await this.#municipality(code);
      const article = { award: this.#plan.id, ...articleOf(code) };
      const { id } = await this.#do(() => desk.post<{ id: string }>('/v1/articles', article));
      if (at > 0) await this.#do(() => this.#secretariat.post(`/v1/articles/${id}/acceptance`));
      if (at > 1) await this.#do(() => this.#secretariat.post(`/v1/articles/${id}/publication`));
    }
  }

  /** Does what a phase is for. Where that takes longer than there is time, its deadline and those after it are extended. */
  async #beforeEnd(phase: string, work: () => Promise<void>): Promise<void> {
    const done = work().then(() => true);
    // Whether it has failed is asked in turn, and an extension may be under way meanwhile.
    done.catch(() => undefined);
    while (!(await Promise.race([done, delay(ASK_AGAIN_MS, false)])))
      if (this.#left(phase) < lastMomentOf(phase) * this.#slower) await this.#extend(phase);
  }

  /** The last one first: none may come to lie after one that comes later. */
  async #extend(phase: string): Promise<void> {
    const later = inOrder(this.#deadlines);
    this.#playing.log(`Not everything is done before the deadline of ${phase}: it is extended, on record`);
    for (const each of later.slice(later.indexOf(phase)).reverse()) {
      const until = new Date(
        Date.parse(this.#deadlines[each]?.closesAt ?? '') + EXTENSION_MS * this.#slower,
      ).toISOString();
      await this.#lead(`deadlines/${each}/extension`, { until });
      this.#deadlines = { ...this.#deadlines, [each]: { closesAt: until, publicAt: until } };
    }
  }

  async #ended(phase: string): Promise<void> {
    await delay(Math.max(0, this.#left(phase)) + 1);
  }

  #left(phase: string): number {
    return Date.parse(this.#deadlines[phase]?.closesAt ?? '') - Date.now();
  }

  /** By itself, at its instant. */
  async #announced(what: 'longListed' | 'shortListed' | 'winner'): Promise<AwardSeen> {
    const phase = { longListed: 'long-list', shortListed: 'short-list', winner: 'announcement' }[what];
    await this.#ended(phase);
    const award = await until(
      () => this.#seen(),
      (seen) => seen[what] !== undefined,
    );
    if (award[what] === undefined) throw new Error(`${phase} of ${award.id} was not announced.`);
    return award;
  }

  #seen(): Promise<AwardSeen> {
    return this.#playing.nominations.get<AwardSeen>(this.#path);
  }

  #candidacies() {
    return this.#playing.nominations.all<ListedCandidacy & { readonly byMunicipality: boolean }>(
      `/v1/candidacies?award=${this.#plan.id}`,
    );
  }

  async #municipality(code: string): Promise<Api> {
    return this.#playing.nominations.as(await this.#playing.sign({ role: 'municipality', municipality: code }));
  }

  /** What the secretariat posts about the award. */
  #lead<Body>(noun: string, body?: object): Promise<Body> {
    return this.#do(() => this.#secretariat.post<Body>(`${this.#path}/${noun}`, body));
  }

  async #put(desk: Api, path: string, body: object): Promise<void> {
    await this.#do(() => desk.send('PUT', path, body));
  }

  async #do<T>(command: () => Promise<T>): Promise<T> {
    const answer = await command();
    this.#commands++;
    return answer;
  }
}

/** Those who are tied over an organisation that they were in. */
const DETOURING = ['jury-2', 'jury-4'];

/** The municipality by which the sample knows a candidacy: the one that is named first. */
function firstOf(municipalities: readonly string[]): string {
  const known = nominations.find((each) => each.municipalities.toSorted().join() === municipalities.toSorted().join());
  return known?.municipalities[0] ?? municipalities[0] ?? '';
}

function linkIn(mails: readonly { readonly text: string }[], nomination: string): URL | undefined {
  const link = mails
    .flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? [])
    .find((each) => each.includes(`/confirmation/${nomination}?`));
  return link === undefined ? undefined : new URL(link);
}
