import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventOf, organisationAmended, registrationAmended } from '@kraftsamling/contracts';
import type { CaseData, OrganisationData } from '@kraftsamling/contracts';
import { Database, LinkSigner } from '@kraftsamling/service';
import { testEnvironment } from '@kraftsamling/service/testing';
import { callerOf, eventually, ready, sourceProcess } from '@kraftsamling/testing';
import { linkSettings, linkToken } from './links.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { Registrations } from '../src/registration/registration.replica.ts';
import { aRegistration, asked, campaignPublished, offer, organisationPublished } from './samples.ts';

let the: Running;
let campaign: string;

beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  campaign = await campaignPublished(the);
});
beforeEach(() => setClock('2024-10-01T08:00:00Z'));
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => the[Symbol.asyncDispose]());

interface Asked {
  readonly organisation: OrganisationData;
  readonly caseId: string;
  readonly token: string;
}

/** A case in which an organisation has been asked, and others after it if it does not want to. */
async function someoneAsked(
  change: Partial<OrganisationData> = {},
  ...others: readonly OrganisationData[]
): Promise<Asked> {
  const organisation = await organisationPublished(the, change);
  const caseId = (await asked(the, campaign, [organisation, ...others])).split('/').at(-1) ?? '';
  return { organisation, caseId, token: await linkToken(organisation.id, caseId, '1') };
}

/** As registrations publishes it when its first contact is another one. */
const amended = (organisation: OrganisationData, linksSince: string) =>
  eventOf(organisationAmended, {
    id: randomUUID(),
    subject: organisation.id,
    version: 2,
    time: new Date(),
    data: { ...organisation, linksSince },
  });

