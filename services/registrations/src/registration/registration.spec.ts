import { describe, expect, it } from '@jest/globals';
import {
  contracts,
  kitIssued,
  parseEvent,
  registrationAmended,
  registrationConfirmed,
  registrationContacted,
  registrationDeclined,
  registrationSubmitted,
  registrationWithdrawn,
} from '@kraftsamling/contracts';
import type { Contract } from '@kraftsamling/contracts';
import { nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import type { Decision } from '@kraftsamling/messaging/decision';
import fc from 'fast-check';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import type { AnnouncedCampaign, Campaign } from '../campaign/campaign.ts';
import type { OrganisationProfile } from '../organisation/organisation.state.ts';
import { publicRegistration } from './public-registration.ts';
import {
  amendRegistration,
  confirmRegistration,
  contactRegistration,
  declineRegistration,
  forgetRegistration,
  identifyRegistration,
  restoreLink,
  revokeLink,
  submitRegistration,
  withdrawRegistration,
} from './registration.ts';
import type { LinkRenewal, Submission } from './registration.ts';
import type { Registration } from './registration.state.ts';

const now = new Date('2024-09-23T11:42:05Z');
const later = new Date('2024-09-25T08:00:00Z');
const renewal: LinkRenewal = { now: later, hashOf: (since) => `hash of ${since.toISOString()}` };

const campaign: AnnouncedCampaign = {
  name: { sv: 'Digitala dagar', en: 'Digital Days' },
  kind: 'theme-days',
  organiser: 'Digitala dagar',
  days: ['2024-11-15', '2024-11-16'],
  registrationWindow: { opens: new Date('2024-04-17T22:00:00Z'), closes: new Date('2024-11-16T22:59:59Z') },
  goals: [],
  themes: [],
  targetGroups: [],
  partnerCategories: [],
  rules: { freeOfCharge: true, noSales: true, openToAll: true },
  kit: [],
  status: 'announced',
  announcedAt: new Date('2024-04-18T07:00:00Z'),
};
const closed: Campaign = { ...campaign, status: 'closed', closedAt: now };
const library = { id: 'library', category: 'public-library', municipality: '2081', county: '20' };
const submission: Submission = {
  campaignId: 'digital-days',
  linkHash: 'hash',
  days: ['2024-11-15'],
  offers: [{ capability: 'venue', amount: 1, days: [], languages: [], targetGroups: [], themes: [] }],
  needs: [],
  contact: { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' },
  message: 'Vi ser fram emot det.',
};

const aProfile: OrganisationProfile = {
  name: 'Stadsbiblioteket i Borlänge',
  category: 'public-library',
  sector: 'public',
  municipality: '2081',
  worksIn: { wholeCountry: false, counties: [], municipalities: ['2081'] },
  offers: [],
  needs: [],
  consentsToMatching: false,
  contacts: [],
};

const submitted = submitRegistration(campaign, library, submission, now).state;
const contacted = stateOf(contactRegistration(submitted, campaign, later));
const confirmed = stateOf(confirmRegistration(contacted, campaign, later));
const declined = stateOf(declineRegistration(submitted, campaign, 'outside-the-campaign', later));
const withdrawn = stateOf(withdrawRegistration(submitted, campaign, 'no-staff', later));

function stateOf(decision: Decision<Registration>): Registration {
  if (decision === nothingHappens) throw new Error('Nothing happened.');
  return decision.state;
}

function refusing(code: string, ...pointers: string[]) {
  const errors = pointers.map((pointer) => expect.objectContaining({ pointer, code }));
  return expect.objectContaining(pointers.length > 0 ? { code, errors } : { code });
}

describe('forgetting whom to write to', () => {
  it('removes contact, message and number of what is over, and publishes nothing', () => {
    const { contacts: _, ...profile } = aProfile;
    const described = { organisationId: 'library', profile: { ...profile, organisationNumber: '811228-9874' } };
    const decision = forgetRegistration({ ...withdrawn, described }, campaign, later);
    expect(decision).toMatchObject({ state: { status: 'withdrawn', forgottenAt: later }, events: [] });
    expect(JSON.stringify(decision)).not.toMatch(/Eva|eva@|fram emot|811228/);
    expect(publicRegistration(stateOf(decision), 'one')).toEqual(publicRegistration(withdrawn, 'one'));
    expect(forgetRegistration(stateOf(decision), campaign, later)).toBe(nothingHappens);
  });

  it('is done when it was declined or the campaign is over, and refused as long as it is live', () => {
    expect(forgetRegistration(declined, campaign, later)).not.toBe(nothingHappens);
    expect(forgetRegistration(confirmed, closed, later)).not.toBe(nothingHappens);
    for (const live of [submitted, contacted, confirmed])
      expect(() => forgetRegistration(live, campaign, later)).toThrow(refusing('registration-live'));
  });
});

describe('identifying the organisation that a stranger has registered', () => {
  const { contacts: _, ...profile } = aProfile;
  const described = { organisationId: submitted.organisationId, profile };
  const strangers = { ...submitted, described };

  it('makes it a registration of the one that is known, and leaves what it says as it is', () => {
    expect(identifyRegistration(strangers, campaign, 'known')).toEqual({
      state: { ...strangers, organisationId: 'known' },
      events: [registrationAmended],
    });
  });

  it('does nothing the second time, or where it is what it was described as', () => {
    const identified = stateOf(identifyRegistration(strangers, campaign, 'known'));
    expect(identifyRegistration(identified, campaign, 'known')).toBe(nothingHappens);
    expect(identifyRegistration(strangers, closed, 'library')).toBe(nothingHappens);
  });

  it('is refused once it is decided, over or closed', () => {
    const identified = stateOf(identifyRegistration(strangers, campaign, 'known'));
    const identify =
      (registration: Registration, of: Campaign = campaign) =>
      () =>
        identifyRegistration({ ...registration, described }, of, 'another');
    expect(identify(identified)).toThrow(refusing('organisation-established'));
    expect(identify(confirmed)).toThrow(refusing('organisation-established'));
    expect(() => identifyRegistration(submitted, campaign, 'another')).toThrow(refusing('organisation-established'));
    expect(identify(declined)).toThrow(refusing('registration-declined'));
    expect(identify(withdrawn)).toThrow(refusing('registration-withdrawn'));
    expect(identify(submitted, closed)).toThrow(refusing('campaign-closed'));
  });
});

describe('submitting a registration', () => {
  const submit = (to: Campaign, change: Partial<Submission> = {}, at = now) =>
    submitRegistration(to, library, { ...submission, ...change }, at);

  it('takes category and place from the organisation as it is now, and publishes an event', () => {
    expect(submit(campaign)).toEqual({
      state: {
        ...submission,
        organisationId: 'library',
        category: 'public-library',
        municipality: '2081',
        county: '20',
        status: 'submitted',
        submittedAt: now,
      },
      events: [registrationSubmitted],
    });
  });

  it('is refused before the campaign is announced and after it is closed', () => {
    const { announcedAt: _, ...plan } = campaign;
    expect(() => submit({ ...plan, status: 'draft' })).toThrow(refusing('campaign-not-announced'));
    expect(() => submit(closed)).toThrow(refusing('campaign-closed'));
  });

  it('is taken in the first and the last second of the window, and refused a second outside', () => {
    expect(submit(campaign, {}, new Date('2024-04-17T22:00:00Z')).state.status).toBe('submitted');
    expect(submit(campaign, {}, new Date('2024-11-16T22:59:59Z')).state.status).toBe('submitted');
    expect(() => submit(campaign, {}, new Date('2024-04-17T21:59:59Z'))).toThrow(refusing('registration-not-open'));
    expect(() => submit(campaign, {}, new Date('2024-11-16T23:00:00Z'))).toThrow(refusing('registration-over'));
  });

  it('is refused for days that the campaign does not have, each by itself', () => {
    expect(() => submit(campaign, { days: ['2024-11-14', '2024-11-15', '2024-11-17'] })).toThrow(
      refusing('unknown-day', '/days/0', '/days/2'),
    );
  });

  it('is refused without a day where the campaign has days', () => {
    expect(() => submit(campaign, { days: [] })).toThrow(refusing('no-day-chosen', '/days'));
  });

  it('needs no day, and takes none, where the campaign has none', () => {
    expect(submit({ ...campaign, days: [] }, { days: [] }).state.days).toEqual([]);
    expect(() => submit({ ...campaign, days: [] })).toThrow(refusing('unknown-day', '/days/0'));
  });

  it('is refused for a category that the campaign is not for', () => {
    expect(() => submit({ ...campaign, partnerCategories: ['service-centre'] })).toThrow(
      refusing('category-not-invited', '/organisation/category'),
    );
    expect(submit({ ...campaign, partnerCategories: ['public-library'] }).state.status).toBe('submitted');
  });
});

describe('contacting a registration', () => {
  it('publishes an event', () => {
    expect(contactRegistration(submitted, campaign, later)).toEqual({
      state: { ...submitted, status: 'contacted', contactedAt: later },
      events: [registrationContacted],
    });
  });

  it('does nothing twice or when it has come further', () => {
    expect(contactRegistration(contacted, campaign, later)).toBe(nothingHappens);
    expect(contactRegistration(confirmed, campaign, later)).toBe(nothingHappens);
  });
});

describe('confirming a registration', () => {
  it('hands over the kit', () => {
    expect(confirmRegistration(contacted, campaign, later)).toEqual({
      state: { ...contacted, status: 'confirmed', confirmedAt: later, kitIssuedAt: later },
      events: [registrationConfirmed, kitIssued],
    });
  });

  it('needs no contact before it', () => {
    expect(confirmRegistration(submitted, campaign, later)).toMatchObject({ state: { status: 'confirmed' } });
  });

  it('does nothing the second time', () => {
    expect(confirmRegistration(confirmed, campaign, later)).toBe(nothingHappens);
  });

  it('is refused for a day that the campaign has lost since it was chosen', () => {
    expect(() => confirmRegistration(submitted, { ...campaign, days: ['2024-11-16'] }, later)).toThrow(
      refusing('unknown-day', '/days/0'),
    );
  });

  it('is refused for a day that is just being removed', () => {
    expect(() => confirmRegistration(submitted, { ...campaign, heldDays: ['2024-11-15'] }, later)).toThrow(
      refusing('day-being-removed'),
    );
    expect(confirmRegistration(submitted, { ...campaign, heldDays: ['2024-11-16'] }, later)).toMatchObject({
      state: { status: 'confirmed' },
    });
  });
});

describe('declining a registration', () => {
  it('says why', () => {
    expect(declineRegistration(contacted, campaign, 'outside-the-campaign', later)).toEqual({
      state: { ...contacted, status: 'declined', declinedAt: later, declineReason: 'outside-the-campaign' },
      events: [registrationDeclined],
    });
  });

  it('gives no reason that is somebody\u2019s number: it is published', () => {
    const decline = () => declineRegistration(contacted, campaign, 'call-070-123-45-67', later);
    expect(decline).toThrow(refusing('contact-in-title'));
  });

  it('does nothing the second time, and is refused once confirmed', () => {
    expect(declineRegistration(declined, campaign, 'again', later)).toBe(nothingHappens);
    expect(() => declineRegistration(confirmed, campaign, 'too-late', later)).toThrow(
      refusing('registration-confirmed'),
    );
  });
});

describe('withdrawing a registration', () => {
  it.each([
    ['submitted', submitted],
    ['contacted', contacted],
    ['confirmed', confirmed],
  ])('is possible when it is %s', (_, registration) => {
    expect(withdrawRegistration(registration, campaign, 'no-staff', later)).toEqual({
      state: { ...registration, status: 'withdrawn', withdrawnAt: later, withdrawalReason: 'no-staff' },
      events: [registrationWithdrawn],
    });
  });

  it('needs no reason', () => {
    expect(stateOf(withdrawRegistration(submitted, campaign, undefined, later))).not.toHaveProperty('withdrawalReason');
  });

  it('does nothing the second time', () => {
    expect(withdrawRegistration(withdrawn, campaign, 'again', later)).toBe(nothingHappens);
  });
});

describe('amending a registration', () => {
  it('publishes other days', () => {
    expect(amendRegistration(submitted, campaign, { days: ['2024-11-16'] }, renewal)).toEqual({
      state: { ...submitted, days: ['2024-11-16'] },
      events: [registrationAmended],
    });
  });

  it('publishes nothing of another contact or message', () => {
    const contact = { ...submission.contact, name: 'Erik Exempel' };
    expect(amendRegistration(submitted, campaign, { contact, message: 'Nej.' }, renewal)).toEqual({
      state: { ...submitted, contact, message: 'Nej.' },
      events: [],
    });
  });

  it('does nothing when nothing is different', () => {
    expect(amendRegistration(submitted, campaign, { days: ['2024-11-15'] }, renewal)).toBe(nothingHappens);
  });

  it('is refused for days that the campaign does not have, or is just losing', () => {
    expect(() => amendRegistration(submitted, campaign, { days: [] }, renewal)).toThrow(
      refusing('no-day-chosen', '/days'),
    );
    expect(() => amendRegistration(submitted, campaign, { days: ['2024-11-17'] }, renewal)).toThrow(
      refusing('unknown-day', '/days/0'),
    );
    expect(() =>
      amendRegistration(confirmed, { ...campaign, heldDays: ['2024-11-16'] }, { days: ['2024-11-16'] }, renewal),
    ).toThrow(refusing('day-being-removed'));
  });
});

describe('the management link', () => {
  const elsewhere = { ...submission.contact, email: 'erik@bibliotek.example' };
  const moved = stateOf(amendRegistration(submitted, campaign, { contact: elsewhere }, renewal));

  it('is another one once another address is written to, and that is published', () => {
    expect(moved).toEqual({
      ...submitted,
      contact: elsewhere,
      linksSince: later,
      linkHash: 'hash of 2024-09-25T08:00:00.000Z',
    });
    expect(publicRegistration(moved, 'one').linksSince).toBe('2024-09-25T08:00:00.000Z');
    expect(amendRegistration(submitted, campaign, { contact: elsewhere }, renewal)).toMatchObject({
      events: [registrationAmended],
    });
  });

  it('stays while it is the same address, however that is written', () => {
    const contact = { ...submission.contact, name: 'Erik Exempel', email: 'EVA@bibliotek.example' };
    expect(stateOf(amendRegistration(submitted, campaign, { contact }, renewal))).toEqual({ ...submitted, contact });
  });

  it('is another one each time, also within the same millisecond', () => {
    const back = stateOf(amendRegistration(moved, campaign, { contact: submission.contact }, renewal));
    expect(back.linkHash).toBe('hash of 2024-09-25T08:00:00.001Z');
  });

  it('is taken from everybody with a reason, once, and given again', () => {
    for (const registration of [submitted, contacted, confirmed, declined, withdrawn]) {
      const revoked = stateOf(revokeLink(registration, 'sent-to-somebody-else', renewal));
      expect(revoked).toMatchObject({
        linkHash: 'hash of 2024-09-25T08:00:00.000Z',
        linkRevoked: { at: later, reason: 'sent-to-somebody-else' },
      });
      expect(revokeLink(revoked, 'again', renewal)).toBe(nothingHappens);
      const restored = stateOf(restoreLink(revoked, renewal));
      expect(restored).not.toHaveProperty('linkRevoked');
      expect(restored.linkHash).toBe('hash of 2024-09-25T08:00:00.001Z');
      expect(restoreLink(restored, renewal)).toBe(nothingHappens);
    }
  });

  it('is given again by another contact', () => {
    const revoked = stateOf(revokeLink(submitted, 'lost', renewal));
    const given = stateOf(amendRegistration(revoked, campaign, { contact: elsewhere }, renewal));
    expect(given).not.toHaveProperty('linkRevoked');
    expect(given.linkHash).not.toBe(revoked.linkHash);
  });

  it('goes to nobody where nobody is left to write to', () => {
    const { contact: _, ...forgotten } = submitted;
    expect(() => restoreLink(forgotten, renewal)).toThrow(refusing('nobody-to-write-to'));
  });
});

describe('a registration that has ended', () => {
  const commands: [string, (registration: Registration, of: Campaign) => unknown][] = [
    ['amended', (registration, of) => amendRegistration(registration, of, { days: ['2024-11-16'] }, renewal)],
    ['contacted', (registration, of) => contactRegistration(registration, of, later)],
    ['confirmed', (registration, of) => confirmRegistration(registration, of, later)],
    ['declined', (registration, of) => declineRegistration(registration, of, 'late', later)],
    ['withdrawn', (registration, of) => withdrawRegistration(registration, of, 'late', later)],
  ];

  it.each(commands.filter(([name]) => name !== 'declined'))('cannot be %s when it was declined', (_, command) => {
    expect(() => command(declined, campaign)).toThrow(refusing('registration-declined'));
  });

  it.each(commands.filter(([name]) => name !== 'withdrawn'))('cannot be %s when it was withdrawn', (_, command) => {
    expect(() => command(withdrawn, campaign)).toThrow(refusing('registration-withdrawn'));
  });

  it.each(commands)('cannot be %s when the campaign is closed, whatever its state', (_, command) => {
    for (const registration of [submitted, contacted, confirmed, declined, withdrawn])
      expect(() => command(registration, closed)).toThrow(refusing('campaign-closed'));
  });
});

describe('whatever is asked for, in whatever order', () => {
  type Command = (registration: Registration) => Decision<Registration>;
  const command = fc.oneof(
    fc.constant<Command>((registration) => contactRegistration(registration, campaign, later)),
    fc.constant<Command>((registration) => confirmRegistration(registration, campaign, later)),
    fc.constant<Command>((registration) => declineRegistration(registration, campaign, 'reason', later)),
    fc.constant<Command>((registration) => withdrawRegistration(registration, campaign, undefined, later)),
    fc
      .subarray(['2024-11-15', '2024-11-16', '2024-11-17'])
      .map<Command>((days) => (registration) => amendRegistration(registration, campaign, { days }, renewal)),
  );
  const ways: Record<Registration['status'], Registration['status'][]> = {
    submitted: ['submitted', 'contacted', 'confirmed', 'declined', 'withdrawn'],
    contacted: ['contacted', 'confirmed', 'declined', 'withdrawn'],
    confirmed: ['confirmed', 'withdrawn'],
    declined: ['declined'],
    withdrawn: ['withdrawn'],
  };

  it('a registration goes only where it may, and its events say exactly what became of it', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let registration: Registration = submitted;
        let published = publicRegistration(submitted, 'one');

        for (const decide of commands) {
          const decision = decided(() => decide(registration));
          if (decision === nothingHappens) continue;

          expect(ways[registration.status]).toContain(decision.state.status);
          registration = decision.state;
          for (const contract of decision.events) published = dataOf(contract, registration);
        }

        expect(published).toEqual(publicRegistration(registration, 'one'));
        expect(registration.days.length).toBeGreaterThan(0);
      }),
    );
  });

  function decided(decide: () => Decision<Registration>): Decision<Registration> {
    try {
      return decide();
    } catch (error) {
      if (error instanceof Refusal) return nothingHappens;
      throw error;
    }
  }

  function dataOf(contract: Contract, registration: Registration) {
    const event = parseEvent(contracts, serializedEvent(contract, 'one', publicRegistration(registration, 'one')));
    return event.data as ReturnType<typeof publicRegistration>;
  }
});

describe('what is published of a registration', () => {
  it('is nothing about who has written it, nor what they wrote', () => {
    const published = JSON.stringify(publicRegistration(confirmed, 'one'));
    expect(published).not.toMatch(/Eva|bibliotek\.example|fram emot|hash/);
  });
});
