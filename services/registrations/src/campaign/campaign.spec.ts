import { describe, expect, it } from '@jest/globals';
import { campaignAmended, campaignAnnounced, campaignClosed, parseEvent } from '@kraftsamling/contracts';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import {
  amendCampaign,
  announceCampaign,
  closeCampaign,
  daysRemoved,
  draftCampaign,
  holdDays,
  releaseDays,
} from './campaign.ts';
import type { AnnouncedCampaign, Campaign, CampaignPlan, ClosedCampaign, Parent } from './campaign.ts';
import { publicCampaign } from './public-campaign.ts';

const now = new Date('2024-04-18T08:00:00Z');

const plan: CampaignPlan = {
  name: { sv: 'Digitala dagar', en: 'Digital Days' },
  kind: 'theme-days',
  organiser: 'Digitala dagar',
  days: ['2024-11-15', '2024-11-16'],
  countingPeriod: { from: '2024-04-18', to: '2024-11-16' },
  registrationWindow: { opens: new Date('2024-04-17T22:00:00Z'), closes: new Date('2024-11-16T22:59:59Z') },
  goals: [{ measure: 'people', target: 1_000_000 }],
  themes: ['online-safety'],
  targetGroups: ['senior-citizens'],
  partnerCategories: [],
  rules: { freeOfCharge: true, noSales: true, openToAll: true },
  kit: [{ kind: 'project-support', language: 'sv', title: 'Stöd', url: 'https://kit.example/stod.pdf' }],
};
const draft: Campaign = { ...plan, status: 'draft' };
const announced: AnnouncedCampaign = { ...plan, status: 'announced', announcedAt: now };
const closed: ClosedCampaign = { ...announced, status: 'closed', closedAt: now };
const nobody = new Map<string, number>();

function refusing(code: string, ...pointers: string[]) {
  const errors = pointers.map((pointer) => expect.objectContaining({ pointer, code }));
  return expect.objectContaining(pointers.length > 0 ? { code, errors } : { code });
}

