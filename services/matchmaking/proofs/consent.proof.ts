import { deepStrictEqual, notDeepStrictEqual, ok } from 'node:assert/strict';
import {
  campaignAnnounced,
  organisationAmended,
  organisationJoined,
  registrationConfirmed,
} from '@kraftsamling/contracts';
import type { CampaignData, Capability, CaseData, OrganisationData, RegistrationData } from '@kraftsamling/contracts';
import { firstDifference, Transcript } from '@kraftsamling/service/testing/transcript';
import { eventually } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import type { Proof } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import type { Random } from '@kraftsamling/testing/random';
import { MatchmakingStage } from './stage.ts';

export const full = 20;

/**
 * Twin worlds that differ only in an organisation that does not want to be matched, and that would be best for every need: it is in one of
 * them and not in the other, or is another one there. The same happens in both. Whoever is not staff asks every route there is, again and
 * again: the page behind each link, what is refused and what is published included. Not a byte differs. When the organisation consents in
 * the end, something does: so the proof would see it.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  await using one = await MatchmakingStage.open(import.meta.url);
  await using other = await MatchmakingStage.open(import.meta.url);
  await Promise.all([one, other].map((stage) => stage.setClock(clockOf(0, 0))));
  await Promise.all([one.start(), other.start()]);

  let answers = 0;
  for (let run = 0; run < runs; run++) {
    const silent = { ...everything(`silent-${run}`), consentsToMatching: false };
    const twin =
      run % 2 === 0 ? undefined : { ...silent, municipality: '2584', county: '25', offers: [], name: 'Någon annan' };
    const [first, second] = await Promise.all([
      live(one, { run, seed, silent, secret: silent }),
      live(other, { run, seed, silent: twin, secret: silent }),
    ]);
    deepStrictEqual(firstDifference(first, second), undefined);
    answers += first.lines.length;
  }
  log(`${runs} pairs of worlds: ${answers} answers and events are the same, byte by byte.`);

  const consenting = everything('consenting');
  const [first, second] = await Promise.all([
    live(one, { run: runs, seed, silent: consenting, secret: consenting }),
    live(other, { run: runs, seed, silent: undefined, secret: consenting }),
  ]);
  notDeepStrictEqual(firstDifference(first, second), undefined, 'With its consent nothing differs either.');
  log('With its consent the same organisation changes what others see.');
}

interface World {
  readonly run: number;
  readonly seed: number;
  /** The organisation in which the worlds differ, as this one has it. */
  readonly silent: OrganisationData | undefined;
  /** The same as the other world may have it: who knows its id may ask about it in both. */
  readonly secret: OrganisationData;
}

const clockOf = (run: number, hour: number) => new Date(Date.UTC(2024, 9, 1, 8) + run * 60_000 + hour * 3_600_000);

