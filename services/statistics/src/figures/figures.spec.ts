import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { histories } from '../../test/histories.ts';
import { NETWORK, scopeOf, seriesOf } from '../counting/row.ts';
import { newestOfEach } from '../projection/projection-delta.ts';
import { factOf } from '../projection/subscription.ts';
import { Sums } from '../projection/sums.ts';
import type { RegistrationFact } from '../subjects/registrations/registration-fact.ts';
import type { RegistrationCounts } from '../subjects/registrations/registration-figures.ts';
import { factsOfKind } from '../subjects/subjects.ts';
import type { Fact } from '../subjects/subjects.ts';
import { campaignFigures, campaignSeries, networkFigures } from './figures.ts';

const moment = '2024-04-01T00:00:00.000Z';
const revision = { generation: 1, revision: 7, asOf: moment, updatedAt: moment, day: '2024-04-01' };
const id = 'digitalidag-2024';

const factsOfAHistory = histories().map((events) => [...newestOfEach(events.map(factOf)).values()]);

function rowsOf(facts: readonly Fact[], scope: string) {
  const rows = [...Sums.over(facts).entries()].map(([_id, sums]) => ({ _id, sums }));
  return rows.filter(({ _id }) => scopeOf(_id) === scope);
}

function figuresOf(facts: readonly Fact[]) {
  const campaigns = factsOfKind(facts, 'campaign');
  return campaignFigures(revision, {
    campaign: (campaigns.find((fact) => fact.campaign.id === id) ?? campaign(id)).campaign,
    rows: rowsOf(facts, id),
    facts: [
      ...campaigns.filter((fact) => fact.campaign.id === id || fact.campaign.partOf === id),
      ...factsOfKind(facts, 'survey').filter(({ campaign }) => campaign === id),
    ],
    ofParts: rowsOf(facts, NETWORK).filter(({ _id }) => /^[/](registrations|activities)ByCampaign[/]/.test(_id)),
  });
}

/** The plainest way to count that there is. */
function count(registrations: readonly RegistrationFact[]): RegistrationCounts {
  const at = (...steps: RegistrationFact['status'][]) =>
    registrations.filter(({ status }) => steps.includes(status)).length;
  return {
    total: registrations.length,
    live: at('submitted', 'contacted', 'confirmed'),
    submitted: at('submitted'),
    contacted: at('contacted'),
    confirmed: at('confirmed'),
    declined: at('declined'),
    withdrawn: at('withdrawn'),
  };
}

describe('The figures of a campaign', () => {
  it('are what counting the registrations one by one gives', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const registrations = factsOfKind(facts, 'registration').filter(({ campaign }) => campaign === id);
        const { figures } = figuresOf(facts);

        expect(figures.registrations).toEqual(count(registrations));
        expect(figures.organisationsTakingPart.total).toBe(count(registrations).live);
        for (const code of ['2081', '0180', '9999'])
          expect(figures.registrationsByMunicipality[code] ?? { ...count([]) }).toMatchObject(
            count(registrations.filter(({ municipality }) => municipality === code)),
          );
        for (const day of ['2024-11-15', '2018-10-08'])
          expect(figures.registrationsByDay[day] ?? count([])).toEqual(
            count(registrations.filter(({ days }) => days.includes(day))),
          );
      }),
    );
  });

  it('add up: municipalities and counties and categories to the whole', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const { figures } = figuresOf(facts);

        for (const table of [
          figures.registrationsByMunicipality,
          figures.registrationsByCounty,
          figures.registrationsByCategory,
        ])
          for (const step of Object.keys(figures.registrations) as (keyof RegistrationCounts)[])
            expect(Object.values(table).reduce((sum, row) => sum + row[step], 0)).toBe(figures.registrations[step]);
      }),
    );
  });

  it('name the municipalities and counties that are known, and count the unknown under their code', () => {
    const facts = [
      registration({ _id: 'registration:1', municipality: '2081', county: '20' }),
      registration({ _id: 'registration:2', municipality: '9999', county: '99', status: 'declined' }),
    ];
    const { figures } = figuresOf(facts);

    expect(figures.registrationsByMunicipality['2081']).toMatchObject({ name: 'Borlänge', live: 1 });
    expect(figures.registrationsByMunicipality['9999']).toEqual(count([registration({ status: 'declined' })]));
    expect(figures.registrationsByCounty['99']).not.toHaveProperty('name');
    expect(figures.municipalitiesTakingPart).toEqual({ total: 1, of: 290 });
  });

  it('leave out what is zero throughout', () => {
    const { figures } = campaignFigures(revision, {
      campaign: campaign(id).campaign,
      rows: [{ _id: `${id}/registrationsByDay/2024-11-15`, sums: { submitted: 0 } }],
      facts: [],
      ofParts: [],
    });
    expect(figures.registrationsByDay).toEqual({});
  });

  it('describe it and its parts', () => {
    const local = campaign('borlange-2024', id);
    const { campaign: described, parts } = figuresOf([
      campaign(id),
      local,
      registration({}),
      registration({ _id: 'registration:2', campaign: 'borlange-2024', status: 'confirmed' }),
    ]);
    expect(described).toMatchObject({ id, name: { en: id } });
    expect(parts).toMatchObject({
      'borlange-2024': {
        name: local.campaign.name,
        status: 'announced',
        registrations: count([registration({ status: 'confirmed' })]),
      },
    });
  });

  it('show each step on the day it was taken, whatever has become of the registration since', () => {
    const facts = [
      registration({
        status: 'withdrawn',
        steps: { submitted: '2024-05-01', confirmed: '2024-05-02', kitIssued: '2024-05-02', withdrawn: '2024-06-01' },
      }),
    ];
    const none = { submitted: 0, contacted: 0, confirmed: 0, declined: 0, withdrawn: 0, kitIssued: 0 };
    expect(campaignSeries(rowsOf(facts, seriesOf(id))).days).toEqual({
      '2024-05-01': { ...none, submitted: 1 },
      '2024-05-02': { ...none, confirmed: 1, kitIssued: 1 },
      '2024-06-01': { ...none, withdrawn: 1 },
    });
  });
});

