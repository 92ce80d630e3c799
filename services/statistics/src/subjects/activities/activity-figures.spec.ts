import { describe, expect, it } from '@jest/globals';
import {
  activityPublished,
  activityReportCorrected,
  activityReported,
  campaignAnnounced,
  eventOf,
  registrationConfirmed,
  surveyClosed,
  surveyCounted,
} from '@kraftsamling/contracts';
import type { ActivityData, CampaignData, CloudEvent, SurveyData } from '@kraftsamling/contracts';
import { municipalities } from '@kraftsamling/geography';
import { anyDelivery } from '@kraftsamling/testing';
import fc from 'fast-check';
import { histories } from '../../../test/histories.ts';
import { NETWORK, scopeOf, seriesOf } from '../../counting/row.ts';
import type { Table } from '../../counting/row-tables.ts';
import { campaignFigures, campaignSeries, networkFigures } from '../../figures/figures.ts';
import { newestOfEach } from '../../projection/projection-delta.ts';
import { factOf } from '../../projection/subscription.ts';
import { Sums } from '../../projection/sums.ts';
import { campaignFact } from '../campaigns/campaign-fact.ts';
import { factsOfKind } from '../subjects.ts';
import type { Fact } from '../subjects.ts';
import type { ActivityFact, ReportFact } from './activity-fact.ts';
import type { ActivityCounts, ActivityFigures, People } from './activity-figures.ts';

const moment = '2024-04-01T00:00:00.000Z';
const revision = { generation: 1, revision: 7, asOf: moment, updatedAt: moment, day: '2024-04-01' };
const id = 'digitalidag-2024';

const announced = (name: string) => campaignFact(name, 1, { ...campaignAnnounced.example, id: name });
const factsFrom = (events: readonly CloudEvent<unknown>[]) => [...newestOfEach(events.map(factOf)).values()];
const factsOfAHistory = histories({ activities: 12 }).map(factsFrom);

function rowsOf(facts: readonly Fact[], scope: string) {
  const rows = [...Sums.over(facts).entries()].map(([_id, sums]) => ({ _id, sums }));
  return rows.filter(({ _id }) => scopeOf(_id) === scope);
}

function figuresOf(facts: readonly Fact[], campaign = id) {
  const surveys = factsOfKind(facts, 'survey').filter((fact) => fact.campaign === campaign);
  const campaigns = factsOfKind(facts, 'campaign');
  const rows = rowsOf(facts, campaign);
  return campaignFigures(revision, {
    campaign: (campaigns.find((fact) => fact.campaign.id === campaign) ?? announced(campaign)).campaign,
    rows,
    facts: [...campaigns, ...surveys],
    ofParts: [],
  }).figures;
}

function figuresOfTheNetwork(facts: readonly Fact[]) {
  return networkFigures(revision, rowsOf(facts, NETWORK), [announced(id)]).figures;
}

function activitiesAmong(facts: readonly Fact[], campaign?: string): ActivityFact[] {
  return factsOfKind(facts, 'activity').filter((fact) => campaign === undefined || fact.campaign.includes(campaign));
}

/** The plainest ways to count that there are. */
function count(activities: readonly ActivityFact[]): ActivityCounts {
  const at = (...steps: ActivityFact['status'][]) => activities.filter(({ status }) => steps.includes(status)).length;
  return {
    total: activities.length,
    inProgramme: at('published', 'reported'),
    planned: at('planned'),
    published: at('published'),
    reported: at('reported'),
    cancelled: at('cancelled'),
  };
}

function countPeople(activities: readonly ActivityFact[], evidence?: string): People {
  const people = { total: 0, onSite: 0, online: 0, lower: 0, upper: 0 };
  for (const { report } of activities)
    for (const way of ['onSite', 'online'] as const) {
      if (!report || (evidence !== undefined && report[way].evidence !== evidence)) continue;
      people.total += report[way].people;
      people[way] += report[way].people;
      people.lower += report[way].lower;
      people.upper += report[way].upper;
    }
  return people;
}

