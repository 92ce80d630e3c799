import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { campaignClosed, campaignAnnounced } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { activityIs, campaignPublished, newId, organisationPublished } from './samples.ts';

let the: Running;
let token: string;
beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

interface Gap {
  readonly municipality: string;
  readonly caseId?: string;
}
const coverage = async (campaign: string) =>
  (await the.call('GET', `/v1/campaigns/${campaign}/coverage`, { token })).body as { gaps: Gap[] };
const open = async (campaign: string, url = the.service.url) =>
  (await (
    await fetch(`${url}/v1/campaigns/${campaign}/coverage/cases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
  ).json()) as { covered: number; gaps: Gap[] };
const casesOf = async (campaign: string, query = '') =>
  (await the.call('GET', `/v1/cases?campaign=${campaign}&origin=coverage-gap&limit=1${query}`, { token })).body.page
    .total as number;

describe('the gaps of a campaign', () => {
  it('each get one case, however often and on however many replicas they are opened', async () => {
    const campaign = await campaignPublished(the);
    await activityIs(the, 'published', { campaigns: [campaign], municipality: '2081' });
    await activityIs(the, 'cancelled', { campaigns: [campaign], municipality: '2080' });
    expect(await coverage(campaign)).toMatchObject({ covered: 1, municipalities: 290 });

    const other = await the.replica();
    const answers = await Promise.all([open(campaign), open(campaign, other.url), open(campaign)]);
    for (const { covered, gaps } of [...answers, await open(campaign)]) {
      expect(covered).toBe(1);
      expect(gaps).toHaveLength(289);
      expect(gaps.every(({ caseId }) => caseId !== undefined)).toBe(true);
    }
    expect(await casesOf(campaign)).toBe(289);
    await the.stop(other);
  });

  it('are closed when something comes into the programme, and open again by themselves when it is cancelled', async () => {
    const campaign = await campaignPublished(the);
    await open(campaign);
    const before = (await coverage(campaign)).gaps;
    const activity = await activityIs(the, 'published', { campaigns: [campaign], municipality: '0114' });
    await eventually(async () => expect(await casesOf(campaign, '&status=closed')).toBe(1));

    await activityIs(the, 'cancelled', activity, 2);
    await eventually(async () => expect(await casesOf(campaign)).toBe(291));
    const after = (await coverage(campaign)).gaps;
    const of = (gaps: readonly Gap[]) => gaps.find(({ municipality }) => municipality === '0114')?.caseId;
    expect(of(after)).toBeDefined();
    expect(of(after)).not.toBe(of(before));
  });

  it('are open again when the activity of the very coalition is cancelled', async () => {
    const campaign = await campaignPublished(the);
    const { gaps } = await open(campaign);
    const { caseId } = gaps.find(({ municipality }) => municipality === '2081')!;
    const student = await organisationPublished(the);
    const address = `/v1/cases/${caseId!}`;
    const members = [{ organisationId: student.id, brings: [{ capability: 'coaches', amount: 2 }] }];
    await the.call('POST', `${address}/inventory`, { token, body: { members } });
    await the.call('POST', `${address}/contact`, { token, body: { proposal: 0 } });
    expect((await the.call('POST', `${address}/invitations/1/acceptance`, { token })).body.status).toBe('matched');

    const theirs = { caseId: caseId!, organisers: [student.id], campaigns: [campaign], municipality: '2081' };
    const activity = await activityIs(the, 'published', theirs);
    await eventually(async () => expect((await the.call('GET', address, { token })).body.status).toBe('collaborating'));
    await activityIs(the, 'cancelled', activity, 2);
    await eventually(async () =>
      expect((await the.call('GET', address, { token })).body.closureReason).toBe('activity-cancelled'),
    );
    await eventually(async () => {
      if ((await casesOf(campaign, '&municipality=2081&status=inventoried')) === 1) return;
      // Hundreds of gaps are searched before it: for as long as fewer and fewer wait, it is waited for.
      const { body } = await the.call('GET', '/v1/cases?status=identified&limit=1', { token });
      throw new Error(`It has not been searched for again; ${String(body.page.total)} cases wait.`);
    });
  });

  it('are not opened by themselves before somebody has opened them once, nor in a campaign that is over', async () => {
    const quiet = await campaignPublished(the);
    const over = newId('over');
    const data = {
      ...campaignAnnounced.example,
      id: over,
      status: 'closed',
      closedAt: '2024-12-20T11:00:00.000Z',
    } as const;
    await the.streams.publish(campaignClosed, { subject: over, version: 2, data });
    await eventually(async () => expect(await coverage(over)).toMatchObject({ code: 'campaign-closed' }));
    expect(await open('nowhere')).toMatchObject({ code: 'unknown-campaign' });

    const opened = await campaignPublished(the);
    await open(opened);
    expect([await casesOf(quiet), await casesOf(over), await casesOf(opened)]).toEqual([0, 0, 290]);
  });

  it('are those of its area: a week in one municipality has one at most', async () => {
    const campaign = await campaignPublished(the, { area: { counties: [], municipalities: ['2081'] } });
    expect(await coverage(campaign)).toMatchObject({ covered: 0, municipalities: 1 });

    expect((await open(campaign)).gaps).toEqual([expect.objectContaining({ municipality: '2081' })]);
    expect(await casesOf(campaign)).toBe(1);
    await activityIs(the, 'published', { campaigns: [campaign], municipality: '2080' });
    await activityIs(the, 'published', { campaigns: [campaign], municipality: '2081' });
    await eventually(async () => expect(await coverage(campaign)).toMatchObject({ covered: 1, gaps: [] }));
  });

  it('ask for what the campaign says that is needed at least', async () => {
    const campaign = await campaignPublished(the);
    const policy = `/v1/campaigns/${campaign}/gap-policy`;
    expect((await the.call('GET', policy, { token })).body).toMatchObject({
      need: { demands: [{ capability: 'venue' }, { capability: 'coaches' }, { capability: 'outreach' }] },
      opened: false,
    });
    const need = { demands: [{ capability: 'coaches', amount: 3 }], withinKm: 80 };
    expect((await the.call('PUT', policy, { token, body: need })).body).toMatchObject({ need });
    expect((await the.call('PUT', policy, { token, body: { demands: [] } })).body.code).toBe('need-without-capability');
    const { gaps } = await open(campaign);
    expect((await the.call('GET', `/v1/cases/${gaps[0]!.caseId!}`, { token })).body).toMatchObject({ need });
  });

  it('are not opened by others than the secretariat', async () => {
    const campaign = await campaignPublished(the);
    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    const path = `/v1/campaigns/${campaign}/coverage`;
    expect((await the.call('GET', path, { token: coordinator })).status).toBe(200);
    expect((await the.call('POST', `${path}/cases`, { token: coordinator })).status).toBe(403);
    expect((await the.call('GET', path)).status).toBe(401);
  });
});
