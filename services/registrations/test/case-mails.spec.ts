import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  caseClosed,
  caseContactBegun,
  caseFollowUpDue,
  caseInvitationExpired,
  caseMatched,
  caseMeetingChosen,
  caseMeetingProposed,
  caseMemberAccepted,
  caseMemberDeclined,
  caseMemberReminded,
} from '@kraftsamling/contracts';
import type { CaseData, InvitationData } from '@kraftsamling/contracts';
import { Clock, LinkVerifier } from '@kraftsamling/service';
import { eventually, shuffled, twice } from '@kraftsamling/testing';
import ICAL from 'ical.js';
import { invitationKeys, running } from './running.ts';
import type { Running } from './running.ts';
import { announced, anOrganisation, contact, submitted } from './samples.ts';

let the: Running;
let token: string;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
beforeEach(async () => {
  campaign = await announced(the.call, token, { replyTo: 'digitalavecka@kommun.example' });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => the[Symbol.asyncDispose]());

const links = new LinkVerifier([invitationKeys.publicKey]);

interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly registration: { readonly id: string; readonly secret: string };
}

/** An organisation that takes part in the campaign and wants to be matched, with a contact of its own. */
async function member(language: 'sv' | 'en' = 'sv'): Promise<Member> {
  const profile = anOrganisation({ consentsToMatching: true });
  const email = `${crypto.randomUUID()}@förening.example`.replace('ö', 'o');
  const registration = await submitted(the.call, campaign, {
    organisation: profile,
    contact: { ...contact, email, language },
  });
  const address = `/v1/registrations/${registration.id}`;
  const { body } = await the.call('POST', `${address}/identification`, { token, body: {} });
  return { id: body.organisationId as string, name: profile.name, email, registration };
}

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();

const invited = (id: string, organisationId: string, change: Partial<InvitationData> = {}): InvitationData => ({
  id,
  organisationId,
  seat: Number(id) - 1,
  brings: [{ capability: 'coaches', amount: 2 }],
  status: 'invited',
  invitedAt: hours(-1),
  expiresAt: hours(24 * 7),
  ...change,
});
const accepted = { status: 'accepted', answeredAt: hours(-1) } as const;

function aCase(invitations: readonly InvitationData[], change: Partial<CaseData> = {}): CaseData {
  const { ownerId: _, originId: __, ...example } = caseContactBegun.example;
  const members = invitations.filter(({ status }) => status === 'accepted').map((each) => each.organisationId);
  return {
    ...example,
    id: crypto.randomUUID(),
    campaignId: campaign,
    origin: 'secretariat',
    members,
    invitations: [...invitations],
    ...change,
  };
}

const publish = (contract: Parameters<Running['streams']['publish']>[0], data: CaseData, version = 1) =>
  the.streams.publish(contract, { subject: data.id, version, data });

/** Beside what registering brings. */
const sentTo = ({ email }: Pick<Member, 'email'>) =>
  the.mailServer.messages.filter(({ to, subject }) => to.includes(email) && !/anmälan till|registering/.test(subject));

interface Listed {
  readonly id: string;
  readonly caseId?: string;
  readonly status: string;
  readonly attempts: number;
  readonly reason?: string;
  readonly dueAt?: string;
}

async function listed(caseId: string): Promise<Listed[]> {
  const page = async (n: number) =>
    (await the.call('GET', `/v1/mails?limit=100&page=${n}`, { token })).body as {
      items: Listed[];
      page: { total: number };
    };
  const first = await page(1);
  const others = Array.from({ length: Math.ceil(first.page.total / 100) - 1 }, (_, n) => page(n + 2));
  const pages = [first, ...(await Promise.all(others))];
  return pages.flatMap(({ items }) => items).filter((mail) => mail.caseId === caseId);
}

const tokenIn = (text: string) => /https:\/\/matchmaking\.example\/invitation\?token=(\S+)/.exec(text)?.[1] ?? '';

