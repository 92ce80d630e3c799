import { eachOf, isRefusedAs } from './api.ts';
import type { Api } from './api.ts';
import { listActivities, onceReplicated } from './arranging.ts';
import type { Desks } from './arranging.ts';
import { takesPlace } from './expected-activity-figures.ts';
import type { ListedActivity } from './expected-activity-figures.ts';
import type { ListedCase } from './expected-case-figures.ts';
import type { ListedOrganisation, ListedRegistration } from './expected-figures.ts';
import { Progress } from './progress.ts';
import { CaseLuck, gapActivity, pairsOf } from './sample-cases.ts';
import { keyOf } from './sample.ts';
import type { CampaignFile } from './sample.ts';
import { until } from './until.ts';

interface Matching {
  readonly files: readonly CampaignFile[];
  readonly registrations: readonly ListedRegistration[];
  readonly organisations: readonly ListedOrganisation[];
  readonly matchmaking: Desks;
  readonly activities: Desks;
  readonly log: (line: string) => void;
}

export interface Matched {
  readonly commands: number;
  readonly perSecond: number;
  readonly gaps: readonly Gaps[];
  /** What should be a case, and is none. */
  readonly missing: readonly string[];
}

/** What became of the municipalities of a campaign in which nothing took place. */
export interface Gaps {
  readonly campaignId: string;
  readonly opened: number;
  /** Cases whose need could be met only from farther away than the campaign had thought. */
  readonly fromFarther: number;
  readonly covered: number;
  readonly municipalities: number;
  readonly uncovered: readonly UncoveredGap[];
}

export interface UncoveredGap {
  readonly municipality: string;
  readonly why: string;
}

interface Coverage {
  readonly covered: number;
  readonly municipalities: number;
  readonly gaps: readonly { readonly municipality: string; readonly caseId?: string }[];
}

interface GapPolicy {
  readonly opened: boolean;
  readonly need: { readonly withinKm: number };
}

const AT_ONCE = 16;
/** As far as the secretariat lets people travel for an activity. */
const FARTHEST_KM = 100;
const DAY_MS = 86_400_000;

/** Takes every case as far as it comes, and opens one for each municipality where a campaign wants something to happen and nothing does. */
export async function matchAll({ registrations, log, ...rest }: Matching): Promise<Matched> {
  const wantEverywhere = rest.files
    .map(({ campaign }) => campaign)
    .filter(({ goals }) => goals.some(({ measure }) => measure === 'municipalities'));
  const run = new Run(rest, await listActivities(rest.activities.secretariat));
  const started = performance.now();

  await run.recordPairs(registrations);
  for (const { id } of wantEverywhere) await run.openGaps(id);
  const missing = await run.notIdentified(registrations);

  log('Searching the network for coalitions ...');
  // What one case gives back another one may have waited for: until nothing is left that somebody would do.
  for (let before = -1; run.commands > before;) {
    before = run.commands;
    await run.carryAll(await run.searched(), log);
    await run.carryAll(await run.atWork(), log);
  }

  const perSecond = run.commands / ((performance.now() - started) / 1000);
  const cases = await run.list();
  const gaps = await Promise.all(wantEverywhere.map(({ id }) => run.gapsOf(id, cases)));
  return { commands: run.commands, perSecond, gaps, missing };
}

export async function listCases(secretariat: Api): Promise<ListedCase[]> {
  return secretariat.all<ListedCase>('/v1/cases');
}

class Run {
  commands = 0;
  readonly #files: readonly CampaignFile[];
  readonly #organisations: ReadonlyMap<string, ListedOrganisation>;
  readonly #matchmaking: Desks;
  readonly #activities: Desks;
  readonly #known: readonly ListedActivity[];

  constructor(
    { files, organisations, matchmaking, activities }: Omit<Matching, 'registrations' | 'log'>,
    known: readonly ListedActivity[],
  ) {
    this.#files = files;
    this.#organisations = new Map(organisations.map((each) => [each.id, each]));
    this.#matchmaking = matchmaking;
    this.#activities = activities;
    this.#known = known;
  }