describe('drafting a campaign', () => {
  it('keeps the plan and publishes nothing', () => {
    expect(draftCampaign('digital-days', plan, undefined)).toEqual({ state: draft, events: [] });
  });

  it('refuses the id that stands for no campaign', () => {
    expect(() => draftCampaign('network', plan, undefined)).toThrow(refusing('campaign-id-reserved', '/id'));
  });

  it.each<[string, Partial<CampaignPlan>, string, string[]]>([
    [
      'days outside the counting period',
      { days: ['2024-04-17', '2024-11-15', '2024-11-17'] },
      'day-outside-counting-period',
      ['/days/0', '/days/2'],
    ],
    [
      'a counting period that ends before it begins',
      { days: [], countingPeriod: { from: '2024-11-16', to: '2024-11-15' } },
      'counting-period-empty',
      ['/countingPeriod'],
    ],
    [
      'a registration window that is empty',
      { registrationWindow: { opens: now, closes: now } },
      'registration-window-empty',
      ['/registrationWindow'],
    ],
    [
      'goals that are not positive',
      {
        goals: [
          { measure: 'people', target: 0 },
          { measure: 'municipalities', target: -1 },
        ],
      },
      'goal-not-positive',
      ['/goals/0/target', '/goals/1/target'],
    ],
    [
      'two goals of one measure',
      {
        goals: [
          { measure: 'attendances', target: 5000 },
          { measure: 'organisations', target: 200 },
          { measure: 'attendances', target: 6000 },
        ],
      },
      'goal-repeated',
      ['/goals/2/measure'],
    ],
    ['an area of nothing', { area: { counties: [] } }, 'area-empty', ['/area']],
    [
      'a municipality that is none',
      { area: { municipalities: ['2081', '2099'] } },
      'unknown-municipality',
      ['/area/municipalities/1'],
    ],
    [
      'a county that is none',
      { area: { counties: ['2'], municipalities: [] } },
      'unknown-county',
      ['/area/counties/0'],
    ],
    ['a parent that does not exist', { partOf: 'nothing' }, 'parent-unknown', ['/partOf']],
    ['a campaign that is part of itself', { partOf: 'digital-days' }, 'campaign-circle', ['/partOf']],
  ])('refuses %s', (_, change, code, pointers) => {
    expect(() => draftCampaign('digital-days', { ...plan, ...change }, undefined)).toThrow(refusing(code, ...pointers));
  });

  it('refuses whatever would publish how somebody is reached, at each place where people write', () => {
    const call = 'Ring 070-123 45 67';
    const goal = { measure: 'people', target: 1, description: { sv: call, en: 'eva@bibliotek.example' } };
    const word = 'ring-070-123-45-67';
    const full: CampaignPlan = {
      ...plan,
      name: { sv: call, en: call },
      organiser: 'Eva 811228-9874',
      goals: [goal, { measure: word, target: 1 }],
      kit: [{ kind: word, language: 'sv', title: call, url: 'https://kit.example/stod.pdf' }],
      themes: ['online-safety', word],
      targetGroups: [word],
      partnerCategories: [word],
    };
    const pointers = [
      ...['/name/sv', '/name/en', '/organiser', '/goals/0/description/sv', '/goals/0/description/en'],
      ...['/goals/1/measure', '/kit/0/kind', '/kit/0/title', '/themes/1', '/targetGroups/0', '/partnerCategories/0'],
    ];
    expect(() => draftCampaign('digital-days', full, undefined)).toThrow(refusing('contact-in-title', ...pointers));
    expect(() => amendCampaign('digital-days', draft, { plan: full, parent: undefined, confirmedOn: nobody })).toThrow(
      refusing('contact-in-title', ...pointers),
    );
  });

  it('takes days on the first and the last day of the counting period', () => {
    const edges = { ...plan, days: ['2024-04-18', '2024-11-16'] };
    expect(draftCampaign('digital-days', edges, undefined).state.days).toEqual(edges.days);
  });

  it('lists all errors at once', () => {
    const invalid = { ...plan, days: ['2023-01-01'], goals: [{ measure: 'people', target: 0 }] };
    expect(() => draftCampaign('digital-days', invalid, undefined)).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ code: 'day-outside-counting-period' }),
          expect.objectContaining({ code: 'goal-not-positive' }),
        ],
      }),
    );
  });

  it('refuses a circle through others', () => {
    const parent: Parent = { announced: false, lineage: ['national-week', 'european-week', 'digital-days'] };
    expect(() => draftCampaign('digital-days', { ...plan, partOf: 'national-week' }, parent)).toThrow(
      refusing('campaign-circle', '/partOf'),
    );
  });
});