const address = (token: string, lang = 'sv') => `/invitation?token=${token}&lang=${lang}`;
const open = async (path: string, init: RequestInit = {}, url = the.service.url) => {
  const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const send = (form: string, fields: Readonly<Record<string, string>>, url?: string) =>
  open(`/invitation/${form}`, { method: 'POST', body: new URLSearchParams({ lang: 'sv', ...fields }) }, url);
const caseOf = async (id: string) =>
  (await the.call('GET', `/v1/cases/${id}`, { token: the.secretariat })).body as CaseData & { openSeats: number[] };
const heading = (text: string) => /<h1>([^<]*)<\/h1>/.exec(text)?.[1]?.trim();

describe('GET /invitation', () => {
  it('shows what is needed, what one is asked to bring, the others by name and until when, in the language of the reader', async () => {
    const { organisation, token } = await someoneAsked();
    const swedish = await open(`/invitation?token=${token}`, { headers: { 'accept-language': 'sv-SE,en;q=0.5' } });
    expect(swedish.status).toBe(200);
    expect(swedish.text).toContain('<html lang="sv">');
    for (const part of [
      'Vill ni vara med i Borlänge?',
      'digitala coacher: 2',
      'tisdag 8 oktober 2024 kl. 10:00',
      'Ja, vi är med',
    ])
      expect(swedish.text).toContain(part);
    expect(swedish.text).not.toContain(organisation.name);

    const english = await open(`/invitation?token=${token}`, { headers: { 'accept-language': 'en-GB' } });
    expect(english.text).toContain('Yes, we are in');
    expect((await open(address(token, 'en'), { headers: { 'accept-language': 'sv' } })).text).toContain(
      '<html lang="en">',
    );
  });

  it('is kept by nobody, runs no script, and sends its address to nobody', async () => {
    const { token } = await someoneAsked();
    const { headers, text } = await open(address(token));
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      vary: 'Accept-Language',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(text).not.toMatch(/<script|\son\w+=|style=|https?:/);
    expect((await open('/invitation/assets/invitation.css')).headers.get('content-type')).toContain('text/css');
  });

  it('changes nothing, however often mail servers open the link and all that is in the page', async () => {
    const { caseId, token } = await someoneAsked();
    const before = await the.call('GET', `/v1/cases/${caseId}`, { token: the.secretariat });
    const { text } = await open(address(token));
    const links = [...text.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    expect(links).toEqual(expect.arrayContaining(['/invitation/acceptance', '/invitation/decline']));
    for (const link of [address(token), ...links.filter((each) => each.startsWith('/'))])
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        expect((await open(`${link}${link.includes('?') ? '' : `?token=${token}`}`, { method })).status).toBeLessThan(
          500,
        );
    expect((await the.call('GET', `/v1/cases/${caseId}`, { token: the.secretariat })).headers.get('etag')).toBe(
      before.headers.get('etag'),
    );
  });

  it('names those who take part, counts those whose name is a person’s, and lets no name be markup', async () => {
    const owner = await organisationPublished(the, { name: '<script>alert(1)</script> & co' });
    const trader = await organisationPublished(the);
    const organisation = await organisationPublished(the);
    const body = {
      campaignId: campaign,
      ownerId: owner.id,
      municipality: '2081',
      need: { demands: [{ capability: 'coaches', amount: 2 }] },
    };
    const { id } = (await the.call('POST', '/v1/cases', { token: the.secretariat, body })).body as CaseData;
    const brings = [{ capability: 'coaches', amount: 1 }];
    const members = [organisation, trader].map((each) => ({ organisationId: each.id, brings }));
    await the.call('POST', `/v1/cases/${id}/inventory`, { token: the.secretariat, body: { members } });
    await the.call('POST', `/v1/cases/${id}/contact`, { token: the.secretariat, body: { proposal: 0 } });
    const { name: _, ...nameless } = trader;
    await organisationPublished(the, { ...nameless, name: undefined as never }, 2);

    const { text } = await open(address(await linkToken(organisation.id, id, '1')));
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; co');
    expect(text).toContain('En organisation vars namn inte är offentligt');
    expect(text).not.toContain('<script');
  });
});

describe('a link that is none', () => {
  const stranger = new LinkSigner(generateKeyPairSync('ed25519').privateKey);

  it('is answered with a page, in the language of the reader, whatever is wrong with it', async () => {
    const { organisation, caseId, token } = await someoneAsked();
    const other = await organisationPublished(the);
    const wrong = [
      '',
      'nothing',
      `${token}x`,
      await linkToken(organisation.id, caseId, '1', { by: stranger }),
      await linkToken(organisation.id, caseId, '1', { purpose: 'matchmaking.membership' }),
      await linkToken(organisation.id, caseId, '7'),
      await linkToken(organisation.id, 'no-such-case', '1'),
      await linkToken(organisation.id, caseId),
      await linkToken(other.id, caseId, '1'),
      await the.key.token('organisation', { organisation: organisation.id }),
    ];
    for (const each of wrong) {
      const page = await open(address(each));
      expect([page.status, heading(page.text)]).toEqual([404, 'Länken leder ingenstans']);
      const posted = await send('acceptance', { token: each === '' ? 'x' : each });
      expect([posted.status, heading(posted.text)]).toEqual([404, 'Länken leder ingenstans']);
    }
    const english = await open('/invitation', { headers: { 'accept-language': 'en' } });
    expect([english.status, heading(english.text)]).toEqual([404, 'The link leads nowhere']);
    for (const query of ['?token=a&token=b', '?token=a&other=1', `?token=${'x'.repeat(4_000)}`])
      expect((await open(`/invitation${query}`)).status).toBe(404);
    expect((await caseOf(caseId)).status).toBe('contacting');
  });

  it('says that it is too old when it is', async () => {
    const { organisation, caseId } = await someoneAsked();
    const old = await linkToken(organisation.id, caseId, '1', { expiresAt: new Date('2024-09-30T00:00:00Z') });
    const page = await open(address(old));
    expect([page.status, heading(page.text)]).toEqual([410, 'Länken är för gammal']);
  });

  it('says that it is too old when it went to somebody who is the contact no longer', async () => {
    const { organisation, caseId, token } = await someoneAsked();
    const moved = (since: string) => the.service.app.get(Organisations).apply(amended(organisation, since));
    const sentSince = (since: string) => linkToken(organisation.id, caseId, '1', { goesTo: { since } });
    const [before, after] = ['2024-09-30T08:00:00.000Z', '2024-09-30T08:00:00.001Z'];
    expect((await open(address(token))).status).toBe(200);

    await moved(after);
    for (const old of [token, await sentSince(before)]) {
      const page = await open(address(old));
      expect([page.status, heading(page.text)]).toEqual([410, 'Länken är för gammal']);
      expect((await send('acceptance', { token: old })).status).toBe(410);
    }
    expect((await open(address(await sentSince(after)))).status).toBe(200);
    // What is known here may be older than the link.
    expect((await open(address(await sentSince('2024-10-01T08:00:00.000Z')))).status).toBe(200);
  });

  it('is no older for it when it went to the contact of a registration, which is the same', async () => {
    const { organisation, caseId } = await someoneAsked();
    const registration = aRegistration({ organisationId: organisation.id, needs: [] });
    const sent = (since?: string) =>
      linkToken(organisation.id, caseId, '1', {
        goesTo: { registration: registration.id, ...(since !== undefined && { since }) },
      });
    await the.service.app.get(Organisations).apply(amended(organisation, '2024-09-30T08:00:00.000Z'));
    expect((await open(address(await sent()))).status).toBe(200);

    const linksSince = '2024-09-30T09:00:00.000Z';
    await the.service.app.get(Registrations).apply(
      eventOf(registrationAmended, {
        id: randomUUID(),
        subject: registration.id,
        version: 2,
        time: new Date(),
        data: { ...registration, linksSince },
      }),
    );
    expect((await open(address(await sent()))).status).toBe(410);
    expect((await open(address(await sent(linksSince)))).status).toBe(200);
  });

  it('opens nothing but this page', async () => {
    const { caseId, token } = await someoneAsked();
    expect(await the.call('GET', `/v1/cases/${caseId}`, { token })).toMatchObject({ status: 401 });
  });
});

describe('answering by the link', () => {
  it('accepts, reserves what was promised, and is noted as having come by the link', async () => {
    const { organisation, caseId, token } = await someoneAsked();
    const answer = await send('acceptance', { token });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, address(token)]);
    expect(await caseOf(caseId)).toMatchObject({ status: 'matched', members: [organisation.id] });
    expect(heading((await open(address(token))).text)).toBe('Ni är med, och alla har tackat ja');

    const entries = the.service.app.get(Database).connection.collection('audit');
    expect(await entries.findOne({ id: caseId, did: 'accepted' })).toMatchObject({
      who: 'invitation-link',
      role: 'organisation',
    });
    // Twice changes nothing.
    expect((await send('acceptance', { token })).status).toBe(303);
  });

  it('declines with a reason, and the next who can is invited at once', async () => {
    const next = await organisationPublished(the);
    const { caseId, token } = await someoneAsked({}, next);
    const silent = await send('decline', { token });
    expect([silent.status, heading(silent.text)]).toEqual([422, 'Något fattas i svaret']);
    expect(silent.text).toContain(address(token).replaceAll('&', '&amp;'));

    expect((await send('decline', { token, reason: 'no-staff' })).status).toBe(303);
    expect((await caseOf(caseId)).invitations).toMatchObject([
      { status: 'declined', declineReason: 'no-staff' },
      { organisationId: next.id, status: 'invited' },
    ]);
    const { text } = await open(address(token));
    expect(heading(text)).toBe('Ni har tackat nej');
    expect(text).not.toContain(next.name);
  });

  it('leaves again, and says what one can do then', async () => {
    const { caseId, token } = await someoneAsked();
    await send('acceptance', { token });
    expect((await send('departure', { token })).status).toBe(422);
    expect((await send('departure', { token, sure: 'yes' })).status).toBe(303);
    expect(await caseOf(caseId)).toMatchObject({ status: 'contacting', members: [], openSeats: [0] });
    const { text } = await open(address(token));
    expect(heading(text)).toBe('Ni är inte längre med');
    expect(text).toContain('Svara på mejlet');
  });

  it('is refused on a page that says why, when it is too late or too much', async () => {
    const { token } = await someoneAsked();
    const small = await someoneAsked({ offers: [offer('coaches', 2)] });
    const again = (await asked(the, campaign, [small.organisation])).split('/').at(-1) ?? '';
    await send('acceptance', { token: small.token });
    const over = await send('acceptance', { token: await linkToken(small.organisation.id, again, '1') });
    expect([over.status, heading(over.text)]).toEqual([409, 'Det räcker inte till']);

    setClock('2024-10-08T08:00:00Z');
    const late = await send('acceptance', { token });
    expect([late.status, heading(late.text)]).toEqual([409, 'Inbjudan har gått ut']);
    expect(heading((await open(address(token))).text)).toBe('Inbjudan har gått ut');
  });

  it('takes only forms, and only whole ones', async () => {
    const { caseId, token } = await someoneAsked();
    const json = await open('/invitation/acceptance', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, lang: 'sv' }),
    });
    expect(json.status).toBe(415);
    for (const fields of [{}, { token, other: '1' }, { token, lang: 'fi' }])
      expect((await send('acceptance', fields)).status).toBe(422);
    expect((await send('decline', { token, reason: 'they are rude' })).status).toBe(422);
    expect((await caseOf(caseId)).status).toBe('contacting');
  });
});

