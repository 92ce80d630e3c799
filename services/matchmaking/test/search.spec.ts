import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { registrationConfirmed } from '@kraftsamling/contracts';
import type { OrganisationData } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { Cases } from '../src/case/case.store.ts';
import type { ShownCase } from '../src/case/shown-case.ts';
import { STAGES } from '../src/matching/need.ts';
import { Matcher } from '../src/search/matcher.service.ts';
import { Searches } from '../src/search/searches.service.ts';
import { Searcher } from '../src/search/searcher.service.ts';
import { onMachineAt, running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { aRegistration, campaignPublished, offer, organisationPublished } from './samples.ts';

let the: Running;
let token: string;
let campaign: string;

beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  token = the.secretariat;
  campaign = await campaignPublished(the);
});
beforeEach(() => setClock('2024-10-01T08:00:00Z'));
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => the[Symbol.asyncDispose]());

/** Each test has a municipality to itself, and what lies within its reach. */
const at = (municipality: string, offers: OrganisationData['offers'], change: Partial<OrganisationData> = {}) =>
  organisationPublished(the, {
    municipality,
    county: municipality.slice(0, 2),
    worksIn: { wholeCountry: false, counties: [], municipalities: [municipality] },
    offers,
    ...change,
  });
const day = '2024-11-15';
const venueAndCoaches = [
  { capability: 'venue', amount: 1 },
  { capability: 'coaches', amount: 2 },
];
const open = async (municipality: string, need: object = { demands: venueAndCoaches, days: [day] }) => {
  const { status, body } = await the.call('POST', '/v1/cases', {
    token,
    body: { campaignId: campaign, municipality, need },
  });
  expect(status).toBe(201);
  return `/v1/cases/${body.id as string}`;
};
const seen = async (address: string, language = 'en') =>
  (await the.call('GET', address, { token, headers: { 'accept-language': language } })).body as ShownCase;
const found = async (address: string, language = 'en') =>
  eventually(async () => {
    const kase = await seen(address, language);
    expect(kase.status).toBe('inventoried');
    return kase.inventory!;
  });
const search = async (address: string, body: object = {}, as = token) => {
  const { status, body: answer } = await the.call('POST', `${address}/search`, { token: as, body });
  return { status, body: answer as ShownCase & { code?: string } };
};

/** Only what time it is. */

