import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { campaignClosed, surveyClosed, surveyCounted } from '@kraftsamling/contracts';
import type { CaseData, SurveyData } from '@kraftsamling/contracts';
import { runAnew } from '@kraftsamling/service/testing';
import { eventually } from '@kraftsamling/testing';
import { Surveys } from '../src/survey/survey.replica.ts';
import { SurveyKeeper } from '../src/survey/survey-keeper.service.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { aNeed, campaignPublished, newId } from './samples.ts';

let the: Running;
let token: string;
beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

const wish = (option = 'health-care', atLeast = 20) => ({
  ...{ question: 'wanted-services', option, atLeast, need: aNeed() },
});
const say = async (campaign: string, wishes: object[], as = token) =>
  the.call('PUT', `/v1/campaigns/${campaign}/survey-policy`, { token: as, body: { wishes } });

/** Publishes the counts of a survey, and waits until they are in the replica. */
async function counted(campaignId: string, answers: number, change: Partial<SurveyData> = {}, version = 2) {
  const results = [
    { question: 'wanted-services', option: 'health-care', answers },
    { question: 'wanted-services', option: 'school' },
  ];
  const data = { ...surveyCounted.example, id: newId('survey'), campaignId, results, ...change };
  const contract = data.status === 'closed' ? surveyClosed : surveyCounted;
  await the.streams.publish(contract, { subject: data.id, version, data });
  await eventually(async () =>
    expect((await the.service.app.get(Surveys).known([data.id])).get(data.id)).toEqual(data),
  );
  return data;
}

const reconciled = async () => {
  for (const { app } of the.replicas) await runAnew(app.get(SurveyKeeper));
};
const casesOf = async (campaign: string) =>
  (await the.call('GET', `/v1/cases?campaign=${campaign}&origin=survey`, { token })).body.items as CaseData[];

describe('what many have answered in a survey', () => {
  it('opens a case where the campaign makes something of it, once, however often and on however many replicas it is counted', async () => {
    const other = await the.replica();
    const campaign = await campaignPublished(the);
    await say(campaign, [wish(), wish('school')]);
    const survey = await counted(campaign, 25);
    await Promise.all(the.replicas.map(({ app }) => app.get(SurveyKeeper).wake()));
    await counted(campaign, 30, survey, 3);
    await reconciled();

    expect(await casesOf(campaign)).toMatchObject([
      { origin: 'survey', originId: survey.id, municipality: '2081', county: '20', members: [] },
    ]);
    await the.stop(other);
  });

  it('opens none where the campaign has said nothing, or fewer have answered', async () => {
    const [silent, modest] = [await campaignPublished(the), await campaignPublished(the)];
    await say(modest, [wish('health-care', 26)]);
    await counted(silent, 1_000);
    await counted(modest, 25);
    await reconciled();
    expect([await casesOf(silent), await casesOf(modest)]).toEqual([[], []]);
  });

  it('opens one that was counted before the campaign said so, and when the survey is over', async () => {
    const campaign = await campaignPublished(the);
    await counted(campaign, 25, { status: 'closed', closedAt: '2024-09-12T22:00:00.000Z' });
    await reconciled();
    expect(await casesOf(campaign)).toEqual([]);
    await say(campaign, [wish()]);
    await eventually(async () => expect(await casesOf(campaign)).toHaveLength(1));
  });

  it('opens one for a municipality that two surveys ask, and none that stays closed opens again', async () => {
    const campaign = await campaignPublished(the);
    await say(campaign, [wish()]);
    await counted(campaign, 25);
    await counted(campaign, 40);
    await counted(campaign, 30, { municipality: '2080' });
    await reconciled();
    const cases = await casesOf(campaign);
    expect(cases.map(({ municipality }) => municipality).sort()).toEqual(['2080', '2081']);

    await the.call('POST', `/v1/cases/${cases[0]!.id}/closure`, { token, body: { reason: 'no-longer-needed' } });
    await reconciled();
    const after = await casesOf(campaign);
    expect(after.map(({ id }) => id).sort()).toEqual(cases.map(({ id }) => id).sort());
    expect(after.filter(({ status }) => status === 'closed').map(({ id }) => id)).toEqual([cases[0]!.id]);
  });

  it('opens none for a survey that asks in no municipality, or for no campaign, or for one that is over', async () => {
    const campaign = await campaignPublished(the);
    await say(campaign, [wish()]);
    const { municipality: _, county: __, campaignId: ___, ...nowhere } = surveyCounted.example;
    for (const where of [{ campaignId: campaign }, {}]) {
      const data = { ...nowhere, ...where, id: newId('survey') };
      await the.streams.publish(surveyCounted, { subject: data.id, version: 2, data });
    }
    const over = await campaignPublished(the);
    await say(over, [wish()]);
    const closed = { id: over, status: 'closed', closedAt: '2024-12-20T11:00:00.000Z' } as const;
    await the.streams.publish(campaignClosed, {
      subject: over,
      version: 2,
      data: { ...campaignClosed.example, ...closed },
    });
    await eventually(async () => expect((await say(over, [])).body.code).toBe('campaign-closed'));
    await counted(over, 25);
    await reconciled();
    expect([await casesOf(campaign), await casesOf(over)]).toEqual([[], []]);
  });

  it('is made something of by the secretariat alone, with needs that are some', async () => {
    const campaign = await campaignPublished(the);
    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    const path = `/v1/campaigns/${campaign}/survey-policy`;
    expect((await the.call('GET', path, { token: coordinator })).body).toEqual({ wishes: [] });
    expect((await say(campaign, [wish()], coordinator)).status).toBe(403);
    expect((await the.call('GET', path)).status).toBe(401);

    expect((await say('nowhere', [])).body).toMatchObject({ status: 404, code: 'unknown-campaign' });
    expect((await say(campaign, [wish(), wish()])).body).toMatchObject({
      status: 422,
      errors: [{ code: 'wish-repeated', pointer: '/wishes/1/option' }],
    });
    expect((await say(campaign, [{ ...wish(), need: { demands: [] } }])).body).toMatchObject({
      errors: [{ code: 'need-without-capability', pointer: '/wishes/0/need/demands' }],
    });
    expect((await say(campaign, [wish('health-care', 4)])).body.code).toBe('invalid-input');
    const said = await say(campaign, [wish()]);
    expect(said).toMatchObject({ status: 200, body: { wishes: [{ atLeast: 20, need: { withinKm: 0 } }] } });
    expect((await the.call('GET', path, { token })).body).toEqual(said.body);
  });
});