describe('an invitation that has ended', () => {
  it('explains itself: expired, invited again, superseded, closed', async () => {
    const { organisation, caseId, token } = await someoneAsked();
    setClock('2024-10-09T08:00:00Z');
    await eventually(async () => expect((await caseOf(caseId)).invitations[0]?.status).toBe('expired'));
    expect((await open(address(token))).text).toContain('Vill ni vara med ändå');

    const body = { seat: 0, organisationId: organisation.id };
    await the.call('POST', `/v1/cases/${caseId}/invitations`, { token: the.secretariat, body });
    const { text } = await open(address(token));
    expect(heading(text)).toBe('Inbjudan har gått ut');
    expect(text).toContain('Ni blev inbjudna igen onsdag 9 oktober 2024');
    expect(text).not.toContain('/invitation/acceptance');
    const refused = await send('acceptance', { token });
    expect([refused.status, (await caseOf(caseId)).members]).toEqual([409, []]);

    const newer = await linkToken(organisation.id, caseId, '2');
    expect(heading((await open(address(newer))).text)).toBe('Vill ni vara med i Borlänge?');
    const other = await organisationPublished(the);
    const instead = { body: { seat: 0, organisationId: other.id }, token: the.secretariat };
    await the.call('POST', `/v1/cases/${caseId}/invitations`, instead);
    expect(heading((await open(address(newer))).text)).toBe('Inbjudan gäller inte längre');

    const closure = { body: { reason: 'no-longer-needed' }, token: the.secretariat };
    await the.call('POST', `/v1/cases/${caseId}/closure`, closure);
    const page = await open(address(newer));
    expect(page.text).toContain('Det hela är avslutat, och ingen söks längre.');
    expect(page.text).not.toContain(other.name);
  });

  it('does not answer for the member that its organisation has become by a later one', async () => {
    const { organisation, caseId, token } = await someoneAsked();
    await send('decline', { token, reason: 'no-time' });
    const body = { seat: 0, organisationId: organisation.id };
    await the.call('POST', `/v1/cases/${caseId}/invitations`, { token: the.secretariat, body });
    const newer = await linkToken(organisation.id, caseId, '2');
    await send('acceptance', { token: newer });
    await propose(caseId);
    expect((await send('meeting-answers', { token, times: '1' })).status).toBe(404);
    expect((await send('meeting-answers', { token: newer, times: '1' })).status).toBe(303);
    expect((await caseOf(caseId)).meeting?.answeredBy).toEqual([organisation.id]);
  });
});