function sum(
  activities: readonly ActivityFact[],
  measure: 'developedCompetence' | 'staffTrained' | 'volunteersTrained',
) {
  return { total: activities.reduce((all, { report }) => all + (report?.[measure] ?? 0), 0) };
}

function expectCounted(figures: ActivityFigures, activities: readonly ActivityFact[]): void {
  expect(figures.activities).toEqual(count(activities));
  expect(figures.people).toEqual(countPeople(activities));
  for (const measure of ['developedCompetence', 'staffTrained', 'volunteersTrained'] as const)
    expect(figures[measure]).toEqual(sum(activities, measure));
  expect(figures.reports).toEqual({
    total: count(activities).reported,
    corrected: activities.filter(({ report }) => report?.corrected).length,
  });
  const unconfirmed = activities.flatMap(({ unconfirmedReport }) => unconfirmedReport ?? []);
  const inAll = (number: (report: ReportFact) => number) => unconfirmed.reduce((all, each) => all + number(each), 0);
  expect(figures.unconfirmedReports).toEqual({
    total: unconfirmed.length,
    people: inAll(({ onSite, online }) => onSite.people + online.people),
    developedCompetence: inAll(({ developedCompetence }) => developedCompetence),
    staffTrained: inAll(({ staffTrained }) => staffTrained),
    volunteersTrained: inAll(({ volunteersTrained }) => volunteersTrained),
  });
  for (const evidence of ['counted', 'registered', 'estimated'])
    expect(figures.peopleByEvidence[evidence] ?? countPeople([])).toEqual(countPeople(activities, evidence));
  for (const code of ['2081', '0180', '1480', '9999']) {
    const those = activities.filter(({ municipality }) => municipality === code);
    expect(figures.activitiesByMunicipality[code] ?? count([])).toMatchObject(count(those));
    expect(figures.peopleByMunicipality[code] ?? countPeople([])).toMatchObject(countPeople(those));
  }
  for (const topic of ['e-identification', 'online-safety'])
    expect(figures.activitiesByTopic[topic] ?? count([])).toEqual(
      count(activities.filter(({ topics }) => topics.includes(topic))),
    );
  for (const group of ['senior-citizens', 'children-and-youth']) {
    expect(figures.activitiesByTargetGroup[group] ?? count([])).toEqual(
      count(activities.filter(({ targetGroups }) => targetGroups.includes(group))),
    );
    const counted = activities.flatMap(({ report }) => report?.targetGroups ?? []);
    expect(figures.peopleByTargetGroup[group]?.total ?? 0).toBe(
      counted.filter(({ targetGroup }) => targetGroup === group).reduce((all, { people }) => all + people, 0),
    );
  }
}

function added<Counts extends object>(table: Table<Counts>, measure: keyof Counts): number {
  return Object.values(table).reduce((all, row) => all + (row[measure] as number), 0);
}

