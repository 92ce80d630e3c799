import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { campaignAnnounced, organisationJoined, parseEvent, registrationSubmitted } from '@kraftsamling/contracts';
import fc from 'fast-check';
import { acceptedBody, unlessRefused } from '@kraftsamling/service/testing';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import { NewCampaignDto } from './campaign/campaign.dto.ts';
import { announceCampaign, draftCampaign } from './campaign/campaign.ts';
import type { Campaign } from './campaign/campaign.ts';
import { publicCampaign } from './campaign/public-campaign.ts';
import { joinNetwork } from './organisation/organisation.ts';
import { publicOrganisation } from './organisation/public-organisation.ts';
import { publicRegistration } from './registration/public-registration.ts';
import { applicantFrom, NewRegistrationDto, particularsFrom } from './registration/registration.dto.ts';
import { submitRegistration } from './registration/registration.ts';

/** Mostly what people write; now and then what they write wrongly, or what somebody tries. */
const often = <T>(value: fc.Arbitrary<T>, ...odd: readonly unknown[]) =>
  fc.oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
const few = (value: fc.Arbitrary<unknown>) => fc.array(value, { maxLength: 3 });

const slug = often(
  fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/),
  'Å',
  'a--b',
  'a\n',
  '-',
  '',
  'network',
  7,
  null,
);
const line = often(
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  '',
  ' ',
  '\u00a0',
  'a\nb',
  '\ud800',
  0,
);
const day = often(
  fc.constantFrom('2024-11-15', '2024-02-29', '0000-01-01', '9999-12-31'),
  '2023-02-29',
  '2024-1-1',
  '',
);
const instant = often(
  fc.constantFrom('2024-04-18T00:00:00Z', '2024-04-18t00:00:00.123456789z', '1900-01-01T00:00:00-23:59'),
  '0024-04-18T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '0000-01-01T00:00:00+23:59',
  '3000-01-01T00:00:00Z',
  '2024-04-18',
);
const closing = often(
  fc.constantFrom('2999-12-31T23:59:59Z', '2124-11-16T23:59:59+01:00'),
  '2999-12-31T23:59:59-01:00',
);
const language = often(fc.constantFrom('sv', 'rmf', 'sv-SE', 'zh-Hant-TW'), 'SV', 'sv-', 'sv_SE', 'svenska');
const address = often(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  'HTTPS://kit.example',
  'https://eva:secret@kit.example',
  'https://kit.example/å ä ö',
  'https://kit.example/\u2028',
  'ftp://kit.example',
  'kit.example',
);
const whole = often(fc.integer({ min: 1, max: 1000 }), 0, -1, 0.5, 1e21, '1');
const bilingual = fc.record({ sv: line, en: line });
const capability = fc.record(
  {
    capability: often(fc.constantFrom('venue', 'coaches'), 'bakery', 'constructor'),
    amount: whole,
    days: few(day),
    languages: few(language),
    targetGroups: few(slug),
    themes: few(slug),
  },
  { requiredKeys: ['capability', 'amount'] },
);

const campaignBody = fc.record(
  {
    id: slug,
    name: bilingual,
    kind: often(fc.constantFrom('theme-days', 'week', 'award-year'), 'month'),
    organiser: line,
    replyTo: often(fc.constant('digitaladagar@kommun.example'), 'digitala dagar', '@kommun.example'),
    days: few(day),
    registrationWindow: fc.record({ opens: instant, closes: closing }),
    goals: few(
      fc.record({ measure: slug, target: whole, description: bilingual }, { requiredKeys: ['measure', 'target'] }),
    ),
    themes: few(slug),
    targetGroups: few(slug),
    partnerCategories: few(slug),
    rules: fc.record({ freeOfCharge: fc.boolean(), noSales: fc.boolean(), openToAll: often(fc.boolean(), 'yes', 1) }),
    kit: few(fc.record({ kind: slug, language, title: line, url: address })),
    countingPeriod: fc.record({ from: day, to: day }),
    area: fc.record(
      {
        counties: few(often(fc.constantFrom('20', '01'), '1')),
        municipalities: few(often(fc.constantFrom('2081', '0180'), '180')),
      },
      { requiredKeys: [] },
    ),
  },
  { noNullPrototype: true },
);

const registrationBody = fc.record(
  {
    campaignId: fc.constant('digital-days'),
    organisation: fc.record(
      {
        name: line,
        category: slug,
        sector: often(fc.constantFrom('public', 'private', 'civil-society'), 'none'),
        municipality: often(fc.constantFrom('2081', '0180'), '180', '٢٠٨١', ''),
        worksIn: fc.record({ counties: few(often(fc.constantFrom('20', '01'), '1')), wholeCountry: fc.boolean() }),
        offers: few(capability),
        needs: few(capability),
      },
      { requiredKeys: ['name', 'category', 'sector', 'municipality'] },
    ),
    contact: fc.constant({ name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' }),
    days: fc.constant([]),
    offers: few(capability),
    needs: few(capability),
  },
  { requiredKeys: ['campaignId', 'organisation', 'contact', 'days'] },
);

const now = new Date('2024-05-02T08:15:30Z');
const id = '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f';

describe('what the form accepts, the contract accepts', () => {
  it('of a campaign', () => {
    let published = 0;
    fc.assert(
      fc.property(campaignBody, (body) => {
        const read = acceptedBody(NewCampaignDto, body);
        if (!read) return;
        const { id: campaignId, ...plan } = read;
        const draft = unlessRefused(() => draftCampaign(campaignId, plan, undefined));
        const announced = draft && (announceCampaign(draft.state, undefined, now) as { state: Campaign });
        if (!announced) return;
        parseEvent(
          [campaignAnnounced],
          serializedEvent(campaignAnnounced, campaignId, publicCampaign(announced.state, campaignId)),
        );
        published++;
      }),
      { numRuns: 1_000 },
    );
    expect(published).toBeGreaterThan(10);
  });

  it('of an organisation and its registration', () => {
    const campaign: Campaign = {
      name: { sv: 'Digitala dagar', en: 'Digital Days' },
      kind: 'theme-days',
      organiser: 'Kansliet',
      days: [],
      registrationWindow: { opens: new Date('2024-04-17T22:00:00Z'), closes: new Date('2024-11-16T22:59:59Z') },
      goals: [],
      themes: [],
      targetGroups: [],
      partnerCategories: [],
      rules: { freeOfCharge: true, noSales: true, openToAll: true },
      kit: [],
      status: 'announced',
      announcedAt: now,
    };
    let published = 0;
    fc.assert(
      fc.property(registrationBody, (body) => {
        const read = acceptedBody(NewRegistrationDto, body);
        const applicant = read && applicantFrom(read);
        if (!applicant || !('profile' in applicant)) return;
        const joined = unlessRefused(() => joinNetwork(applicant.profile, now));
        if (!joined) return;
        const submission = { ...particularsFrom(read), campaignId: read.campaignId, linkHash: '' };
        const submitted = unlessRefused(() => submitRegistration(campaign, { id, ...joined.state }, submission, now));
        if (!submitted) return;
        const { state } = submitted;

        parseEvent([organisationJoined], serializedEvent(organisationJoined, id, publicOrganisation(joined.state, id)));
        parseEvent([registrationSubmitted], serializedEvent(registrationSubmitted, id, publicRegistration(state, id)));
        published++;
      }),
      { numRuns: 1_000 },
    );
    expect(published).toBeGreaterThan(10);
  });
});