const propose = (caseId: string) =>
  the.call('POST', `/v1/cases/${caseId}/meeting`, {
    token: the.secretariat,
    body: {
      times: [3, 4, 7].map((day) => ({
        start: `2024-10-0${day}T09:00:00+02:00`,
        end: `2024-10-0${day}T10:00:00+02:00`,
      })),
    },
  });

describe('the meeting and the follow-up', () => {
  it('are answered by the link, by the owner of the need too', async () => {
    const owner = await organisationPublished(the);
    const member = await organisationPublished(the);
    const need = { demands: [{ capability: 'coaches', amount: 2 }] };
    const body = { campaignId: campaign, ownerId: owner.id, municipality: '2081', need };
    const { id } = (await the.call('POST', '/v1/cases', { token: the.secretariat, body })).body as CaseData;
    const members = [{ organisationId: member.id, brings: need.demands }];
    await the.call('POST', `/v1/cases/${id}/inventory`, { token: the.secretariat, body: { members } });
    await the.call('POST', `/v1/cases/${id}/contact`, { token: the.secretariat, body: { proposal: 0 } });
    const [own, ownersToken] = [await linkToken(member.id, id, '1'), await linkToken(owner.id, id)];
    expect((await send('acceptance', { token: ownersToken })).status).toBe(404);
    await send('acceptance', { token: own });
    await propose(id);

    const twoTimes = new URLSearchParams([['token', own], ['lang', 'sv'], ['times', '1'], ['times', '3']]); // prettier-ignore
    expect((await open('/invitation/meeting-answers', { method: 'POST', body: twoTimes })).status).toBe(303);
    expect((await send('meeting-answers', { token: ownersToken })).status).toBe(303);
    expect((await caseOf(id)).meeting).toMatchObject({
      answeredBy: [member.id, owner.id].sort(),
      times: [{ suits: [member.id] }, { suits: [] }, { suits: [member.id] }],
    });
    expect((await send('meeting-answers', { token: own, times: '9' })).status).toBe(422);

    await the.call('POST', `/v1/cases/${id}/meeting/choice`, { token: the.secretariat, body: { time: '3' } });
    expect((await open(address(ownersToken))).text).toContain('måndag 7 oktober 2024 09:00–10:00');
    await the.call('POST', `/v1/cases/${id}/collaboration`, { token: the.secretariat });
    const answers = { outcome: 'partly', wouldDoItAgain: 'yes', lessons: ' Fler affischer.\r\nTidigare. ' };
    setClock('2024-10-16T08:00:00Z');
    await eventually(async () => expect((await open(address(own))).text).toContain('Hur gick det?'));
    expect((await send('follow-up-answers', { token: own, ...answers })).status).toBe(303);
    const { text } = await open(address(own));
    expect(text).toContain('Fler affischer.\nTidigare.</textarea');
    expect((await open(address(ownersToken))).text).not.toContain('affischer');
    expect(
      (await send('follow-up-answers', { token: ownersToken, outcome: 'succeeded', wouldDoItAgain: 'no' })).status,
    ).toBe(303);
    expect(await caseOf(id)).toMatchObject({ status: 'followed-up', followUp: { outcome: 'partly' } });
    expect(heading((await open(address(own))).text)).toBe('Tack för att ni var med');
  });
});