describe('The figures of activities', () => {
  it('are what counting them one by one gives, in a campaign and in the network', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        expectCounted(figuresOf(facts), activitiesAmong(facts, id));
        expectCounted(figuresOfTheNetwork(facts), activitiesAmong(facts));
        expect(figuresOf(facts).activitiesYearRound).toEqual(
          count(activitiesAmong(facts, id).filter(({ yearRoundIn }) => yearRoundIn.includes(id))),
        );
        expect(figuresOfTheNetwork(facts).activitiesByCampaign[id] ?? count([])).toEqual(
          count(activitiesAmong(facts, id)),
        );
        expect(figuresOfTheNetwork(facts).peopleByCampaign[id] ?? countPeople([])).toEqual(
          countPeople(activitiesAmong(facts, id)),
        );
      }),
    );
  });

  it('add up: municipalities and counties and forms and modes and days and evidence to the whole', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        for (const [scope, figures] of [
          [id, figuresOf(facts)] as const,
          [NETWORK, figuresOfTheNetwork(facts)] as const,
        ]) {
          const { activitiesByMunicipality, activitiesByCounty, activitiesByForm, activitiesByMode } = figures;
          for (const table of [activitiesByMunicipality, activitiesByCounty, activitiesByForm, activitiesByMode])
            for (const step of Object.keys(figures.activities) as (keyof ActivityCounts)[])
              expect(added(table, step)).toBe(figures.activities[step]);

          const { peopleByMunicipality, peopleByCounty, peopleByEvidence } = figures;
          const days = campaignSeries(rowsOf(facts, seriesOf(scope))).people;
          for (const table of [peopleByMunicipality, peopleByCounty, peopleByEvidence, days])
            for (const measure of Object.keys(figures.people) as (keyof People)[])
              expect(added(table, measure)).toBe(figures.people[measure]);
        }
      }),
    );
  });

  it('count an activity of two campaigns in both, and once in the network', () => {
    const facts = factsFrom([reported({ campaigns: [id, 'week-46'] })]);

    for (const figures of [figuresOf(facts), figuresOf(facts, 'week-46'), figuresOfTheNetwork(facts)])
      expect(figures).toMatchObject({ activities: { total: 1 }, people: { total: 40 }, staffTrained: { total: 2 } });
  });

  it('count one report, however many organisers an activity has', () => {
    const organisers = ['library', 'municipality', 'study-association', 'company', 'seniors'];
    const events = organisers.map((_, version) => reported({ organisers }, version + 4));

    expect(figuresOf(factsFrom(events)).people.total).toBe(40);
  });

  it('show what the last correction says, in whatever order and however often corrections come', () => {
    const corrections = [40, 55, 35, 38].map((people, index) => reported({}, index + 3, people));

    fc.assert(
      fc.property(anyDelivery(corrections), (delivered) => {
        const { people, reports } = figuresOf(factsFrom(delivered));
        expect(people).toMatchObject({ total: 38, lower: 38, upper: 38 });
        expect(reports).toEqual({ total: 1, corrected: 1 });
      }),
    );
  });

  it('count people on the day in Sweden on which the last session began', () => {
    const sessions = [
      { id: '2', start: '2024-11-15T23:30:00.000Z', end: '2024-11-16T01:00:00.000Z' },
      { id: '1', start: '2024-11-14T09:00:00.000Z', end: '2024-11-14T11:00:00.000Z' },
    ];
    const facts = factsFrom([reported({ sessions })]);

    const { people, activities } = campaignSeries(rowsOf(facts, seriesOf(id)));
    expect(people).toEqual({ '2024-11-16': { total: 40, onSite: 40, online: 0, lower: 40, upper: 40 } });
    expect(activities).toMatchObject({ '2024-10-02': { planned: 0, published: 1 }, '2024-11-18': { reported: 1 } });
  });
});