describe('whoever is invited in a case', () => {
  it('is written to in the language of its contact, with a link that speaks for it in this invitation alone', async () => {
    const swedish = await member();
    const english = await member('en');
    const data = aCase([invited('1', swedish.id), invited('2', english.id)]);
    await publish(caseContactBegun, data);

    await eventually(() => expect([sentTo(swedish), sentTo(english)].flat()).toHaveLength(2));
    const [letter] = sentTo(swedish);
    expect(letter?.subject).toBe('Vill ni vara med? Samarbete i Borlänge, Digitala dagar');
    expect(letter?.headers['message-id']).toBe(`<${data.id}.1.invitation@kraftsamling.example>`);
    expect(letter?.headers['reply-to']).toBe('digitalavecka@kommun.example');
    for (const part of ['Hej Eva Exempel!', 'digitala coacher: 2', english.name]) expect(letter?.text).toContain(part);
    expect(sentTo(english)[0]?.subject).toBe('Will you join us? Working together in Borlänge, Digital Days');

    expect(await links.open(tokenIn(letter?.text ?? ''), 'matchmaking.invitation', new Date())).toEqual({
      purpose: 'matchmaking.invitation',
      subject: swedish.id,
      about: { case: data.id, invitation: '1', registration: swedish.registration.id },
    });
    const mails = await eventually(async () => {
      const found = await listed(data.id);
      expect(found).toMatchObject([{ organisationId: swedish.id, status: 'sent' }, { organisationId: english.id }]);
      return found;
    });
    expect(JSON.stringify(mails)).not.toMatch(/example"|Eva/);
  });

  it('is not written to, and named to nobody, once it does not want to be matched any more', async () => {
    the.mailServer.refuse('temporarily');
    const [one, other] = [await member(), await member()];
    const data = aCase([invited('1', one.id), invited('2', other.id)]);
    await publish(caseContactBegun, data);
    await eventually(async () => expect(await listed(data.id)).toHaveLength(2));
    const { headers } = await the.call('GET', `/v1/organisations/${other.id}`, { token });
    const change = { body: { consentsToMatching: false }, headers: { 'if-match': headers.get('etag') ?? '' }, token };
    expect(await the.call('PATCH', `/v1/organisations/${other.id}`, change)).toMatchObject({ status: 200 });

    // A letter that is being handed over was written before: it is refused, and written anew.
    await eventually(async () =>
      expect(await listed(data.id)).toContainEqual(
        expect.objectContaining({ id: `${data.id}.2.invitation`, status: 'failed', reason: 'no-consent' }),
      ),
    );
    // So is the letter to the one that stays: the next attempt began after the change.
    const attempts = async () => (await listed(data.id))[0]!.attempts;
    const before = await attempts();
    await eventually(async () => expect(await attempts()).toBeGreaterThan(before));
    the.mailServer.accept();
    await eventually(() => expect(sentTo(one)).toHaveLength(1));
    expect(sentTo(one)[0]?.text).not.toContain(other.name);
    expect(sentTo(other)).toEqual([]);
  });

  it('is written to once more where its contact is another one, with a link that says since when', async () => {
    const one = await member();
    const data = aCase([invited('1', one.id)]);
    await publish(caseContactBegun, data);
    await eventually(async () => expect(await listed(data.id)).toMatchObject([{ status: 'sent' }]));

    const email = `${crypto.randomUUID()}@förening.example`.replace('ö', 'o');
    const address = `/v1/registrations/${one.registration.id}`;
    const { headers } = await the.call('GET', address, { token });
    const { body } = await the.call('PATCH', address, {
      token,
      body: { contact: { ...contact, email } },
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    await eventually(() => expect(sentTo({ email })).toHaveLength(1));
    const [letter] = sentTo({ email });
    expect(letter?.subject).toBe('Vill ni vara med? Samarbete i Borlänge, Digitala dagar');
    expect(await links.open(tokenIn(letter?.text ?? ''), 'matchmaking.invitation', new Date())).toMatchObject({
      subject: one.id,
      about: { case: data.id, invitation: '1', registration: one.registration.id, since: body.linksSince },
    });
    expect(await listed(data.id)).toMatchObject([{ status: 'sent' }, { again: `${data.id}.1.invitation` }]);
    expect(sentTo(one)).toHaveLength(1);

    // The copy of it that its description had is another one too.
    const organisation = (await the.call('GET', `/v1/organisations/${one.id}`, { token })).body;
    expect(organisation).toMatchObject({ contacts: [{ email }], linksSince: expect.any(String) });
  });

  it('is not written to when it has withdrawn from the campaign, nor when there is nobody to write to', async () => {
    const gone = await member();
    await the.call('POST', `/v1/registrations/${gone.registration.id}/withdrawal`, { token: gone.registration.secret });
    const body = anOrganisation({ consentsToMatching: true });
    const silent = (await the.call('POST', '/v1/organisations', { token, body })).body.id as string;
    const data = aCase([invited('1', gone.id), invited('2', silent), invited('3', 'unheard-of')]);
    await publish(caseContactBegun, data);

    await eventually(async () =>
      expect((await listed(data.id)).map(({ status, reason }) => [status, reason])).toEqual([
        ['failed', 'registration-withdrawn'],
        ['failed', 'no-contact'],
        ['failed', 'organisation-unknown'],
      ]),
    );
    expect(sentTo(gone)).toEqual([]);
  });

  it('is written to at the contact its organisation names, when it has no registration', async () => {
    const email = `${crypto.randomUUID()}@kommun.example`;
    const body = anOrganisation({ consentsToMatching: true, contacts: [{ ...contact, email }] });
    const { id } = (await the.call('POST', '/v1/organisations', { token, body })).body as { id: string };
    await publish(caseContactBegun, aCase([invited('1', id)]));
    await eventually(() => expect(sentTo({ email })).toHaveLength(1));
  });
});

describe('a mail that has been overtaken', () => {
  it('is not sent: an invitation that was answered, a reminder of one that has expired', async () => {
    the.mailServer.refuse('temporarily');
    const [one, other] = [await member(), await member()];
    const reminded = [invited('1', one.id), invited('2', other.id)].map((each) => ({ ...each, remindedAt: hours(0) }));
    const data = aCase(reminded);
    await publish(caseMemberReminded, data, 1);
    await eventually(async () => expect(await listed(data.id)).toHaveLength(4));

    const expired = { status: 'expired', endedAt: hours(0) } as const;
    const after = aCase([invited('1', one.id, accepted), invited('2', other.id, expired)], { id: data.id });
    await publish(caseInvitationExpired, after, 2);
    // What is being handed over at this moment was written before: the server accepts again when there is no such mail any more.
    const overtaken = async () => (await listed(data.id)).filter(({ reason }) => reason === 'overtaken');
    await eventually(async () => expect(await overtaken()).toHaveLength(4));
    the.mailServer.accept();

    await eventually(async () => {
      const mails = (await listed(data.id)).map(({ id, status, reason }) => [
        id.slice(data.id.length + 1),
        status,
        reason,
      ]);
      expect(mails.sort()).toEqual([
        ['1.invitation', 'failed', 'overtaken'],
        ['1.reminder', 'failed', 'overtaken'],
        ['2.invitation', 'failed', 'overtaken'],
        ['2.invitation-ended', 'sent', undefined],
        ['2.reminder', 'failed', 'overtaken'],
      ]);
    });
    expect(sentTo(one)).toEqual([]);
    expect(sentTo(other).map(({ subject }) => subject)).toEqual([
      'Inbjudan till samarbete i Borlänge gäller inte längre, Digitala dagar',
    ]);
  });

  it('is not sent when its time has passed while the mail server was away', async () => {
    the.mailServer.refuse('temporarily');
    const one = await member();
    const data = aCase([invited('1', one.id)]);
    await publish(caseContactBegun, data);
    await eventually(async () => expect(await listed(data.id)).toMatchObject([{ status: 'waiting' }]));

    // A clock that goes on: an attempt that is under way may be refused, and is due again a while later.
    const afterwards = () => new Date(hours(24 * 8));
    jest.spyOn(the.service.app.get(Clock), 'now').mockImplementation(afterwards);
    await eventually(async () =>
      expect(await listed(data.id)).toMatchObject([{ status: 'failed', reason: 'overtaken' }]),
    );
    the.mailServer.accept();
    expect(sentTo(one)).toEqual([]);
  });

  it('is not even put in when it is of long ago, and waits when it is of a day to come', async () => {
    const one = await member();
    const past = { invitedAt: '2021-10-01T08:00:00.000Z', expiresAt: '2021-10-08T08:00:00.000Z' };
    const longAgo = aCase([
      invited('1', one.id, past),
      invited('2', one.id, { ...past, status: 'expired', endedAt: past.expiresAt }),
    ]);
    const future = { invitedAt: '2125-01-01T08:00:00.000Z', expiresAt: '2125-01-08T08:00:00.000Z' };
    const toCome = aCase([invited('1', one.id, future)]);
    const now = aCase([invited('1', one.id)]);
    await publish(caseContactBegun, longAgo);
    await publish(caseContactBegun, toCome);
    await publish(caseContactBegun, now);

    await eventually(() => expect(sentTo(one)).toHaveLength(1));
    await eventually(async () =>
      expect(await listed(toCome.id)).toMatchObject([{ status: 'waiting', dueAt: future.invitedAt }]),
    );
    expect(await listed(longAgo.id)).toEqual([]);
    expect(sentTo(one)[0]?.headers['message-id']).toContain(now.id);
  });
});

describe('a case that goes all the way', () => {
  it('is told to everybody once, in whatever order its events come and however often', async () => {
    const [owner, stays, declines, replaces] = [await member(), await member('en'), await member(), await member()];
    const id = crypto.randomUUID();
    const own = { id, ownerId: owner.id };
    const declined = { status: 'declined', answeredAt: hours(0) } as const;
    const replacement = invited('3', replaces.id, { seat: 1 });
    const all = [
      invited('1', stays.id, accepted),
      invited('2', declines.id, declined),
      { ...replacement, ...accepted },
    ];
    const members = [owner.id, stays.id, replaces.id];
    const times = [
      { id: '1', start: hours(48), end: hours(49), suits: [] },
      { id: '2', start: hours(72), end: hours(73), suits: [] },
    ];
    const meeting = { times, answeredBy: [], proposedAt: hours(0) };
    const chosen = { ...meeting, chosen: '2', chosenAt: hours(0) };
    const states = [
      [caseContactBegun, aCase([invited('1', stays.id), invited('2', declines.id)], own)],
      [caseMemberAccepted, aCase([invited('1', stays.id, accepted), invited('2', declines.id)], own)],
      [caseMemberDeclined, aCase([...all.slice(0, 2), replacement], own)],
      [caseMatched, aCase(all, { ...own, status: 'matched', members })],
      [caseMeetingProposed, aCase(all, { ...own, status: 'matched', members, meeting })],
    ] as const;
    // Each is waited for, so that nothing is overtaken: everybody hears all there is to hear.
    const heard = [2, 2, 3, 3, 6];
    for (const [version, [contract, data]] of states.entries()) {
      await publish(contract, data, version + 1);
      await eventually(async () => {
        const mails = await listed(id);
        expect(mails.filter(({ status }) => status === 'sent')).toHaveLength(heard[version]!);
      });
    }
    const last = aCase(all, { ...own, status: 'matched', members, meeting: chosen });
    const events = [...states, [caseMeetingChosen, last] as const].map(([contract, data], at) => ({
      contract,
      data,
      version: at + 1,
    }));
    for (const { contract, data, version } of shuffled(twice(events), 7)) await publish(contract, data, version);

    const everybody = [owner, stays, declines, replaces];
    const subjects = () => everybody.map((each) => sentTo(each).map(({ subject }) => subject));
    const told = [
      [
        'När kan ni ses? Samarbetet i Borlänge, Digitala dagar',
        'Mötet är bestämt: samarbetet i Borlänge, Digitala dagar',
      ],
      [
        'Will you join us? Working together in Borlänge, Digital Days',
        'When can you meet? Working together in Borlänge, Digital Days',
        'The meeting is set: working together in Borlänge, Digital Days',
      ],
      ['Vill ni vara med? Samarbete i Borlänge, Digitala dagar'],
      [
        'En plats har blivit ledig: samarbete i Borlänge, Digitala dagar',
        'När kan ni ses? Samarbetet i Borlänge, Digitala dagar',
        'Mötet är bestämt: samarbetet i Borlänge, Digitala dagar',
      ],
    ];
    await eventually(() => expect(subjects()).toEqual(told));
    const ownersToken = tokenIn(sentTo(owner)[0]?.text ?? '');
    expect(await links.open(ownersToken, 'matchmaking.invitation', new Date())).toMatchObject({
      subject: owner.id,
      about: { case: id },
    });

    const [calendar] = sentTo(stays)[2]!.attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
    expect(calendar?.method).toBe('REQUEST');
    const event = eventIn(calendar?.text ?? '');
    expect([event.uid, event.sequence, event.startDate.toJSDate().toISOString().slice(0, 19)]).toEqual([
      `${id}.meeting@kraftsamling`,
      6,
      times[1]!.start.slice(0, 19),
    ]);
    expect(calendar?.text).not.toContain('token=');
    expect(calendar?.text.replaceAll('\r\n ', '')).not.toContain(owner.email);

    const again = { ...chosen, chosen: '1', chosenAt: hours(1 / 3600) };
    await publish(caseMeetingChosen, { ...last, meeting: again }, 7);
    await eventually(() => expect(sentTo(stays)).toHaveLength(4));
    const moved = eventIn(sentTo(stays)[3]!.attachments.find(({ method }) => method === 'REQUEST')?.text ?? '');
    expect([moved.uid, moved.sequence]).toEqual([event.uid, 7]);
    const numbers = () => everybody.map((each) => sentTo(each).length);
    // Waited for, too: what the next version overtakes is not sent.
    await eventually(() => expect(numbers()).toEqual([3, 4, 1, 4]));

    const closure = { closedFrom: 'matched', closureReason: 'no-longer-needed', closedAt: hours(0) } as const;
    await publish(caseClosed, { ...last, meeting: again, status: 'closed', ...closure }, 8);
    await eventually(() => expect(sentTo(stays)).toHaveLength(5));
    expect(sentTo(stays)[4]!.attachments.map(({ method }) => method)).toContain('CANCEL');
    await eventually(() => expect(numbers()).toEqual([4, 5, 1, 5]));
  });

  it('asks its members what came of it', async () => {
    const [one, other] = [await member('en'), await member()];
    const answer = { organisationId: other.id, outcome: 'partly', wouldDoItAgain: true, answeredAt: hours(0) } as const;
    const followUp = { dueAt: hours(-1), askedAt: hours(-1), answers: [answer] };
    const both = [invited('1', one.id, accepted), invited('2', other.id, accepted)];
    await publish(
      caseFollowUpDue,
      aCase(both, { status: 'collaborating', collaborationBegunAt: hours(-100), followUp }),
    );
    await eventually(() => expect(sentTo(one)).toHaveLength(1));
    expect(sentTo(one)[0]).toMatchObject({ subject: 'How did it go in Borlänge? Digital Days' });
    expect(sentTo(other)).toEqual([]);
  });
});

function eventIn(text: string): ICAL.Event {
  return new ICAL.Event(new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent')!);
}
