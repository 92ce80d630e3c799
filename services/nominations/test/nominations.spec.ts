import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nominationSubmitted } from '@kraftsamling/contracts';
import { runAnew } from '@kraftsamling/service/testing';
import { callerOf, eventually } from '@kraftsamling/testing';
import type { NominationDto } from '../src/nomination/nomination.dto.ts';
import { Nominations } from '../src/nomination/nomination.store.ts';
import { NominationGatherer } from '../src/nomination/nomination-gatherer.service.ts';
import { NominatorRetention } from '../src/nomination/nominator-retention.service.ts';
import { Records } from '../src/record/records.store.ts';
import { withhold } from '../src/record/seal.ts';
import { plan } from './award-samples.ts';
import { linkIn, submissionTo } from './nomination-samples.ts';
import { verified } from './record-verifiers.ts';
import { running, setClock, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear, playedToDecision } from './year.ts';

let the: Running;
let token: string;
beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

const inTime = '2021-04-29T23:59:59+02:00';
const aSecondLater = '2021-04-30T00:00:00+02:00';

const nominate = (award: string, change: object = {}, options: { token?: string } = {}) =>
  the.call('POST', '/v1/nominations', { ...options, body: submissionTo(award, change) });
const read = async (id: string) => (await the.call('GET', `/v1/nominations/${id}`, { token })).body as NominationDto;
const candidaciesOf = async (award: string) =>
  (await the.call('GET', `/v1/candidacies?award=${award}&limit=100`)).body.items as Record<string, unknown>[];
const recordOf = (award: string) => the.service.app.get(Records).of(award);
const mailTo = (address: string) =>
  eventually(() => {
    const found = the.mailServer.messages.filter(({ to }) => to.includes(address));
    expect(found).not.toHaveLength(0);
    return found;
  });
const newAddress = () => `${randomUUID().slice(0, 8)}@example.org`;

/** Nominates, and answers with the link in the mail. */
async function nominated(award: string, change: object = {}, language = 'sv') {
  const email = newAddress();
  const nominator = { name: 'Eva Exempel', email, language };
  const answer = await nominate(award, { nominator, ...change });
  expect(answer).toMatchObject({ status: 201, body: { status: 'submitted' } });
  const [mail] = await mailTo(email);
  expect(mail!.headers['reply-to']).toBe(plan.replyTo);
  return { id: answer.body.id as string, email, mail: mail!, link: linkIn(mail!.text) };
}