describe('amending a campaign', () => {
  const renamed = { ...plan, name: { sv: 'Nytt namn', en: 'New name' } };
  const amend = (campaign: Campaign, to: CampaignPlan, confirmedOn: ReadonlyMap<string, number> = nobody) =>
    amendCampaign('digital-days', campaign, { plan: to, parent: undefined, confirmedOn });

  it('publishes nothing of a draft', () => {
    expect(amend(draft, renamed)).toEqual({ state: { ...renamed, status: 'draft' }, events: [] });
  });

  it('publishes what was announced', () => {
    expect(amend(announced, renamed)).toEqual({ state: { ...announced, ...renamed }, events: [campaignAmended] });
  });

  it('does nothing when nothing is different', () => {
    expect(amend(announced, { ...plan })).toBe(nothingHappens);
    expect(amend(draft, { ...plan })).toBe(nothingHappens);
  });

  it('refuses to remove a day that somebody is confirmed for, and says which and how many', () => {
    const oneDay = { ...plan, days: ['2024-11-16'] };
    expect(() => amend(announced, oneDay, new Map([['2024-11-15', 3]]))).toThrow(
      expect.objectContaining({
        code: 'day-in-use',
        kind: 'conflict',
        errors: [{ pointer: '/days', code: 'day-in-use', detail: '3 registrations are confirmed for 2024-11-15.' }],
      }),
    );
  });

  it('removes a day that nobody is confirmed for, and gives held days up', () => {
    const oneDay = { ...plan, days: ['2024-11-16'] };
    expect(amend({ ...announced, heldDays: ['2024-11-15'] }, oneDay, new Map([['2024-11-15', 0]]))).toEqual({
      state: { ...announced, days: ['2024-11-16'] },
      events: [campaignAmended],
    });
  });

  it('refuses another parent once it is announced', () => {
    const moved = { ...plan, partOf: 'national-week' };
    const parent = { announced: true, lineage: ['national-week'] };
    expect(() => amendCampaign('digital-days', announced, { plan: moved, parent, confirmedOn: nobody })).toThrow(
      refusing('parent-is-fixed'),
    );
  });

  it('refuses invalid plans and closed campaigns', () => {
    expect(() => amend(announced, { ...plan, days: ['2030-01-01'] })).toThrow(refusing('day-outside-counting-period'));
    expect(() => amend(closed, renamed)).toThrow(refusing('campaign-closed'));
  });
});

describe('announcing a campaign', () => {
  it('publishes an event', () => {
    expect(announceCampaign(draft, undefined, now)).toEqual({ state: announced, events: [campaignAnnounced] });
  });

  it('does nothing the second time', () => {
    expect(announceCampaign(announced, undefined, now)).toBe(nothingHappens);
  });

  it('comes after the campaign it is part of', () => {
    const part: Campaign = { ...draft, partOf: 'national-week' };
    expect(() => announceCampaign(part, { announced: false, lineage: ['national-week'] }, now)).toThrow(
      refusing('parent-not-announced'),
    );
    expect(announceCampaign(part, { announced: true, lineage: ['national-week'] }, now)).toMatchObject({
      state: { status: 'announced', partOf: 'national-week' },
    });
  });

  it('is refused after the campaign was closed', () => {
    expect(() => announceCampaign(closed, undefined, now)).toThrow(refusing('campaign-closed'));
  });
});

describe('closing a campaign', () => {
  it('publishes one event', () => {
    expect(closeCampaign({ ...announced, heldDays: [] }, now)).toEqual({ state: closed, events: [campaignClosed] });
    expect(closeCampaign(closed, now)).toBe(nothingHappens);
  });

  it('is refused for a draft', () => {
    expect(() => closeCampaign(draft, now)).toThrow(refusing('campaign-not-announced'));
  });
});

describe('removing days', () => {
  it('concerns only what has been announced', () => {
    const oneDay = { ...plan, days: ['2024-11-16', '2024-11-14'] };
    expect(daysRemoved(announced, oneDay)).toEqual(['2024-11-15']);
    expect(daysRemoved(draft, oneDay)).toEqual([]);
  });

  it('holds the days and lets them go without a word', () => {
    const held = { ...announced, heldDays: ['2024-11-15'] };
    expect(holdDays(announced, ['2024-11-15'])).toEqual({ state: held, events: [] });
    expect(releaseDays(held)).toEqual({ state: announced, events: [] });
    expect(releaseDays(announced)).toBe(nothingHappens);
    expect(holdDays(closed, ['2024-11-15'])).toBe(nothingHappens);
  });
});

describe('what is published of a campaign', () => {
  it.each([
    ['announced', { ...announced, partOf: 'national-week', heldDays: ['2024-11-15'] }, campaignAnnounced],
    ['closed', closed, campaignClosed],
  ])('keeps the contract when it is %s', (_, campaign, contract) => {
    const data = publicCampaign(campaign, 'digital-days');
    expect(parseEvent([contract], serializedEvent(contract, 'digital-days', data)).data).toEqual(data);
    expect(data).not.toHaveProperty('heldDays');
  });
});