  list(): Promise<ListedCase[]> {
    return listCases(this.#matchmaking.secretariat);
  }

  /** Organisations that have found each other say so themselves. */
  async recordPairs(registrations: readonly ListedRegistration[]): Promise<void> {
    const recorded = new Set((await this.list()).map(({ campaignId, ownerId }) => `${campaignId}|${ownerId}`));
    const pairs = this.#files
      .flatMap((file) => pairsOf(file, registrations))
      .filter(({ campaignId, ownerId }) => !recorded.has(`${campaignId}|${ownerId}`));
    await eachOf(pairs, AT_ONCE, async (pair) => {
      const desk = await this.#matchmaking.organisation(pair.ownerId);
      await this.#do(() => onceReplicated(() => desk.post('/v1/cases/self-organised', pair)));
    });
  }

  /** One call opens all of them, once the service knows of every activity that takes place. */
  async openGaps(campaignId: string): Promise<void> {
    const path = `/v1/campaigns/${campaignId}`;
    const desk = this.#matchmaking.secretariat;
    const takingPlace = this.#known.filter((each) => each.campaigns.includes(campaignId) && takesPlace(each));
    const covered = new Set(takingPlace.map(({ municipality }) => municipality)).size;
    await until(
      () => onceReplicated(() => desk.get<Coverage>(`${path}/coverage`)),
      (coverage) => coverage.covered === covered,
    );

    const { opened } = await desk.get<GapPolicy>(`${path}/gap-policy`);
    if (!opened) await this.#do(() => desk.post(`${path}/coverage/cases`));
  }

  /** The confirmed registrations that need something, and have no case: there should be none. A case has the id of its registration. */
  async notIdentified(registrations: readonly ListedRegistration[]): Promise<string[]> {
    const needing = registrations.filter(({ status, needs }) => status === 'confirmed' && needs.length > 0);
    return until(
      async () => {
        const ids = new Set((await this.list()).map(({ id }) => id));
        return needing.filter(({ id }) => !ids.has(id)).map(({ id }) => `the registration ${id} has no case`);
      },
      (missing) => missing.length === 0,
    );
  }

  /** All cases, once it is known of each who could do it, or that nobody can. */
  searched(): Promise<ListedCase[]> {
    return until(
      () => this.list(),
      (cases) => cases.every(({ status }) => status !== 'identified'),
    );
  }

  /** Those in which the work has begun: where an activity was published for a case, its event says so. */
  async atWork(): Promise<ListedCase[]> {
    const published = new Set((await listActivities(this.#activities.secretariat)).filter(takesPlace).flatMap(({ caseId }) => caseId ?? [])); // prettier-ignore
    const cases = await until(
      () => this.list(),
      (all) => all.every(({ id, activityId }) => !published.has(id) || activityId !== undefined),
    );
    return cases.filter(({ status }) => status === 'collaborating');
  }

  async carryAll(cases: readonly ListedCase[], log: (line: string) => void): Promise<void> {
    const progress = new Progress('Matching', 'cases', cases.length, log);
    await eachOf(cases, AT_ONCE, async (kase) => {
      await this.#carry(kase);
      progress.step();
    });
  }

  async gapsOf(campaignId: string, cases: readonly ListedCase[]): Promise<Gaps> {
    const path = `/v1/campaigns/${campaignId}`;
    const { secretariat } = this.#matchmaking;
    const { covered, municipalities, gaps } = await secretariat.get<Coverage>(`${path}/coverage`);
    const { need } = await secretariat.get<GapPolicy>(`${path}/gap-policy`);
    const ofGaps = cases.filter((kase) => kase.origin === 'coverage-gap' && kase.campaignId === campaignId);
    const byId = new Map(cases.map((kase) => [kase.id, kase]));
    return {
      campaignId,
      opened: ofGaps.length,
      fromFarther: ofGaps.filter((kase) => kase.members.length > 0 && kase.need.withinKm > need.withinKm).length,
      covered,
      municipalities,
      uncovered: gaps.map(({ municipality, caseId = '' }) => ({ municipality, why: whyOf(byId.get(caseId)) })),
    };
  }

  /** As far as its luck takes it, from wherever an earlier run has left it. */
  async #carry(kase: ListedCase): Promise<void> {
    const luck = this.#luckOf(kase);
    const fate = luck.fate(kase.origin);
    if (fate === 'left-alone' || kase.status === 'closed' || kase.status === 'followed-up') return;
    if (fate === 'given-up') {
      await this.#command(kase, 'closure', { reason: 'no-longer-needed' });
      return;
    }

    const asked = await this.#ask(await this.#help(kase));
    if (fate === 'asked') return;
    const answered = await this.#reply(asked, luck);
    if (answered.status === 'matched' && luck.meets()) await this.#meet(answered, luck);
    if (fate === 'matched') return;
    const begun = answered.status === 'matched' ? await this.#begin(answered, luck) : answered;
    if (begun.status === 'collaborating' && fate === 'followed-up') await this.#followUp(begun, luck);
  }

  /** Where nobody near enough can fill a gap, the secretariat looks as far away as it is told would do. */
  async #help(kase: ListedCase): Promise<ListedCase> {
    if (kase.status !== 'inventoried' || kase.proposals !== 0 || kase.origin !== 'coverage-gap') return kase;
    const { inventory } = await this.#get(kase);
    const withinKm = inventory?.changes?.[0]?.withinKm ?? Infinity;
    return withinKm > FARTHEST_KM ? kase : this.#command(kase, 'search', { withinKm });
  }

  /** The best coalition is asked. Its members may have promised it to others since: then the network is searched again. */
  async #ask(kase: ListedCase): Promise<ListedCase> {
    if (kase.status !== 'inventoried' || kase.proposals === 0) return kase;
    try {
      return await this.#command(kase, 'contact', { proposal: 0 });
    } catch (error) {
      if (isRefusedAs(error, 'proposal-outdated')) return this.#ask(await this.#command(kase, 'search', {}));
      // Whose need it is does not want to be matched.
      if (isRefusedAs(error, 'no-consent')) return kase;
      throw error;
    }
  }

  /** Everybody who is asked answers, and whoever is asked instead, until only those are left who say nothing. */
  async #reply(kase: ListedCase, luck: CaseLuck): Promise<ListedCase> {
    for (let now = kase; ; now = await this.#get(kase)) {
      if (now.status !== 'contacting' && now.status !== 'matched') return now;
      const replies = now.invitations.map((invitation) => ({
        invitation,
        reply: luck.reply(this.#nameOf(invitation.organisationId)),
      }));
      const answers = replies.filter(
        ({ invitation, reply }) => invitation.status === 'invited' && reply !== 'is-silent',
      );
      const leaving = replies.filter(({ invitation, reply }) => invitation.status === 'accepted' && reply === 'leaves-again'); // prettier-ignore
      if (answers.length === 0 && leaving.length === 0) return now;

      for (const { invitation, reply } of answers)
        await (reply === 'declines' ? this.#decline(now, invitation.id, invitation.organisationId, luck) : this.#accept(now, invitation.id, invitation.organisationId)); // prettier-ignore
      for (const { invitation } of leaving)
        await this.#command(now, `invitations/${invitation.id}/departure`, undefined, invitation.organisationId);
    }
  }

  /** Somebody else may have been promised it a moment ago. */
  async #accept(kase: ListedCase, invitation: string, organisation: string): Promise<void> {
    try {
      await this.#command(kase, `invitations/${invitation}/acceptance`, undefined, organisation);
    } catch (error) {
      if (!isRefusedAs(error, 'over-capacity')) throw error;
      await this.#command(kase, `invitations/${invitation}/decline`, { reason: 'other-plans' }, organisation);
    }
  }

  async #decline(kase: ListedCase, invitation: string, organisation: string, luck: CaseLuck): Promise<void> {
    const reason = luck.declineReason(this.#nameOf(organisation));
    await this.#command(kase, `invitations/${invitation}/decline`, { reason }, organisation);
  }

  async #meet(kase: ListedCase, luck: CaseLuck): Promise<void> {
    if (kase.meeting?.chosen !== undefined) return;
    if (!kase.meeting) await this.#command(kase, 'meeting', { times: [at(10), at(12)] });
    for (const member of kase.members.filter((id) => !kase.meeting?.answeredBy.includes(id)))
      await this.#command(kase, 'meeting/answers', { times: luck.suiting(this.#nameOf(member)) }, member);
    await this.#command(kase, 'meeting/choice', { time: '1' });
  }