describe('a case that has been identified', () => {
  it('is searched for by itself, and says who, why, and what happens if they decline', async () => {
    const library = await at('2584', [offer('venue', 1)], { name: 'Kiruna bibliotek' });
    const school = await at('2584', [offer('coaches', 2)], { name: 'Kiruna folkhögskola' });
    const club = await at('2584', [offer('coaches', 3)], { name: 'SeniorNet Kiruna' });
    const address = await open('2584');
    const inventory = await found(address);

    expect(inventory).toMatchObject({
      outcome: 'proposed',
      explanation: 'Proved best: nothing else is better, stage by stage.',
      certificate: { optimal: true, complete: true },
    });
    const { members } = inventory.proposals[0]!;
    const coaches = members.find(({ brings }) => brings.some(({ capability }) => capability === 'coaches'))!;
    const other = coaches.organisationId === school.id ? club : school;
    expect(members.map(({ organisationId }) => organisationId)).toContain(library.id);
    expect([school.id, club.id].toSorted()[0]).toBe(coaches.organisationId);
    expect(coaches).toMatchObject({
      replacements: [{ organisationId: other.id, name: other.name, km: 0 }],
      isWeakLink: false,
      explanation: `${coaches.name!} brings 2 digital coaches, and works there.`,
      ifItDeclines: `If ${coaches.name!} declines, ${other.name!} is asked at once.`,
    });
    expect(members.find((member) => member !== coaches)).toMatchObject({ name: 'Kiruna bibliotek', isWeakLink: true });
    expect((await found(address, 'sv')).proposals[0]!.members).toContainEqual(
      expect.objectContaining({
        explanation: 'Kiruna bibliotek bidrar med 1 lokal och verkar där.',
        ifItDeclines: 'Svag länk: allt hänger på Kiruna bibliotek. Utan den kan behovet inte mötas.',
      }),
    );

    await the.call('POST', `${address}/contact`, { token, body: { proposal: 0 } });
    const decline = `${address}/invitations/${members.indexOf(coaches) + 1}/decline`;
    const { body } = await the.call('POST', decline, { token, body: { reason: 'no-staff' } });
    expect((body as ShownCase).invitations.at(-1)).toMatchObject({ organisationId: other.id, status: 'invited' });
  });

  it('is told why it cannot be met, and what would help; the change is made with the next search', async () => {
    await at('2062', [offer('venue', 1)], { name: 'Mora bibliotek' });
    const far = await at('2034', [offer('expertise', 2)], { name: 'Orsa ABF' });
    const address = await open('2062', {
      demands: [
        { capability: 'venue', amount: 1 },
        { capability: 'expertise', amount: 1 },
      ],
      days: [day],
    });
    const inventory = await found(address);
    expect(inventory).toMatchObject({
      outcome: 'impossible',
      cause: { demands: [{ kind: 'capability', capability: 'expertise' }, { kind: 'place' }], smallest: true },
    });
    expect(await seen(address)).toMatchObject({ proposals: 0, cannotBeMet: ['expertise', 'place'] });
    const cheapest = inventory.changes![0]!;
    expect(cheapest.explanation).toBe(
      `Raise the distance to ${String(cheapest.withinKm)} km. Then Mora bibliotek and Orsa ABF can do it.`,
    );

    const searched = await search(address, { withinKm: cheapest.withinKm });
    expect(searched).toMatchObject({
      status: 200,
      body: { need: { withinKm: cheapest.withinKm }, inventory: { outcome: 'proposed' } },
    });
    expect(JSON.stringify(searched.body.inventory?.proposals[0])).toContain(far.id);
    expect((await search(address, { days: ['2024-09-30'] })).body.code).toBe('day-in-the-past');
    expect((await search(address, { withinKm: -1 })).status).toBe(422);
  });

  it('keeps a distance that was raised here, whatever else comes of its registration, until that needs something else', async () => {
    const data = aRegistration({ needs: [offer('interpretation', 3)], municipality: '2505', county: '25' });
    const publish = async (version: number, change: object = {}) =>
      the.streams.publish(registrationConfirmed, { subject: data.id, version, data: { ...data, ...change } });
    await publish(3);
    const address = `/v1/cases/${data.id}`;
    expect((await found(address)).outcome).toBe('impossible');
    expect((await search(address, { withinKm: 60 })).body.need.withinKm).toBe(60);

    await publish(4, { kitIssuedAt: '2024-10-01T08:00:00.000Z' });
    await publish(5, { needs: [offer('interpretation', 4)] });
    await eventually(async () =>
      expect((await seen(address)).need).toMatchObject({ demands: [{ amount: 4 }], withinKm: 30 }),
    );
  });

  it('is searched once by however many replicas', async () => {
    const other = await the.replica();
    const addresses: string[] = [];
    for (let n = 0; n < 30; n++) addresses.push(await open('2506', { demands: venueAndCoaches }));
    await Promise.all([the.service, other].map(({ app }) => app.get(Searcher).wake()));
    for (const address of addresses) expect((await found(address)).outcome).toBe('impossible');
    await eventually(async () => {
      const events = (await the.streams.events()).filter(
        ({ type, subject }) =>
          type === 'matchmaking.case.inventoried.v1' && addresses.some((each) => each.endsWith(subject)),
      );
      expect(events).toHaveLength(30);
    });
    await the.stop(other);
  });

  it('is left to whoever has begun, though its clock is behind, by a replica whose clock is ahead', async () => {
    jest.spyOn(the.service.app.get(Searches), 'searchWaiting').mockResolvedValue(0);
    // A search that is under way has ended.
    await the.service.app.get(Searcher).wake();
    const addresses = [
      await open('2514', { demands: venueAndCoaches }),
      await open('2514', { demands: venueAndCoaches }),
    ];
    const claimedAhead = async (minutes: number) =>
      onMachineAt(Date.now() + minutes * 60_000, () =>
        the.service.app.get(Cases).claimWaiting(new Date(), 60_000, 100),
      );

    const first = await claimedAhead(-10);
    expect(first.toSorted()).toEqual(addresses.map((address) => address.split('/').at(-1)).toSorted());
    expect(await claimedAhead(10)).toEqual([]);
  });

  it('is searched again when the thread that searches has ended', async () => {
    await found(await open('2510'));
    const network = await the.service.app.get(Matcher).network();
    await network.end(new Error('Killed by a test.'));
    const venue = await at('2510', [offer('venue', 1)]);
    const address = await open('2510', { demands: [{ capability: 'venue', amount: 1 }] });
    expect(JSON.stringify((await found(address)).proposals)).toContain(venue.id);
  });
});