const confirm = ({ path, token: secret }: ReturnType<typeof linkIn>) =>
  fetch(`${the.service.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams({ token: secret, lang: 'sv' }),
    redirect: 'manual',
  });

describe('POST /v1/nominations', () => {
  it('takes 23:59:59 in Stockholm, and refuses a second later', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    expect(await nominate(award)).toMatchObject({ status: 201, body: { status: 'submitted' } });
    setClock(aSecondLater);
    expect(await nominate(award)).toMatchObject({ status: 409, body: { code: 'deadline-passed' } });
  });

  it('answers with nothing by which it could be confirmed', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const { body } = await nominate(award);
    expect(Object.keys(body as object).sort()).toEqual(['id', 'status']);
  });

  it('refuses what is wrong, field by field', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const answers = plan.questions.map(({ id }) => ({ question: id, text: 'x'.repeat(100_001) }));
    expect(await nominate(award, { answers })).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    const halves = plan.questions.map(({ id }) => ({ question: id, text: '\ud800' }));
    expect(await nominate(award, { answers: halves })).toMatchObject({
      status: 422,
      body: { code: 'invalid-input', errors: [{ pointer: '/answers/0/text', code: 'forbidden-character' }] },
    });
    expect(await nominate(award, { municipalities: [] })).toMatchObject({ status: 422 });
    expect(await nominate(award, { municipalities: ['2081', '2081'] })).toMatchObject({ status: 422 });
    expect(await nominate(award, { surprise: 1 })).toMatchObject({ status: 422 });
    expect(await nominate('no-such-award')).toMatchObject({ status: 404 });
  });

  it('takes three answers of a hundred thousand characters', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const answers = plan.questions.map(({ id }) => ({ question: id, text: 'å'.repeat(100_000) }));
    const { status, body } = await nominate(award, { answers });
    expect(status).toBe(201);
    expect((await read(body.id as string)).answers).toEqual(answers);
  });

  it('sent again with the same key is one nomination', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const headers = { 'idempotency-key': randomUUID() };
    const body = submissionTo(award, {});
    const [first, second] = [
      await the.call('POST', '/v1/nominations', { body, headers }),
      await the.call('POST', '/v1/nominations', { body, headers }),
    ];
    expect(second.body).toEqual(first.body);
    expect((await the.call('GET', `/v1/nominations?award=${award}`, { token })).body.page.total).toBe(1);
  });

  it('says who has nominated to the secretariat alone, and in no event', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const { id, email } = await nominated(award);
    expect((await read(id)).nominator).toEqual({ name: 'Eva Exempel', email, language: 'sv' });
    expect(await the.call('GET', `/v1/nominations/${id}`)).toMatchObject({ status: 401 });
    const juror = await the.key.token('juror', { award });
    expect(await the.call('GET', `/v1/nominations/${id}`, { token: juror })).toMatchObject({ status: 403 });
    const events = await the.streams.events();
    expect(events.map(({ subject }) => subject)).toContain(id);
    expect(JSON.stringify(events)).not.toContain(email);
    expect(JSON.stringify(events)).not.toContain('Exempel');
  });
});

describe('a municipality that enters itself', () => {
  it('is confirmed at once, gathered, and told so nowhere else', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const own = await the.key.token('municipality', { municipality: '2081' });
    const { status, body } = await nominate(award, { municipalities: ['2081'] }, { token: own });
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    await eventually(async () =>
      expect(await candidaciesOf(award)).toMatchObject([{ municipalities: ['2081'], byMunicipality: true }]),
    );
  });

  it('cannot enter others without itself', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const own = await the.key.token('municipality', { municipality: '2081' });
    expect(await nominate(award, { municipalities: ['2082'] }, { token: own })).toMatchObject({
      status: 403,
      body: { code: 'not-yours' },
    });
  });
});

describe('the link that confirms', () => {
  it('comes by mail in the language of the nominator, says until when, and leads to a page', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const { mail, link } = await nominated(award, {}, 'en');
    expect(mail.subject).toBe('Confirm your nomination: Digital Municipality of the Year 2021');
    expect(mail.text).toContain('Borlänge');
    expect(mail.text).toContain('Sunday, 2 May 2021 at 23:59');
    expect(link.lang).toBe('en');
  });

  it('is not owed to an event that says what has not happened', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    const { id } = await nominated(award);
    const { data } = (await the.streams.events()).find(({ subject }) => subject === id)!;
    const forged = randomUUID();
    await the.streams.publish(nominationSubmitted, {
      subject: forged,
      version: 1,
      data: { ...data, id: forged } as never,
    });

    // What comes after it has been sent: so has it been handled.
    await nominated(award);
    await eventually(async () =>
      expect((await the.call('GET', '/metrics')).body).toMatch(
        /consumer_lag_events\{handler="mail-confirmation-link"\} 0/,
      ),
    );
    const { body } = await the.call('GET', '/v1/mails?limit=100', { token });
    expect(JSON.stringify(body)).toContain(id);
    expect(JSON.stringify(body)).not.toContain(forged);
  });

  it('opened by a mail scanner, however often, confirms nothing; used, it does, and twice changes nothing', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    const { id, link } = await nominated(award);
    for (const [method, status] of [
      ['GET', 200],
      ['HEAD', 405],
      ['GET', 200],
    ] as const)
      expect((await fetch(`${the.service.url}${link.path}?token=${link.token}`, { method })).status).toBe(status);
    expect((await read(id)).status).toBe('submitted');
    expect(await candidaciesOf(award)).toEqual([]);

    setClock('2021-05-01T12:00:00+02:00');
    expect((await confirm(link)).status).toBe(303);
    expect((await confirm(link)).status).toBe(303);
    await eventually(async () => expect((await read(id)).candidacyId).toEqual(expect.any(String)));
    expect((await confirm(link)).status).toBe(303);
    expect((await recordOf(award)).filter(({ kind }) => kind === 'nomination-confirmed')).toHaveLength(1);
  });

  it('used after its deadline confirms nothing, and the page says why', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    const { id, link } = await nominated(award);
    setClock('2021-05-03T00:00:00+02:00');
    const answer = await confirm(link);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Tiden för att bekräfta har gått ut');
    const page = await fetch(`${the.service.url}${link.path}?token=${link.token}&lang=en`);
    expect(await page.text()).toContain('The time to confirm has passed');
    expect((await read(id)).status).toBe('submitted');
  });

  it('with another token is the same page as for a nomination that there is not', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    const { link } = await nominated(award);
    const pages = await Promise.all(
      [`${link.path}?token=${link.token}x`, `/confirmation/${randomUUID()}?token=${link.token}`, link.path].map(
        async (path) => {
          const answer = await fetch(`${the.service.url}${path}`);
          return [answer.status, await answer.text()];
        },
      ),
    );
    expect(pages[0]?.[0]).toBe(404);
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[2]?.[0]).toBe(404);
    const posted = await confirm({ ...link, token: `${link.token}x` });
    expect(posted.status).toBe(404);
  });
});

describe('what has been confirmed', () => {
  it('gathers in one candidacy of exactly its municipalities, on record by salted hashes alone', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    const together = { municipalities: ['2082', '2081'] };
    const all = [await nominated(award), await nominated(award), await nominated(award, together)];
    for (const { link } of all) await confirm(link);
    await the.service.app.get(NominationGatherer).gatherAll(award);

    const candidacies = await candidaciesOf(award);
    expect(candidacies.map(({ municipalities }) => municipalities)).toEqual([['2081'], ['2081', '2082']]);
    const record = await recordOf(award);
    const confirmed = record.filter(({ kind }) => kind === 'nomination-confirmed');
    expect(confirmed.map(({ data }) => (data as { nomination: string }).nomination).sort()).toEqual(
      all.map(({ id }) => id).sort(),
    );
    expect(JSON.stringify(record)).not.toMatch(/Eva Exempel|@example.org|Svar på/);

    const nomination = (await the.service.app.get(Nominations).require(all[0]!.id)).state;
    const entry = confirmed.find(({ data }) => (data as { nomination: string }).nomination === all[0]!.id);
    const { person, salt } = nomination.nominator!;
    expect(entry?.data).toMatchObject({
      nominator: withhold(person, Buffer.from(salt, 'hex')),
      text: withhold(nomination.answers, Buffer.from(nomination.textSalt, 'hex')),
    });
  });

  it('is read by the jury without who wrote it', async () => {
    const { award, jurors } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    const { link, id } = await nominated(award);
    await confirm(link);
    await the.service.app.get(NominationGatherer).gatherAll(award);
    const [candidacy] = await candidaciesOf(award);
    const juror = jurors.get('juror-1')!.token;
    const { body } = await the.call('GET', `/v1/candidacies/${candidacy!['id'] as string}/texts`, { token: juror });
    expect(body.nominations).toEqual([
      { id, answers: { proud: 'Svar på proud', effect: 'Svar på effect', leap: 'Svar på leap' } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Eva Exempel|@example/);
  });

  it('is put on record once by two replicas that gather at once', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    const other = await the.replica();
    const store = the.service.app.get(Nominations);
    const codes = ['2081', '2082', '2080'];
    const ids = await Promise.all(
      Array.from({ length: 120 }, async (_, at) => {
        const own = await the.key.token('municipality', { municipality: codes[at % 3]! });
        const url = at % 2 === 0 ? the.service.url : other.url;
        const body = submissionTo(award, { municipalities: [codes[at % 3]] });
        return (await callerOf(url)('POST', '/v1/nominations', { token: own, body })).body.id as string;
      }),
    );
    const gatherers = [the.service, other].map(({ app }) => app.get(NominationGatherer));
    await Promise.all(gatherers.flatMap((each) => [each.gatherAll(award), each.gatherAll(award)]));

    const record = (await recordOf(award)).filter(({ kind }) => kind === 'nomination-confirmed');
    expect(record.map(({ data }) => (data as { nomination: string }).nomination).sort()).toEqual(ids.sort());
    const candidacies = await candidaciesOf(award);
    expect(candidacies).toHaveLength(3);
    expect((await store.textsOf(ids)).map(({ id }) => id)).toEqual(ids);
    await the.stop(other);
  });
});

describe('the official address of a municipality', () => {
  it('is told once that it has been nominated, not by whom, when there is one', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock('2021-04-12T12:00:00+02:00');
    const { link } = await nominated(award, { municipalities: ['2084'] });
    await confirm(link);
    await eventually(async () => {
      const { body } = await the.call('GET', `/v1/municipalities/without-address?award=${award}`, { token });
      expect(body.items).toMatchObject([{ municipality: '2084', name: 'Avesta' }]);
    });
    expect(await the.call('PUT', '/v1/municipalities/9999/address', { token, body: { email: 'x@y.example' } })).toMatchObject({ status: 404 }); // prettier-ignore

    const other = await the.replica();
    const email = newAddress();
    expect(await the.call('PUT', '/v1/municipalities/2084/address', { token, body: { email } })).toMatchObject({
      status: 200,
      body: { municipality: '2084', email },
    });
    const [mail] = await mailTo(email);
    expect(mail?.subject).toBe('Avesta är nominerad till Årets digitala kommun 2021');
    expect(mail?.text).toContain('onsdag 12 maj 2021 kl. 23:59');
    expect(mail?.text).not.toMatch(/Eva Exempel|Svar på/);
    await eventually(async () =>
      expect(await candidaciesOf(award)).toMatchObject([{ status: 'informed', municipalities: ['2084'] }]),
    );
    const { body } = await the.call('GET', `/v1/municipalities/without-address?award=${award}`, { token });
    expect(body.items).toEqual([]);
    expect((await recordOf(award)).filter(({ kind }) => kind === 'municipality-informed')).toHaveLength(1);
    await the.stop(other);
    expect(the.mailServer.messages.filter(({ to }) => to.includes(email))).toHaveLength(1);
  });

  it('is waited for by a joint entry until each of them has one', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock('2021-04-12T12:00:00+02:00');
    const { link } = await nominated(award, { municipalities: ['2083', '2061'] });
    await confirm(link);
    const [one, two] = [newAddress(), newAddress()];
    await the.call('PUT', '/v1/municipalities/2083/address', { token, body: { email: one } });
    await eventually(async () => {
      const { body } = await the.call('GET', `/v1/municipalities/without-address?award=${award}`, { token });
      expect(body.items).toMatchObject([{ municipality: '2061' }]);
    });
    expect(the.mailServer.messages.filter(({ to }) => to.includes(one))).toEqual([]);
    await the.call('PUT', '/v1/municipalities/2061/address', { token, body: { email: two } });
    expect((await mailTo(one))[0]?.text).toContain('tillsammans med Smedjebacken');
    expect((await mailTo(two))[0]?.text).toContain('together with Hedemora');
  });
});

describe('who has nominated', () => {
  it('is forgotten when nobody has confirmed it in time', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock(inTime);
    const [kept, gone] = [await nominated(award), await nominated(award)];
    await confirm(kept.link);
    setClock('2021-05-03T00:00:00+02:00');
    await runAnew(the.service.app.get(NominatorRetention));
    expect((await read(gone.id)).nominator).toBeUndefined();
    expect((await read(kept.id)).nominator).toMatchObject({ email: kept.email });
    const page = await fetch(`${the.service.url}${gone.link.path}?token=${gone.link.token}`);
    expect(page.status).toBe(200);
  });

  it('is forgotten as long after the announcement as the award says; what was written stays, and so does the record', async () => {
    const { year } = await playedToDecision(worldOf(the));
    await year.announced('announcement');
    const nominations = () => the.call('GET', `/v1/nominations?award=${year.award}`, { token });
    const [first] = (await nominations()).body.items as { id: string }[];
    const kept = async () => {
      const { body } = await the.call('GET', `/v1/awards/${year.award}/kept`, { token });
      return new Map((body.kept as { kind: string }[]).map((each) => [each.kind, each]));
    };
    const record = await year.record();

    setClock('2022-05-15T17:59:59.999Z');
    await runAnew(the.service.app.get(NominatorRetention));
    expect((await read(first!.id)).nominator).toMatchObject({ name: 'Kommunen' });
    expect((await kept()).get('nominators')).toMatchObject({ count: 4, until: '2022-05-15T18:00:00.000Z' });

    setClock('2022-05-15T18:00:00Z');
    await runAnew(the.service.app.get(NominatorRetention));
    expect(await read(first!.id)).not.toHaveProperty('nominator');
    expect((await read(first!.id)).answers).toHaveLength(3);
    expect((await kept()).get('nominators')).toMatchObject({ count: 0 });
    expect((await kept()).get('nominations')).toMatchObject({ count: 4 });
    expect((await kept()).get('assessments')).toMatchObject({ count: 3 });
    expect(await year.record()).toBe(record);
    for (const said of await verified(record)) expect(said).toContain(': whole');
  });
});