describe('Coverage', () => {
  const inMunicipality = (code: string, change: Partial<ActivityData> = {}) =>
    eventOf(activityPublished, {
      id: crypto.randomUUID(),
      subject: `activity-in-${code}`,
      version: change.status === 'cancelled' ? 3 : 2,
      time: new Date(),
      data: { ...activityPublished.example, municipality: code, county: code.slice(0, 2), ...change },
    });
  const covered = municipalities.slice(0, 216).map(({ code }) => inMunicipality(code));

  it('lists exactly the municipalities without an activity in the programme', () => {
    const { coverage, coverageByCounty } = figuresOf(factsFrom(covered));

    expect(coverage).toMatchObject({ covered: 216, of: 290 });
    expect(coverage.empty.map(({ municipality }) => municipality).sort()).toEqual(
      municipalities
        .slice(216)
        .map(({ code }) => code)
        .sort(),
    );
    expect(Object.keys(coverageByCounty)).toHaveLength(21);
    expect(added(coverageByCounty, 'covered')).toBe(216);
    expect(added(coverageByCounty, 'of')).toBe(290);
  });

  it('gets a gap when the only activity of a municipality is cancelled', () => {
    const [{ code, name, countyCode }] = municipalities as [(typeof municipalities)[0]];
    const { coverage } = figuresOf(factsFrom([...covered, inMunicipality(code, { status: 'cancelled' })]));

    expect(coverage.covered).toBe(215);
    expect(coverage.empty).toContainEqual({ municipality: code, name, county: countyCode });
  });

  it('is of the area of the campaign, where it has one', () => {
    const week = (area: NonNullable<CampaignData['area']>) => [
      campaignFact(id, 1, { ...campaignAnnounced.example, id, area }),
    ];
    const facts = factsFrom([inMunicipality('2081'), inMunicipality('2080'), inMunicipality('0180')]);
    const registered = (municipality: string) => factsFrom([eventOf(registrationConfirmed, { id: crypto.randomUUID(), subject: municipality, version: 2, time: new Date(), data: { ...registrationConfirmed.example, campaignId: id, municipality, county: municipality.slice(0, 2) } })]); // prettier-ignore
    const registrations = [...registered('2081'), ...registered('1480')];

    const borlange = week({ counties: [], municipalities: ['2081'] });
    expect(figuresOf([...borlange, ...facts, ...registrations])).toMatchObject({
      coverage: { covered: 1, of: 1, empty: [] },
      coverageByCounty: { '20': { covered: 1, of: 1 } },
      municipalitiesTakingPart: { total: 1, of: 1 },
      activities: { total: 3 },
    });
    const dalarna = figuresOf([...week({ counties: ['20'], municipalities: ['2081', '0180'] }), ...facts]);
    expect(dalarna.coverage).toMatchObject({ covered: 3, of: 16 });
    expect(dalarna.coverage.empty.map(({ county }) => county)).toEqual(Array(13).fill('20'));
    expect(Object.keys(dalarna.coverageByCounty).sort()).toEqual(['01', '20']);
  });

  it('counts neither what is only planned nor what lies in no municipality that is known', () => {
    const events = [inMunicipality('2081', { status: 'planned' }), inMunicipality('9999')];

    expect(figuresOf(factsFrom(events))).toMatchObject({ coverage: { covered: 0 }, activities: { total: 2 } });
  });
});

