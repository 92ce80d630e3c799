import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Searcher } from '../src/search/searcher.service.ts';
import { Searches } from '../src/search/searches.service.ts';
import type { WorkList } from '../src/work-list/work-list.service.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { aNeed, asked, campaignPublished, casesStored, newId, offer, organisationPublished } from './samples.ts';

let the: Running;
let campaign: string;
let coordinator: string;

beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  campaign = await campaignPublished(the);
  coordinator = await the.key.token('coordinator', { counties: ['20', '21'] });
});
beforeEach(() => setClock('2024-10-01T08:00:00Z'));
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => the[Symbol.asyncDispose]());

const listOf = async (token: string, query = '') => {
  const { status, body } = await the.call('GET', `/v1/work-list?limit=100${query}`, { token });
  expect(status).toBe(200);
  return body as WorkList;
};
const opened = async (municipality: string, of = campaign) => {
  const body = { campaignId: of, municipality, need: aNeed() };
  const answer = await the.call('POST', '/v1/cases', { token: the.secretariat, body });
  expect(answer.status).toBe(201);
  return answer.body.id as string;
};
/** Until the end of the test no case is searched by itself: a search that is under way has ended. */
const unsearched = async () => {
  jest.spyOn(the.service.app.get(Searches), 'searchWaiting').mockResolvedValue(0);
  await the.service.app.get(Searcher).wake();
};
const idsOf = ({ items }: WorkList) => items.map(({ id }) => id);

describe('GET /v1/work-list', () => {
  it('lists what is due first: what waits for a person by how long it has, then what is waited for', async () => {
    await unsearched();
    const own = await campaignPublished(the);
    setClock('2024-09-20T08:00:00Z');
    const organisation = await organisationPublished(the);
    const contacting = (await asked(the, own, [organisation])).split('/').at(-1)!;
    setClock('2024-09-22T08:00:00Z');
    const later = await opened('2080', own);
    setClock('2024-09-21T08:00:00Z');
    const earlier = await opened('2062', own);

    const list = await listOf(coordinator, `&campaign=${own}`);
    expect(idsOf(list)).toEqual([earlier, later, contacting]);
    expect(list.items).toMatchObject([
      { municipality: { name: 'Mora' }, nextStep: { action: 'search', dueAt: '2024-09-21T08:00:00.000Z' } },
      { municipality: { name: 'Falun' }, nextStep: { action: 'search', dueAt: '2024-09-22T08:00:00.000Z' } },
      {
        municipality: { name: 'Borlänge' },
        coalition: { seats: 1, accepted: 0, invited: 1 },
        nextStep: { action: 'await-answers', dueAt: '2024-09-27T08:00:00.000Z' },
      },
    ]);
    expect(idsOf(await listOf(coordinator, `&campaign=${own}&step=contacting`))).toEqual([contacting]);
  });

  it('counts the cases in each step, and those that wait for somebody to do something', async () => {
    const own = await campaignPublished(the);
    const closed = await opened('2080', own);
    await opened('2081', own);
    await opened('2180', own);
    const closure = { token: the.secretariat, body: { reason: 'duplicate' } };
    expect((await the.call('POST', `/v1/cases/${closed}/closure`, closure)).status).toBe(200);

    const { steps, counties, campaigns } = await listOf(coordinator, `&campaign=${own}`);
    // They are searched by themselves meanwhile: a case may be in either of the first two steps.
    const begun = (counted: typeof steps) => {
      const first = counted.slice(0, 2);
      const sum = (of: 'cases' | 'due') => first.reduce((total, step) => total + step[of], 0);
      return { cases: sum('cases'), due: sum('due') };
    };
    expect(begun(steps)).toEqual({ cases: 2, due: 2 });
    expect(steps.slice(2).filter(({ cases }) => cases > 0)).toEqual([{ status: 'closed', cases: 1, due: 0 }]);
    expect(counties).toEqual([
      { code: '20', name: 'Dalarnas län' },
      { code: '21', name: 'Gävleborgs län' },
    ]);
    expect(campaigns).toContainEqual({ id: own, name: { sv: 'Digitalidag 2024', en: 'Digitalidag 2024' } });
    const inDalarna = await listOf(coordinator, `&campaign=${own}&county=20`);
    expect(begun(inDalarna.steps)).toEqual({ cases: 1, due: 1 });
  });

  it('lists what is over by when it ended, the last first, and only when it is asked for', async () => {
    const own = await campaignPublished(the);
    const close = async (day: number) => {
      setClock(`2024-10-0${day}T08:00:00Z`);
      const id = await opened('2081', own);
      await the.call('POST', `/v1/cases/${id}/closure`, { token: the.secretariat, body: { reason: 'duplicate' } });
      return id;
    };
    const [first, last] = [await close(2), await close(3)];

    expect(idsOf(await listOf(coordinator, `&campaign=${own}`))).toEqual([]);
    expect(idsOf(await listOf(coordinator, `&campaign=${own}&step=closed`))).toEqual([last, first]);
  });

  it('shows a coordinator no other county, and the secretariat all of them', async () => {
    const own = await campaignPublished(the);
    const elsewhere = await opened('0180', own);

    expect(idsOf(await listOf(the.secretariat, `&campaign=${own}`))).toEqual([elsewhere]);
    const list = await listOf(coordinator, `&campaign=${own}`);
    expect(list).toMatchObject({ items: [], page: { total: 0 } });
    expect(list.steps.every(({ cases }) => cases === 0)).toBe(true);
    expect(JSON.stringify(list)).not.toContain(own);
    expect(await the.call('GET', '/v1/work-list?county=01', { token: coordinator })).toMatchObject({
      status: 403,
      body: { code: 'not-in-your-counties' },
    });
  });

  it('is for nobody else', async () => {
    for (const [role, claims] of [
      ['organisation', { organisation: 'somebody' }],
      ['municipality', { municipality: '2081' }],
      ['operator', {}],
    ] as const) {
      const token = await the.key.token(role, claims);
      expect(await the.call('GET', '/v1/work-list', { token })).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      });
    }
    expect(await the.call('GET', '/v1/work-list')).toMatchObject({ status: 401 });
  });

  it('goes through a thousand cases in pages, each of them once', async () => {
    const own = newId('many');
    await casesStored(the, own, 1_000, (n) => new Date(Date.UTC(2024, 8, 1, 0, n % 500)));

    const seen: string[] = [];
    for (let number = 1; number <= 10; number++) {
      const list = await listOf(coordinator, `&campaign=${own}&page=${number}`);
      expect(list.page).toMatchObject({ total: 1_000, pages: 10 });
      seen.push(...idsOf(list));
    }
    expect(new Set(seen).size).toBe(1_000);
  });
});