/** Everything that happens in one world, and what is seen of it. */
async function live(stage: MatchmakingStage, { run, seed, silent, secret }: World): Promise<Transcript> {
  const random = randomFrom(seed + run);
  let hour = run * 24 * 30;
  const later = async (hours = 1) => stage.setClock(clockOf(run, (hour += hours)));
  await later(0);

  const campaign: CampaignData = { ...campaignAnnounced.example, id: `campaign-${run}`, days: [] };
  const organisations = Array.from({ length: 6 }, (_, n) => someOrganisation(random, `organisation-${run}-${n}`));
  await stage.streams.publish(campaignAnnounced, { subject: campaign.id, version: 1, data: campaign });
  for (const data of [...organisations, ...(silent ? [silent] : [])])
    await stage.streams.publish(organisationJoined, { subject: data.id, version: 1, data });
  await stage.haveCome([...organisations, ...(silent ? [silent] : [])], 1);

  const seen = await Watcher.of(stage, campaign.id, organisations, secret);
  const { staff } = seen;
  for (const [n, owner] of organisations.slice(0, 3).entries()) {
    const data = aRegistration(random, `registration-${run}-${n}`, campaign.id, owner);
    await stage.streams.publish(registrationConfirmed, { subject: data.id, version: 3, data });
    seen.cases.push(data.id);
    await eventually(async () => ok((await staff('GET', `/v1/cases/${data.id}`)).body.status === 'inventoried'));
    await later();
  }
  const need = { demands: ['coaches', 'venue'].map((capability) => ({ capability, amount: 5 })), withinKm: 2_000 };
  const opened = await staff('POST', '/v1/cases', { campaignId: campaign.id, municipality: '2081', need });
  const stated = opened.body.id as string;
  seen.cases.push(stated);
  await eventually(async () => ok((await staff('GET', `/v1/cases/${stated}`)).body.status === 'inventoried'));
  await seen.everything();

  for (const id of seen.cases) {
    await later();
    await staff('POST', `/v1/cases/${id}/contact`, { proposal: 0 });
    // Staff may try to ask it: it is refused, in words for staff alone.
    await staff('POST', `/v1/cases/${id}/invitations`, { seat: 0, organisationId: secret.id });
  }
  await seen.everything();

  if (silent) {
    const data = { ...silent, offers: silent.offers.map((offer) => ({ ...offer, amount: offer.amount + 1 })) };
    await stage.streams.publish(organisationAmended, { subject: data.id, version: 2, data });
    await stage.haveCome([data], 2);
  }
  for (const id of seen.cases)
    for (const { id: invitation, organisationId, status } of (await seen.case(id)).invitations) {
      if (status !== 'invited') continue;
      await later();
      const path = `/v1/cases/${id}/invitations/${invitation}`;
      if (random.chance(0.25)) await seen.does(organisationId, `${path}/decline`, { reason: 'no-staff' });
      else if (random.chance(0.8)) await seen.does(organisationId, `${path}/acceptance`);
    }
  await seen.everything();

  const times = [{ start: clockOf(run, hour + 48).toISOString(), end: clockOf(run, hour + 49).toISOString() }];
  for (const id of seen.cases) {
    await later();
    await staff('POST', `/v1/cases/${id}/meeting`, { times });
    for (const member of (await seen.case(id)).members)
      await seen.does(member, `/v1/cases/${id}/meeting/answers`, { times: ['1'] });
    await staff('POST', `/v1/cases/${id}/collaboration`);
    for (const member of (await seen.case(id)).members)
      await seen.does(member, `/v1/cases/${id}/follow-up/answers`, { outcome: 'partly', wouldDoItAgain: true });
  }
  for (const owner of organisations) await seen.asksFor(owner, [secret, ...organisations.slice(0, 2)]);

  await later(8 * 24);
  await eventually(async () => {
    const open = (await Promise.all(seen.cases.map((id) => seen.case(id)))).flatMap(({ invitations }) =>
      invitations.filter(
        ({ status, expiresAt }) => status === 'invited' && expiresAt <= clockOf(run, hour).toISOString(),
      ),
    );
    deepStrictEqual(open, []);
  });
  await seen.everything();
  return seen.transcript;
}

/** Asks in the name of everybody who is not staff, and writes down what is answered. */
class Watcher {
  readonly transcript = new Transcript();
  readonly cases: string[] = [];
  readonly staff: (method: string, path: string, body?: object) => Promise<Answer>;
  private readonly stage: MatchmakingStage;
  private readonly campaign: string;
  private readonly secret: OrganisationData;
  private readonly tokens: ReadonlyMap<string, string | undefined>;
  private readonly routes: readonly { readonly method: string; readonly path: string }[];

  private constructor(
    stage: MatchmakingStage,
    campaign: string,
    secret: OrganisationData,
    secretariat: string,
    tokens: ReadonlyMap<string, string | undefined>,
    routes: Watcher['routes'],
  ) {
    this.stage = stage;
    this.campaign = campaign;
    this.secret = secret;
    this.tokens = tokens;
    this.routes = routes;
    this.staff = (method, path, body) => stage.call(method, path, secretariat, body);
  }