describe('A report', () => {
  const groups = { targetGroups: [{ targetGroup: 'senior-citizens', people: 31 }, { targetGroup: 'asylum-seekers', people: 1 }] }; // prettier-ignore
  const { report } = activityReported.example;
  const confirmed = reported({ report: { ...report!, ...groups } });
  const unconfirmed = reported({ report: { ...report!, ...groups, awaitingConfirmation: true } }, 2);

  it('that awaits confirmation is counted apart, and nowhere else', () => {
    const whole = figuresOf(factsFrom([unconfirmed]));
    expect(whole).toMatchObject({
      people: { total: 0, lower: 0, upper: 0 },
      peopleByTargetGroup: {},
      peopleByMunicipality: {},
      developedCompetence: { total: 0 },
      staffTrained: { total: 0 },
      reports: { total: 1 },
      unconfirmedReports: { total: 1, people: 40, developedCompetence: 28, staffTrained: 2, volunteersTrained: 1 },
    });
  });

  it('counts like any other once it has been confirmed, in whatever order that is heard of', () => {
    const counted = { people: { total: 40 }, staffTrained: { total: 2 }, unconfirmedReports: { total: 0, people: 0 } };
    for (const events of [
      [unconfirmed, confirmed],
      [confirmed, unconfirmed],
      [confirmed, confirmed],
    ])
      // prettier-ignore
      expect(figuresOf(factsFrom(events))).toMatchObject(counted);
  });

  it('tells of no small group, also in an event from before these were left out', () => {
    const { peopleByTargetGroup } = figuresOf(factsFrom([confirmed]));
    expect(peopleByTargetGroup).toEqual({ 'senior-citizens': { total: 31 } });
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        for (const { report, unconfirmedReport } of activitiesAmong(facts))
          for (const { people } of (report ?? unconfirmedReport)?.targetGroups ?? [])
            expect(people).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});

describe('Goals', () => {
  const inSentences = { sv: 'Minst en miljon', en: 'At least a million' };
  const goals = [
    { measure: 'developed-competence', target: 100, description: inSentences },
    { measure: 'attendances', target: 1000 },
    { measure: 'people', target: 2000 },
    { measure: 'municipalities', target: 290 },
    { measure: 'constructor', target: 3 },
  ];
  const withGoals = campaignFact(id, 1, { ...campaignAnnounced.example, id, goals });
  const { report } = activityReported.example;

  it('are each compared with the very thing that they name, in the words of the campaign, as far as anything measures it', () => {
    const reports = { ...report!, developedCompetence: 33, onSite: { people: 40, lower: 40, upper: 40, evidence: 'counted' } } as const; // prettier-ignore
    const bounds = { lower: 40, upper: 40, estimatedShare: 0 };

    expect(figuresOf([withGoals, ...factsFrom([reported({ report: reports })])]).goals).toEqual({
      'developed-competence': { description: inSentences, goal: 100, reached: 33, share: 0.33 },
      attendances: { goal: 1000, reached: 40, share: 0.04, ...bounds },
      people: { goal: 2000, reached: 40, share: 0.02, ...bounds },
      municipalities: { goal: 290, reached: 1, share: 1 / 290 },
    });
  });

  it('have the bounds of the estimates and the share that is estimated beside them', () => {
    const online = { people: 160, lower: 100, upper: 220, evidence: 'estimated' } as const;
    const facts = factsFrom([reported({ report: { ...report!, onSite: { people: 40, lower: 40, upper: 40, evidence: 'counted' }, online } })]); // prettier-ignore

    expect(figuresOf([withGoals, ...facts]).goals['attendances']).toEqual(
      { goal: 1000, reached: 200, share: 0.2, lower: 140, upper: 260, estimatedShare: 0.8 }, // prettier-ignore
    );
  });
});

describe('The figures of surveys', () => {
  const counted = (version: number, change: Partial<SurveyData>) =>
    eventOf(change.status === 'closed' ? surveyClosed : surveyCounted, {
      id: crypto.randomUUID(),
      subject: 'survey-1',
      version,
      time: new Date(),
      data: { ...surveyCounted.example, campaignId: id, ...change },
    });

  it('count those that are open and closed, and their answers', () => {
    const events = [counted(2, { answers: 25 }), counted(3, { answers: 41, status: 'closed' })];

    const once = { total: 1, open: 0, closed: 1, answers: 41 };
    expect(figuresOf(factsFrom(events)).surveys).toEqual(once);
    expect(figuresOfTheNetwork(factsFrom(events)).surveys).toEqual(once);
  });

  it('show results by question and option, and nothing where a small group is hidden', () => {
    const { surveyResults } = figuresOf(factsFrom([counted(2, {})]));

    expect(surveyResults['survey-1']).toMatchObject({ status: 'open', answers: 25, municipality: '2081' });
    expect(surveyResults['survey-1']!.questions).toEqual([
      {
        id: 'wanted-services',
        text: surveyCounted.example.questions[0]!.text,
        options: [
          { id: 'health-care', text: { sv: 'Vård', en: 'Health care' }, answers: 18 },
          { id: 'school', text: { sv: 'Skola', en: 'School' } },
        ],
      },
    ]);
  });
});

function reported(change: Partial<ActivityData>, version = 3, people = 40): CloudEvent<unknown> {
  const { report } = activityReported.example;
  const corrected = version > 3 ? { correctedAt: '2024-11-20T10:00:00.000Z' } : {};
  const data: ActivityData = {
    ...activityReported.example,
    campaigns: [id],
    ...corrected,
    report: { ...report!, onSite: { people, lower: people, upper: people, evidence: 'counted' } },
    ...change,
  };
  const contract = version > 3 ? activityReportCorrected : activityReported;
  return eventOf(contract, { id: crypto.randomUUID(), subject: 'activity-1', version, time: new Date(), data });
}
