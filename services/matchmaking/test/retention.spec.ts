import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { CaseData } from '@kraftsamling/contracts';
import { runAnew } from '@kraftsamling/service/testing';
import { eventually } from '@kraftsamling/testing';
import { CaseRetention } from '../src/case/case-retention.service.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { asked, campaignPublished, organisationPublished } from './samples.ts';

let the: Running;
beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url, { TEXTS_KEPT_DAYS: '30' });
});
beforeEach(() => setClock('2024-10-01T08:00:00Z'));
afterAll(async () => the[Symbol.asyncDispose]());

const forget = async () => Promise.all(the.replicas.map(({ app }) => runAnew(app.get(CaseRetention))));

/** A case in which one has declined and the other has written what it has learnt. */
async function followedUp(): Promise<string> {
  const token = the.secretariat;
  const [student, teacher] = [await organisationPublished(the), await organisationPublished(the)];
  const [declining, accepting] = await Promise.all(
    [student, teacher].map(({ id }) => the.key.token('organisation', { organisation: id })),
  );
  const address = await asked(the, await campaignPublished(the), [student, teacher]);
  const post = async (path: string, as: string, body?: object) =>
    expect(await the.call('POST', `${address}${path}`, { token: as, body })).toMatchObject({ status: 200 });
  await post('/invitations/1/decline', declining!, { reason: 'no-staff' });
  await post('/invitations/2/acceptance', accepting!);
  await post('/collaboration', token);
  const answer = { outcome: 'partly', wouldDoItAgain: true, lessons: 'Fler affischer.' };
  await post('/follow-up/answers', accepting!, answer);
  return address;
}

it('what members have written is forgotten thirty days after the end, once, and never leaves the service', async () => {
  const other = await the.replica();
  const address = await followedUp();
  const seen = async () => (await the.call('GET', address, { token: the.secretariat })).body as CaseData;
  const before = await seen();
  expect(before).toMatchObject({
    status: 'followed-up',
    invitations: [{ declineReason: 'no-staff' }, {}],
    followUp: { answers: [{ lessons: 'Fler affischer.' }] },
  });

  setClock('2024-10-31T07:59:59Z');
  await forget();
  expect(await seen()).toEqual(before);

  setClock('2024-10-31T08:00:00Z');
  await forget();
  const after = await seen();
  expect(JSON.stringify(after)).not.toMatch(/no-staff|affischer/);
  expect(after).toMatchObject({
    status: 'followed-up',
    invitations: [{ status: 'declined' }, { status: 'accepted' }],
    followUp: { outcome: 'partly', answers: [{ outcome: 'partly', wouldDoItAgain: true }] },
  });

  const { headers } = await the.call('GET', address, { token: the.secretariat });
  await forget();
  expect((await the.call('GET', address, { token: the.secretariat })).headers.get('etag')).toBe(headers.get('etag'));

  await eventually(async () => {
    const events = await the.streams.events();
    expect(events.map(({ type }) => type)).toContain('matchmaking.case.followed-up.v1');
    expect(JSON.stringify(events)).not.toMatch(/no-staff|affischer/);
  });
  expect(String((await the.call('GET', '/metrics')).body)).toMatch(/^case_texts_forgotten_total [1-9]/m);
  await the.stop(other);
});