  static async of(
    stage: MatchmakingStage,
    campaign: string,
    organisations: readonly OrganisationData[],
    secret: OrganisationData,
  ): Promise<Watcher> {
    const tokens = new Map<string, string | undefined>([['anonymous', undefined]]);
    for (const { id } of organisations) tokens.set(id, await stage.key.token('organisation', { organisation: id }));
    tokens.set('municipality', await stage.key.token('municipality', { municipality: '2081' }));
    tokens.set('juror', await stage.key.token('juror', { award: 'award' }));
    const { body } = await stage.call('GET', '/openapi.json');
    const { paths } = body as { paths: Record<string, Record<string, { requestBody?: object }>> };
    // What changes something and takes no body is done below, by those who may, and not by everybody at any time.
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method, { requestBody }]) => method === 'get' || requestBody)
        .map(([method]) => ({ method: method.toUpperCase(), path })),
    );
    return new Watcher(stage, campaign, secret, await stage.key.token('secretariat'), tokens, routes);
  }

  async case(id: string): Promise<CaseData> {
    return (await this.staff('GET', `/v1/cases/${id}`)).body as CaseData;
  }

  /** An organisation does something about a case, and is answered. */
  async does(organisationId: string, path: string, body?: object): Promise<void> {
    await this.ask(organisationId, 'POST', path, body);
  }

  /** An organisation says that it has found these: one after the other, and whatever they may offer. */
  async asksFor({ id: ownerId, municipality }: OrganisationData, others: readonly OrganisationData[]): Promise<void> {
    for (const { id: organisationId } of others)
      for (const amount of [1, 1_000]) {
        const demands = [{ capability: 'coaches', amount }];
        const body = {
          campaignId: this.campaign,
          municipality,
          need: { demands },
          members: [{ organisationId, brings: demands }],
        };
        await this.ask(ownerId, 'POST', '/v1/cases/self-organised', { ...body, ownerId });
        await this.ask(ownerId, 'POST', '/v1/cases/self-organised', { ...body, ownerId: organisationId });
      }
  }

  /** Every route there is, for everything that there is, by everybody; every link; and all that has been published. */
  async everything(): Promise<void> {
    for (const caller of this.tokens.keys())
      await this.askAll(
        caller,
        this.routes.flatMap(({ method, path }) => this.addressesOf(path).map((address) => ({ method, path: address }))),
      );
    await this.askAll('anonymous', (await Promise.all(this.cases.map((id) => this.linksTo(id)))).flat());
    await this.stage.everythingIsPublished('cases');
    const events = await this.stage.streams.events();
    this.transcript.published(
      events.filter(({ source, data }) => source === '/matchmaking' && data['campaignId'] === this.campaign),
    );
  }

  /** The pages behind the links of everybody who has been asked, and behind one of the organisation that has not. */
  private async linksTo(id: string) {
    const { invitations } = await this.case(id);
    const links = [...invitations, { id: '1', organisationId: this.secret.id }].map((invitation) => {
      const token = this.stage.linkToken(invitation.organisationId, id, invitation.id);
      this.transcript.names(token, `the link of ${invitation.organisationId} to ${invitation.id} of ${id}`);
      return token;
    });
    return links.flatMap((token) =>
      ['sv', 'en'].map((language) => ({ method: 'GET', path: `/invitation?token=${token}&lang=${language}` })),
    );
  }

  /** Metrics are for those who run the platform: they count every event that comes, whatever it is about. */
  private addressesOf(path: string): string[] {
    if (path.startsWith('/metrics')) return [];
    const filled = path
      .replace('{campaign}', this.campaign)
      .replace('{invitation}', '1')
      .replace('{seat}', '0')
      .replace('{organisation}', this.secret.id);
    return filled.includes('{id}') ? this.cases.map((id) => filled.replace('{id}', id)) : [filled];
  }

  /** Side by side, and written down in their order. What would change something is sent without what it needs: it changes nothing. */
  private async askAll(caller: string, asked: readonly { method: string; path: string }[]): Promise<void> {
    const answers = await Promise.all(
      asked.map(async ({ method, path }) => {
        const body = method === 'GET' ? undefined : {};
        return { method, path, answer: await this.stage.call(method, path, this.tokens.get(caller), body) };
      }),
    );
    for (const { method, path, answer } of answers) this.transcript.answered(`${caller}: ${method} ${path}`, answer);
  }

  private async ask(caller: string, method: string, path: string, body?: object): Promise<void> {
    const answer = await this.stage.call(method, path, this.tokens.get(caller), body);
    this.transcript.answered(`${caller}: ${method} ${path} ${JSON.stringify(body ?? null)}`, answer);
  }
}

const offer = (capability: Capability['capability'], amount: number): Capability => ({
  ...{ capability, amount, days: [], languages: [], targetGroups: [], themes: [] },
});

const capabilities = ['venue', 'coaches', 'outreach', 'expertise'] as const;

/** It could meet every need alone; the others need each other. */
function everything(id: string): OrganisationData {
  return {
    ...organisationJoined.example,
    ...{ id, name: 'Den bästa', municipality: '2081', county: '20', consentsToMatching: true, needs: [] },
    worksIn: { wholeCountry: true, counties: [], municipalities: [] },
    offers: capabilities.map((capability) => offer(capability, 1_000)),
  };
}

function someOrganisation(random: Random, id: string): OrganisationData {
  return {
    ...everything(id),
    name: `Föreningen ${id}`,
    municipality: random.oneOf(['2081', '2080', '2031']),
    worksIn: { wholeCountry: random.chance(0.5), counties: ['20'], municipalities: [] },
    offers: random.some(capabilities, 0.6).map((capability) => offer(capability, 1 + random.below(6))),
  };
}

function aRegistration(
  random: Random,
  id: string,
  campaignId: string,
  { id: organisationId, municipality, county }: OrganisationData,
): RegistrationData {
  const needs = [
    offer('coaches', 6),
    ...random.some(['venue', 'outreach'] as const, 0.7).map((capability) => offer(capability, 3)),
  ];
  return { ...registrationConfirmed.example, id, campaignId, organisationId, municipality, county, needs, days: [] };
}