describe('GET /v1/cases/{id}/seats/{seat}/candidates', () => {
  it('names who can fill a seat alone and wants to, not who is in the case or has said no to it', async () => {
    const [first, second, free] = [
      await organisationPublished(the),
      await organisationPublished(the),
      await organisationPublished(the),
    ];
    const unwilling = await organisationPublished(the, { consentsToMatching: false });
    const tooLittle = await organisationPublished(the, { offers: [offer('coaches', 1)] });
    const address = await asked(the, campaign, [first]);
    await the.call('POST', `${address}/invitations/1/decline`, { token: coordinator, body: { reason: 'no-staff' } });
    await the.call('POST', `${address}/invitations`, {
      token: coordinator,
      body: { seat: 0, organisationId: second.id },
    });

    const { status, body } = await the.call('GET', `${address}/seats/0/candidates`, { token: coordinator });
    expect(status).toBe(200);
    const found = (body as { candidates: { organisationId: string; name?: string }[] }).candidates;
    expect(found).toContainEqual({ organisationId: free.id, name: free.name, worksThere: true, km: 0 });
    for (const { id } of [first, second, unwilling, tooLittle])
      expect(found.map(({ organisationId }) => organisationId)).not.toContain(id);
  });

  it('is for those who look after the case, and for seats that there are', async () => {
    const organisation = await organisationPublished(the);
    const address = await asked(the, campaign, [organisation]);
    const ask = async (seat: string, token: string) =>
      (await the.call('GET', `${address}/seats/${seat}/candidates`, { token })).body as { code: string };

    expect((await ask('7', coordinator)).code).toBe('unknown-seat');
    expect((await ask('x', coordinator)).code).toBe('unknown-seat');
    expect((await ask('0', await the.key.token('coordinator', { counties: ['01'] }))).code).toBe(
      'not-in-your-counties',
    );
    expect((await ask('0', await the.key.token('organisation', { organisation: organisation.id }))).code).toBe(
      'not-allowed',
    );
  });
});

describe('a case in the work list', () => {
  it('is changed only as it was read, where a version is sent', async () => {
    await unsearched();
    const id = await opened('2081');
    const close = async (version: number, reason: string) =>
      the.call('POST', `/v1/cases/${id}/closure`, {
        token: coordinator,
        body: { reason },
        headers: { 'if-match': `"${version}"` },
      });
    expect(await close(7, 'duplicate')).toMatchObject({ status: 412, body: { code: 'version-mismatch' } });
    expect(await close(1, 'duplicate')).toMatchObject({ status: 200, body: { status: 'closed' } });
  });

  it('shows its next step and its seats to those who look after it, and to nobody else', async () => {
    const organisation = await organisationPublished(the);
    const other = await organisationPublished(the);
    const address = await asked(the, campaign, [organisation, other]);

    expect((await the.call('GET', address, { token: coordinator })).body).toMatchObject({
      municipalityName: 'Borlänge',
      nextStep: { action: 'await-answers' },
      seats: [{ replacements: [{ organisationId: other.id }] }],
    });
    const token = await the.key.token('organisation', { organisation: organisation.id });
    const { body } = await the.call('GET', address, { token });
    expect(body).not.toHaveProperty('nextStep');
    expect(body).not.toHaveProperty('seats');
  });
});