describe('why an organisation is not proposed', () => {
  it('is told to those who look after the case, and so is whose consent would help', async () => {
    const silent = await at('2513', [offer('venue', 1), offer('coaches', 2)], {
      name: 'Överkalix tysta',
      consentsToMatching: false,
    });
    const far = await at('2583', [offer('venue', 1)]);
    const address = await open('2513', { demands: venueAndCoaches });
    expect((await found(address)).outcome).toBe('impossible');
    expect(JSON.stringify(await seen(address))).not.toContain(silent.id);

    const whyNot = async (id: string, as = token) =>
      the.call('GET', `${address}/why-not/${id}`, { token: as, headers: { 'accept-language': 'sv' } });
    expect((await whyNot(silent.id)).body).toEqual({
      organisationId: silent.id,
      name: silent.name,
      reason: 'no-consent',
      explanation: 'Den vill inte bli matchad.',
    });
    expect((await whyNot(far.id)).body).toMatchObject({ reason: 'too-far' });
    expect((await whyNot('nobody')).body).toMatchObject({ reason: 'unknown' });

    const named = async (name: string, as = token): Promise<unknown> =>
      (await the.call('GET', `${address}/why-not?name=${encodeURIComponent(name)}`, { token: as })).body;
    expect(await named('kalix TYSTA')).toMatchObject({
      organisations: [{ organisationId: silent.id, name: silent.name, reason: 'no-consent' }],
      hasMore: false,
    });
    expect(await named('.*')).toEqual({ organisations: [], hasMore: false });
    expect(await named('')).toMatchObject({ code: 'invalid-input' });
    const southern = await the.key.token('coordinator', { counties: ['12'] });
    expect(await named('Överkalix', southern)).toMatchObject({ code: 'not-in-your-counties' });
    const consents = await the.call('GET', `${address}/consents`, {
      token,
      headers: { 'accept-language': 'en' },
    });
    expect(consents.body).toEqual({
      consents: [
        {
          organisationId: silent.id,
          members: [silent.id],
          explanation: 'Överkalix tysta does not want to be matched. With its consent the need could be met.',
        },
      ],
    });

    const skane = await the.key.token('coordinator', { counties: ['12'] });
    const own = await the.key.token('organisation', { organisation: silent.id });
    for (const path of ['consents', `why-not/${far.id}`]) {
      expect((await the.call('GET', `${address}/${path}`, { token: skane })).body.code).toBe('not-in-your-counties');
      expect((await the.call('GET', `${address}/${path}`, { token: own })).status).toBe(403);
    }
    expect((await search(address, {}, skane)).body.code).toBe('not-in-your-counties');
  });

  it('is not asked of a case in which somebody has been asked', async () => {
    const venue = await at('2518', [offer('venue', 1)]);
    const address = await open('2518', { demands: [{ capability: 'venue', amount: 1 }] });
    await found(address);
    await the.call('POST', `${address}/contact`, { token, body: { proposal: 0 } });
    expect((await the.call('GET', `${address}/why-not/${venue.id}`, { token })).body.code).toBe('contact-begun');
    expect((await search(address)).body.code).toBe('contact-begun');
  });
});

describe('what makes one coalition better than another', () => {
  it('is for the campaign to say', async () => {
    const policy = `/v1/campaigns/${campaign}/stage-policy`;
    expect((await the.call('GET', policy, { token })).body).toEqual({ stages: [...STAGES] });
    const put = async (stages: readonly string[], as = token) =>
      the.call('PUT', policy, { token: as, body: { stages } });
    expect((await put(STAGES.slice(1))).body.code).toBe('stages-incomplete');
    expect((await put([...STAGES].reverse(), await the.key.token('coordinator', { counties: ['20'] }))).status).toBe(
      403,
    );

    const near = await at('2560', [offer('coaches', 1)]);
    const asked = await at('2560', [offer('coaches', 1)], { municipality: '2582' });
    await the.call('POST', `${await open('2560')}/inventory`, {
      token,
      body: { members: [{ organisationId: near.id, brings: [{ capability: 'coaches', amount: 1 }] }] },
    });
    const address = await open('2560', { demands: [{ capability: 'coaches', amount: 1 }] });
    const best = async () => (await search(address)).body.inventory?.proposals[0]?.members[0]?.organisationId;
    expect(await best()).toBe(near.id);

    const requestsFirst = ['requests', ...STAGES.filter((stage) => stage !== 'requests')];
    const contacted = await open('2560', { demands: [{ capability: 'coaches', amount: 1 }] });
    await found(contacted);
    await the.call('POST', `${contacted}/contact`, { token, body: { proposal: 0 } });
    expect(await best()).toBe(near.id);
    expect((await put(requestsFirst)).body.stages).toEqual(requestsFirst);
    expect(await best()).toBe(asked.id);
    await put(STAGES);
  });
});