  /** Where nothing happened, the coalition publishes an activity; elsewhere somebody says that it works together now. */
  async #begin(kase: ListedCase, luck: CaseLuck): Promise<ListedCase> {
    if (kase.origin !== 'coverage-gap') return this.#command(kase, 'collaboration');

    const campaign = this.#files.find(({ campaign }) => campaign.id === kase.campaignId)?.campaign;
    const desk = await this.#activities.organisation(kase.members[0] ?? '');
    const known = this.#known.find(({ caseId }) => caseId === kase.id);
    const plan = { ...gapActivity(luck, campaign?.days ?? [], kase), organisers: kase.members };
    const { id, status } = known ?? (await this.#do(() => desk.post<ListedActivity>('/v1/activities', plan)));
    if (status !== 'planned') return kase;
    for (const other of kase.members.slice(1)) {
      const theirs = await this.#activities.organisation(other);
      await this.#do(() => theirs.post(`/v1/activities/${id}/agreement`));
    }
    await this.#do(() => desk.post(`/v1/activities/${id}/publication`));
    return kase;
  }

  async #followUp(kase: ListedCase, luck: CaseLuck): Promise<void> {
    const answered = kase.followUp?.answers.map(({ organisationId }) => organisationId) ?? [];
    for (const member of kase.members.filter((id) => !answered.includes(id)))
      await this.#command(kase, 'follow-up/answers', luck.followUp(this.#nameOf(member)), member);
  }

  #get({ id }: ListedCase): Promise<ListedCase> {
    return this.#matchmaking.secretariat.get<ListedCase>(`/v1/cases/${id}`);
  }

  /** By the secretariat, or by the organisation that is named. */
  async #command({ id }: ListedCase, noun: string, body?: unknown, organisation?: string): Promise<ListedCase> {
    const { secretariat, organisation: deskOf } = this.#matchmaking;
    const desk = organisation === undefined ? secretariat : await deskOf(organisation);
    return this.#do(() => desk.post<ListedCase>(`/v1/cases/${id}/${noun}`, body));
  }

  async #do<T>(command: () => Promise<T>): Promise<T> {
    const answer = await command();
    this.commands++;
    return answer;
  }

  #luckOf({ campaignId, origin, municipality, ownerId }: ListedCase): CaseLuck {
    const owner = ownerId === undefined ? '' : this.#nameOf(ownerId);
    return new CaseLuck([campaignId, origin, municipality, owner].join('|'));
  }

  #nameOf(organisation: string): string {
    const found = this.#organisations.get(organisation);
    return found ? keyOf(found) : organisation;
  }
}