describe('the token', () => {
  it('stands in no log, in no metric and in nothing that the service says of a problem', async () => {
    const { caseId, organisation, token } = await someoneAsked();
    const env = {
      ...process.env,
      ...testEnvironment('matchmaking', the.isolation, the.key),
      ...linkSettings,
      LOG_LEVEL: 'trace',
    };
    const child = sourceProcess(join(import.meta.dirname, 'replica.main.ts'), env);
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += String(text)));
    await eventually(() => expect(printed).toMatch(/^http:\S+$/m));
    const url = /^http:\S+$/m.exec(printed)?.[0] ?? '';
    await ready(callerOf(url));

    const forged = await linkToken(organisation.id, caseId, '9');
    expect((await open(address(token), {}, url)).status).toBe(200);
    for (const each of [token, forged]) {
      const unknown = [
        `/invitation/x?token=${each}`,
        `/invitation/acceptance?token=${each}`,
        `/v1/cases?token=${each}`,
      ];
      for (const path of unknown) expect((await open(path, {}, url)).text).not.toContain(each);
      await send('decline', { token: each }, url);
      await send('departure', { token: each, sure: 'yes' }, url);
      await open(`/invitation?token=${each}`, { headers: { traceparent: 'not one' } }, url);
    }
    await eventually(() => expect(printed).toContain('"route":"/invitation/departure"'));
    const metrics = (await open('/metrics', {}, url)).text;
    expect(metrics).toContain('route="/invitation"');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;

    for (const each of [token, forged])
      for (const part of [each, each.split('.')[1] ?? '', each.split('.')[2] ?? '']) {
        expect(printed).not.toContain(part);
        expect(metrics).not.toContain(part);
      }
    expect(printed).toContain('"route":"/invitation"');
  });
});
