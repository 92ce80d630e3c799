import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import type { Message } from '@kraftsamling/testing';
import { MongoClient } from 'mongodb';
import type { Api } from '../src/api.ts';
import { onceReplicated } from '../src/arranging.ts';
import { openCampaign, registrationFor } from '../src/requests.ts';
import { InvitingLoad, isInvitation, linkIn, sendForm } from './inviting.ts';
import type { ListedCase } from './inviting.ts';
import { world } from './world.ts';
import type { World } from './world.ts';

/** Of each of the two services that an invitation goes through. */
const KILLS = 10;
const DAY = '2030-10-08';

let all: World;
let registrations: Api;
let secretariat: Api;
let matchmaking: Api;
beforeAll(async () => {
  all = await world();
  registrations = all.api('registrations');
  secretariat = all.api('registrations', 'secretariat');
  matchmaking = all.api('matchmaking', 'secretariat');
});
afterAll(async () => all[Symbol.asyncDispose]());

const capability = (name: string, amount: number) => [{ capability: name, amount, confirmUnusual: amount > 1_000 }];

interface Registered {
  readonly registrationId: string;
  readonly organisationId: string;
  readonly email: string;
}

async function register(
  campaignId: string,
  name: string,
  parts: { offers?: unknown; needs?: unknown },
): Promise<Registered> {
  const body = registrationFor(campaignId, name, '2081', { day: DAY });
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}@bibliotek.example`;
  const { id: registrationId } = await registrations.post<{ id: string }>('/v1/registrations', {
    ...body,
    organisation: { ...body.organisation, offers: parts.offers ?? [], consentsToMatching: true },
    contact: { ...body.contact, email },
    needs: parts.needs ?? [],
  });
  const { organisationId } = await secretariat.get<{ organisationId: string }>(`/v1/registrations/${registrationId}`);
  return { registrationId, organisationId, email };
}

const mailTo = ({ email }: Registered) =>
  all.platform.mailbox.messages.filter(
    ({ to, headers }) =>
      to.includes(email) && /\.(invitation|replacement|meeting-\w+\.\d+)@/.test(headers['message-id'] ?? ''),
  );

/** The mail that comes next to somebody. */
function nextMailTo(who: Registered, number: number): Promise<Message> {
  return eventually(() => {
    const mail = mailTo(who)[number];
    if (!mail) throw new Error(`${who.email} has ${mailTo(who).length} mails`);
    return mail;
  });
}

async function pageAt(link: URL): Promise<string> {
  return (await fetch(link, { headers: { 'accept-language': 'sv' } })).text();
}

describe('an organisation that has registered', () => {
  it('is matched with one that lacks something, by the link in its mail, and both have the meeting in their calendars', async () => {
    await openCampaign(secretariat, 'together', DAY);
    const students = await register('together', 'Studentkåren', { offers: capability('coaches', 4) });
    // The network is searched once: whoever comes later is not proposed.
    await onceAllAreKnown('together', [students.organisationId]);
    const library = await register('together', 'Stadsbiblioteket', { needs: capability('coaches', 2) });
    await secretariat.post(`/v1/registrations/${library.registrationId}/confirmation`);

    // The case opens by itself, and the network is searched for it.
    const path = `/v1/cases/${library.registrationId}`;
    await eventually(async () =>
      expect(await matchmaking.get(path)).toMatchObject({ status: 'inventoried', proposals: 1 }),
    );
    await matchmaking.post(`${path}/contact`, { proposal: 0 });

    const invitation = await nextMailTo(students, 0);
    expect(invitation.text).toContain('Stadsbiblioteket');
    expect(await pageAt(linkIn(invitation))).toContain('Vill ni vara med i Borlänge?');
    expect(await matchmaking.get(path)).toMatchObject({ status: 'contacting' });
    const accepted = await sendForm(linkIn(invitation), 'acceptance');
    expect(accepted.text).toContain('Ni är med, och alla har tackat ja');
    expect(await matchmaking.get(path)).toMatchObject({
      status: 'matched',
      members: [library.organisationId, students.organisationId],
    });

    const times = [10, 14].map((hour) => ({
      start: `2030-09-02T${hour}:00:00+02:00`,
      end: `2030-09-02T${hour + 1}:00:00+02:00`,
    }));
    await matchmaking.post(`${path}/meeting`, { times });
    for (const [mail, time] of [
      [await nextMailTo(students, 1), '2'],
      [await nextMailTo(library, 0), '2'],
    ] as const) {
      const { text } = await sendForm(linkIn(mail), 'meeting-answers', [['times', time]]);
      expect(text).toContain('Tack, vi har fått ert svar.');
    }
    expect(await matchmaking.get(path)).toMatchObject({
      meeting: { times: [{ suits: [] }, { suits: [library.organisationId, students.organisationId].sort() }] },
    });
    await matchmaking.post(`${path}/meeting/choice`, { time: '2' });

    for (const mail of [await nextMailTo(students, 2), await nextMailTo(library, 1)]) {
      const calendar = mail.attachments.find(({ method }) => method === 'REQUEST')?.text ?? '';
      expect(calendar).toContain('DTSTART:20300902T120000Z');
      expect(calendar).toContain(`UID:${library.registrationId}.meeting@kraftsamling`);
      expect(await pageAt(linkIn(mail))).toContain('måndag 2 september 2030 14:00–15:00');
    }
  });
});

describe('while matchmaking and registrations are killed ten times each', () => {
  it('no invitation is lost, and none is sent twice to the same member, counted in the mail server', async () => {
    await openCampaign(secretariat, 'killed', DAY);
    const names = Array.from({ length: 12 }, (_, n) => `Bibliotek ${n}`);
    const members: Registered[] = [];
    for (const name of names) members.push(await register('killed', name, { offers: capability('coaches', 100_000) }));
    const organisations = members.map(({ organisationId }) => organisationId);
    await onceAllAreKnown('killed', organisations);
    await using load = new InvitingLoad(
      matchmaking,
      { campaignId: 'killed', organisations },
      all.platform.mailbox.messages,
    );

    const inHand = new Set<string>();
    for (let kill = 0; kill < KILLS; kill++) {
      await moves(load);
      const asking = all.platform.service('matchmaking');
      await asking.kill();
      await asking.start();

      await moves(load);
      const writing = all.platform.service('registrations');
      await writing.kill();
      for (const id of await leftInFlight()) inHand.add(id);
      await writing.start();
    }
    await load.stop();

    // A mail that was claimed in the moment of a kill may lie until its claim has run out: five minutes.
    const answered = eventually(
      async () => {
        const found = await matchmaking.all<ListedCase>('/v1/cases?campaign=killed');
        const open = found.flatMap(({ invitations }) => invitations.filter(({ status }) => status === 'invited'));
        expect(open).toEqual([]);
        return found.filter(({ id }) => load.contacted.has(id));
      },
      { patience: 400_000 },
    );
    await Promise.race([answered, load.working]);
    const cases = await answered;
    await load.end();
    expect(cases).toHaveLength(load.contacted.size);

    const emails = new Map(members.map(({ organisationId, email }) => [organisationId, email]));
    const expected = cases.flatMap(({ id, invitations }) =>
      invitations.map((each) => `${emails.get(each.organisationId) ?? ''} ${id}.${each.id}`),
    );
    const asked = all.platform.mailbox.messages.filter(
      (message) => isInvitation(message) && members.some(({ email }) => message.to.includes(email)),
    );
    const sent = asked.map(
      ({ to, headers }) => `${to.join()} ${/^<(.+)\.\w+@/.exec(headers['message-id'] ?? '')?.[1] ?? ''}`,
    );
    expect([...new Set(sent)].sort()).toEqual(expected.sort());

    // Whether a mail server has taken what a process had in hand when it died, nobody can know: that goes again, under its name.
    const twice = sent.filter((mail, at) => sent.indexOf(mail) < at);
    expect(twice.filter((mail) => ![...inHand].some((id) => id.startsWith(`${mail.split(' ')[1] ?? ''}.`)))).toEqual(
      [],
    );
    process.stdout.write(
      `${cases.length} cases, ${expected.length} invitations, ${sent.length} mails: none lost, ${twice.length} handed over again of ${inHand.size} that were in hand at a kill\n`,
    );
    expect(cases.filter(({ status }) => status === 'matched').length).toBeGreaterThan(0);
    expect(
      cases.flatMap(({ invitations }) => invitations).filter(({ status }) => status === 'declined').length,
    ).toBeGreaterThan(0);
  });
});

/** To matchmaking, which takes a case of each. */
async function onceAllAreKnown(campaignId: string, organisations: readonly string[]): Promise<void> {
  const need = { demands: [{ capability: 'coaches', amount: 1 }] };
  for (const ownerId of organisations) {
    const body = { campaignId, ownerId, municipality: '2081', need };
    const { id } = await onceReplicated(() => matchmaking.post<{ id: string }>('/v1/cases', body));
    await matchmaking.post(`/v1/cases/${id}/closure`, { reason: 'only-asked' });
  }
}

/** Cases and answers go on between two kills. */
async function moves(load: InvitingLoad): Promise<void> {
  const [cases, answers] = [load.contacted.size, load.answered];
  const moved = eventually(() => {
    if (load.contacted.size < cases + 2 || load.answered < answers + 2)
      throw new Error(`${load.contacted.size} cases, ${load.answered} answers`);
  });
  await Promise.race([moved, load.working]);
}

/** The mails that the process had in hand when it died, which are sent again at once instead of in five minutes. */
async function leftInFlight(): Promise<string[]> {
  await using client = await MongoClient.connect(all.platform.infrastructure.mongodbUri);
  const mails = client.db('registrations').collection<{ _id: string }>('mails');
  const left = await mails.find({ 'progress.status': 'sending' }).toArray();
  await mails.updateMany({ 'progress.status': 'sending' }, { $set: { 'progress.dueAt': new Date() } });
  return left.map(({ _id }) => _id);
}