/** Why nothing takes place there yet, in the words of its case. */
function whyOf(kase: ListedCase | undefined): string {
  if (!kase) return 'no case';
  switch (kase.status) {
    case 'identified':
      return 'nobody has been looked for';
    case 'inventoried':
      return kase.proposals === 0 ? impossible(kase) : 'it is known who could do it, and nobody has been asked';
    case 'contacting':
      return kase.openSeats.length > 0 ? 'somebody declined whom nobody can replace' : 'an invitation is not answered';
    case 'matched':
    case 'collaborating':
    case 'followed-up':
      return 'agreed, but nothing is published';
    case 'closed':
      return `closed: ${kase.closureReason ?? ''}`;
  }
}

/** A search that ended at its limit knows of no cause. */
function impossible({ cannotBeMet = [] }: ListedCase): string {
  return cannotBeMet.length === 0 ? 'nobody was found so far' : `nobody can meet together: ${cannotBeMet.join(', ')}`;
}

/** A meeting of an hour on a day to come. */
function at(days: number): { start: string; end: string } {
  const start = new Date(Math.floor(Date.now() / DAY_MS + days) * DAY_MS + DAY_MS / 3);
  return { start: start.toISOString(), end: new Date(start.getTime() + DAY_MS / 24).toISOString() };
}
