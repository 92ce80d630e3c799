import { deepStrictEqual, ok } from 'node:assert/strict';
import { campaignAnnounced, organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import type { CampaignData, Capability, CaseData, OrganisationData } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import type { Share } from '../src/organisation/capacity.ts';
import { faultsOfReservations, overCapacityInLog, overCapacityInTime, tooMuch } from './capacity.audit.ts';
import type { Proof } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import type { Random } from '@kraftsamling/testing/random';
import { MatchmakingStage } from './stage.ts';

export const full = 200;

const campaign: CampaignData = { ...campaignAnnounced.example, id: 'digital-days' };
const [friday, saturday] = ['2024-11-15', '2024-11-16'];
const someDays: readonly [string[], ...string[][]] = [[], [], [friday], [friday, saturday]];
const capabilities = ['coaches', 'venue'] as const;

/**
 * So many invitations are accepted at once, each on both replicas of the service, while one or the other is killed and NATS delivers old
 * and new of what organisations offer, again and again; then everybody does everything at once, and time passes. Whatever happens,
 * nobody has ever promised more than it offers, what is reserved is what has been promised, and what has ended is free again.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  await using stage = await MatchmakingStage.open(import.meta.url);
  await stage.setClock('2024-10-01T08:00:00Z', { runs: true });
  await Promise.all([stage.start(), stage.start()]);
  const town = await Town.found(stage, random, runs);
  log(`${town.cases.length} cases ask ${town.organisations.length} organisations ${runs} times.`);

  const counts = await town.everybodyAccepts();
  const race = await town.proven();
  deepStrictEqual(overCapacityInLog(race), [], 'Over capacity after an event of the log.');
  ok((counts.get('done') ?? 0) > 0 && (counts.get('over-capacity') ?? 0) > 0, 'Nobody has raced for anything.');
  log(
    `${stage.killed} replicas were killed: ${said(counts)}. Nobody is over capacity after any of ${race.length} events.`,
  );

  const mixed = await town.everybodyDoesSomething();
  log(`${stage.killed} replicas were killed, a week has passed: ${said(mixed)}.`);
  const everything = await town.proven();
  log(
    `Nobody has been over capacity at any instant of ${everything.length} events, and what is reserved is what is promised.`,
  );

  await town.everythingEnds();
  await town.proven();
  deepStrictEqual(await stage.reserved(), [], 'Something is reserved for what has ended.');
  await town.everybodyPromisesEverything();
  await town.proven();
  log('Everything that was reserved is free again, and can be promised as a whole.');
}

interface Invited {
  readonly address: string;
  readonly id: string;
  readonly organisationId: string;
}

type Counts = Map<string, number>;

/** Organisations that offer little, and cases that ask them for more. */
class Town {
  readonly organisations: readonly [OrganisationData, ...OrganisationData[]];
  readonly cases: string[] = [];
  private readonly stage: MatchmakingStage;
  private readonly random: Random;
  private readonly kills: number;
  private readonly secretariat: string;
  private readonly tokens: ReadonlyMap<string, string>;

  private constructor(
    stage: MatchmakingStage,
    random: Random,
    runs: number,
    secretariat: string,
    tokens: ReadonlyMap<string, string>,
    organisations: Town['organisations'],
  ) {
    this.stage = stage;
    this.random = random;
    this.kills = Math.max(2, Math.round(runs / 40));
    this.secretariat = secretariat;
    this.tokens = tokens;
    this.organisations = organisations;
  }

  static async found(stage: MatchmakingStage, random: Random, runs: number): Promise<Town> {
    const others = Array.from({ length: Math.max(2, Math.round(runs / 10)) }, (_, n) =>
      anOrganisation(random, `organisation-${n + 1}`),
    );
    const organisations = [anOrganisation(random, 'organisation-0'), ...others] as const;
    await stage.streams.publish(campaignAnnounced, { subject: campaign.id, version: 1, data: campaign });
    for (const data of organisations)
      await stage.streams.publish(organisationJoined, { subject: data.id, version: 1, data });
    const tokens = new Map<string, string>();
    for (const { id } of organisations) tokens.set(id, await stage.key.token('organisation', { organisation: id }));
    const town = new Town(stage, random, runs, await stage.key.token('secretariat'), tokens, organisations);

    let asked = 0;
    while (asked < runs) asked += await town.ask(Math.min(1 + random.below(2), runs - asked));
    return town;
  }

  /** Every invitation on both replicas at once, as an impatient person would. */
  async everybodyAccepts(): Promise<Counts> {
    const counts: Counts = new Map();
    const invited = this.random.shuffled((await this.invitations()).filter(({ status }) => status === 'invited'));
    const accepting = invited.flatMap((invitation) => [0, 1].map((which) => () => this.accept(invitation, which)));
    await this.whileReplicasAreKilled(accepting, counts);
    return counts;
  }

  /** Leaves, declines, accepts, closes, all at once; half-way through a week passes, and what nobody has answered expires. */
  async everybodyDoesSomething(): Promise<Counts> {
    const counts: Counts = new Map();
    await this.whileReplicasAreKilled(
      this.cases.map((address) => async () => {
        for (let n = 0; n < 4; n++) count(counts, await this.anything(address));
        return undefined;
      }),
      counts,
      async () => this.stage.setClock('2024-10-09T08:00:00Z', { runs: true }),
    );
    await eventually(async () => {
      const open = (await this.invitations()).filter(({ status, expiresAt }) => isOverdue(status, expiresAt));
      if (open.length > 0) throw new Error(`${open.length} invitations have not expired.`);
    });
    count(counts, 'expired', (await this.invitations()).filter(({ status }) => status === 'expired').length);
    return counts;
  }

  async everythingEnds(): Promise<void> {
    await Promise.all(
      this.cases.map(async (address, at) => {
        if (at % 2 === 0) return this.stage.call('POST', `${address}/closure`, this.secretariat, { reason: 'over' });
        // Whoever leaves is replaced, so that one after the other is asked: until nobody is left, or those who accept leave too.
        const accepted = (await this.case(address)).invitations.filter(({ status }) => status === 'accepted');
        for (const { id, organisationId } of accepted)
          await this.stage.call('POST', `${address}/invitations/${id}/departure`, this.tokens.get(organisationId));
        return undefined;
      }),
    );
  }

  /** One case for each organisation, for all that it offers on a day. */
  async everybodyPromisesEverything(): Promise<void> {
    for (const { id, offers } of this.organisations.map(grown)) {
      for (const offer of offers.slice(0, 1)) {
        const on = offer.days.slice(0, 1);
        const brings = [{ capability: offer.capability, amount: offer.amount }];
        const address = await this.open(brings, on, [{ organisationId: id, brings }]);
        const answer = await this.stage.call('POST', `${address}/invitations/1/acceptance`, this.tokens.get(id));
        deepStrictEqual({ status: answer.status, is: answer.body.status }, { status: 200, is: 'matched' });
      }
    }
  }

  /** Answers the log, once everything is in it that has been decided. */
  async proven() {
    await this.stage.everythingIsPublished('cases');
    const events = await this.stage.streams.events();
    deepStrictEqual(overCapacityInTime(events), [], 'Over capacity at an instant.');
    const wrong = faultsOfReservations(events, await this.stage.reserved());
    deepStrictEqual(wrong, { reservedWithoutPromise: [], promisedWithoutReservation: [] });
    return events;
  }

  /** Opens a case with so many seats, and asks those who could take them. Answers how many. */
  private async ask(seats: number): Promise<number> {
    const on = this.random.oneOf(someDays);
    const capability = this.random.oneOf(capabilities);
    const brings = [{ capability, amount: 1 + this.random.below(3) }];
    const able = this.random
      .shuffled(this.organisations)
      .filter(({ offers }) => tooMuch(offers, [{ brings, days: on }]).length === 0)
      .map(({ id: organisationId }) => ({ organisationId, brings }));
    const members = able.slice(0, seats).map((member, at) => ({
      ...member,
      replacements: able.slice(seats + 2 * at, seats + 2 * at + 2),
    }));
    if (members.length === 0) return 0;
    this.cases.push(await this.open(brings, on, members));
    return members.length;
  }

  /** What is needed for it may still be on its way, in the hands of a replica that was killed. */
  private async open(demands: readonly Share[], on: readonly string[], members: readonly object[]): Promise<string> {
    const post = (path: string, body: object) =>
      eventually(async () => {
        const answer = await this.stage.call('POST', path, this.secretariat, body);
        if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
        return answer;
      });
    const need = { demands, days: on };
    const { body } = await post('/v1/cases', { campaignId: campaign.id, municipality: '2081', need });
    const address = `/v1/cases/${body.id as string}`;
    await post(`${address}/inventory`, { members });
    await post(`${address}/contact`, { proposal: 0 });
    return address;
  }

  private async anything(address: string): Promise<string> {
    const { status, invitations } = await this.case(address);
    if (status === 'closed') return 'had been closed';
    if (this.random.chance(0.05)) return this.told('close', `${address}/closure`, this.secretariat, { reason: 'over' });
    const [invitation] = this.random.shuffled(
      invitations.filter((each) => each.status === 'accepted' || each.status === 'invited'),
    );
    if (!invitation || this.random.chance(0.1)) {
      const { id: organisationId } = this.random.oneOf(this.organisations);
      return this.told('invite', `${address}/invitations`, this.secretariat, { seat: 0, organisationId });
    }
    const { id, organisationId } = invitation;
    const own = this.tokens.get(organisationId);
    const path = `${address}/invitations/${id}`;
    if (invitation.status === 'accepted') return this.told('leave', `${path}/departure`, own);
    return this.random.chance(0.75)
      ? this.told('accept', `${path}/acceptance`, own)
      : this.told('decline', `${path}/decline`, own, { reason: 'no-staff' });
  }

  private async accept({ address, id, organisationId }: Invited, which: number): Promise<string> {
    const own = this.tokens.get(organisationId);
    return codeOf(await this.stage.call('POST', `${address}/invitations/${id}/acceptance`, own, undefined, which));
  }

  private async told(what: string, path: string, token: string | undefined, body?: object): Promise<string> {
    return `${what} ${codeOf(await this.stage.call('POST', path, token, body, this.random.below(2)))}`;
  }

  /** Does everything at once. Each time a share of it has been done a replica is killed, and another one started. */
  private async whileReplicasAreKilled(
    work: readonly (() => Promise<string | undefined>)[],
    counts: Counts,
    halfway: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    let done = 0;
    const all = Promise.all(
      work.map(async (each) => {
        const outcome = await each();
        if (outcome !== undefined) count(counts, outcome);
        done++;
      }),
    );
    const killing = async () => {
      for (let n = 1; n <= this.kills; n++) {
        const share = Math.floor((n * work.length) / (this.kills + 2));
        await eventually(() => {
          if (done < share) throw new Error(`${done} done`);
        });
        await this.tellOldAndNew();
        await this.stage.kill(this.random.below(2));
        if (n === Math.ceil(this.kills / 2)) await halfway();
        await this.stage.start();
      }
    };
    await Promise.all([all, killing()]);
  }

  /** What organisations offer, as it was and as it is, in any order and again and again. */
  private async tellOldAndNew(): Promise<void> {
    const events = this.organisations.flatMap((data) => [
      { version: 1, data },
      { version: 2, data: grown(data) },
      { version: 1, data },
    ]);
    await Promise.all(
      this.random
        .shuffled(events)
        .map((event) => this.stage.streams.publish(organisationAmended, { subject: event.data.id, ...event })),
    );
  }

  private async case(address: string): Promise<CaseData> {
    return (await this.stage.call('GET', address, this.secretariat)).body as CaseData;
  }

  private async invitations() {
    const cases = await Promise.all(this.cases.map(async (address) => ({ address, kase: await this.case(address) })));
    return cases.flatMap(({ address, kase }) =>
      kase.status === 'closed' ? [] : kase.invitations.map((invitation) => ({ ...invitation, address })),
    );
  }
}

function anOrganisation(random: Random, id: string): OrganisationData {
  const offer = (capability: Capability['capability']): Capability => ({
    capability,
    amount: 2 + random.below(4),
    days: random.oneOf(someDays),
    languages: [],
    targetGroups: [],
    themes: [],
  });
  const offers = random.chance(0.3) ? [offer('coaches'), offer('venue')] : [offer(random.oneOf(capabilities))];
  const { name: _, ...example } = organisationJoined.example;
  return { ...example, id, name: `Föreningen ${id}`, offers, needs: [], consentsToMatching: true };
}

/** It offers one more of everything by now. */
function grown(organisation: OrganisationData): OrganisationData {
  return { ...organisation, offers: organisation.offers.map((offer) => ({ ...offer, amount: offer.amount + 1 })) };
}

function isOverdue(status: string, expiresAt: string): boolean {
  return status === 'invited' && expiresAt <= '2024-10-09T08:00:00Z';
}

function codeOf({ status, body }: Answer): string {
  return status === 200 ? 'done' : String(body.code);
}

function count(counts: Counts, what: string, times = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + times);
}

function said(counts: Counts): string {
  return [...counts].map(([what, times]) => `${times} ${what}`).join(', ');
}