describe('The figures of the network', () => {
  it('are what counting organisations and campaigns one by one gives', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const organisations = factsOfKind(facts, 'organisation');
        const campaigns = factsOfKind(facts, 'campaign');
        const { figures } = networkFigures(revision, rowsOf(facts, NETWORK), campaigns);

        expect(figures.organisations.total).toBe(organisations.length);
        for (const sector of ['public', 'private', 'civil-society'])
          expect(figures.organisationsBySector[sector]?.total ?? 0).toBe(
            organisations.filter((organisation) => organisation.sector === sector).length,
          );
        expect(figures.campaigns).toEqual({
          total: campaigns.length,
          announced: campaigns.filter(({ status }) => status === 'announced').length,
          closed: campaigns.filter(({ status }) => status === 'closed').length,
        });
      }),
    );
  });

  it('have a row for each campaign that has been announced, with all that was counted before it was, and for no other', () => {
    const names = ['digitalidag-2024', 'borlange-2018', 'never-announced'];
    fc.assert(
      fc.property(factsOfAHistory, fc.subarray(names), (facts, announced) => {
        const { figures } = networkFigures(
          revision,
          rowsOf(facts, NETWORK),
          announced.map((name) => campaign(name)),
        );

        const { registrationsByCampaign, activitiesByCampaign, peopleByCampaign, casesByCampaign } = figures;
        for (const table of [registrationsByCampaign, activitiesByCampaign, peopleByCampaign, casesByCampaign])
          expect(announced).toEqual(expect.arrayContaining(Object.keys(table)));
        for (const each of announced)
          expect(registrationsByCampaign[each] ?? count([])).toEqual(
            count(factsOfKind(facts, 'registration').filter((registration) => registration.campaign === each)),
          );
      }),
    );
  });
});

function registration(change: Partial<RegistrationFact>): RegistrationFact {
  return {
    _id: 'registration:1',
    version: 1,
    kind: 'registration',
    campaign: id,
    status: 'submitted',
    days: ['2024-11-15'],
    category: 'public-library',
    county: '20',
    municipality: '2081',
    steps: { submitted: '2024-05-01' },
    ...change,
  };
}

function campaign(name: string, partOf?: string) {
  return {
    _id: `campaign:${name}`,
    version: 1,
    kind: 'campaign' as const,
    status: 'announced' as const,
    campaign: {
      id: name,
      name: { sv: name, en: name },
      kind: 'week' as const,
      organiser: 'Digidel',
      ...(partOf === undefined ? {} : { partOf }),
      days: [],
      goals: [],
      status: 'announced' as const,
    },
  };
}
