import { activityEvents } from '@kraftsamling/contracts';
import type { ActivityData } from '@kraftsamling/contracts';
import { toCampaigns, toCounties, toTheWhole } from '../../counting/addition.ts';
import type { Subject } from '../subject.ts';
import { contributeActivity } from './activity-contributions.ts';
import { activityDefinitions } from './activity-definitions.ts';
import { activityFact } from './activity-fact.ts';
import type { ActivityFact } from './activity-fact.ts';
import {
  activityFiguresOfACampaign,
  activityFiguresOfAPart,
  activityFiguresOfTheNetwork,
  activitySeries,
} from './activity-figures.ts';
import type { ActivityFigure, ActivityFiguresOfACampaign } from './activity-figures.ts';
import { inProgramme, selectActivities, somebodyCame } from './activity-selection.ts';
import { reportDefinitions } from './report-definitions.ts';

const people = ['onSite', 'online', 'lower', 'upper'];
const steps = ['planned', 'published', 'reported', 'cancelled'];

/** What takes place, where, and who came by the reports. */
export const activities = {
  kind: 'activity',
  subscribesTo: activityEvents,
  factOf: activityFact,

  contribute: contributeActivity,
  additions: [
    toCounties<ActivityFigure>('activitiesByMunicipality', 'activitiesByCounty'),
    toTheWhole<ActivityFigure>('activitiesByCounty', 'activities', [...steps, ...people]),
    toTheWhole<ActivityFigure>('activitiesByForm', 'activities', steps),
    toTheWhole<ActivityFigure>('activitiesByMode', 'activities', steps),
    toTheWhole<ActivityFigure>('peopleByEvidence', 'activities', people),
    toTheWhole<ActivityFigure>('peopleSeries', 'activities', people),
    toCampaigns<ActivityFigure>('activities', 'activitiesByCampaign', [...steps, ...people]),
  ],

  definitions: { ...activityDefinitions, ...reportDefinitions },
  select: selectActivities,

  campaignFigures: activityFiguresOfACampaign,
  networkFigures: activityFiguresOfTheNetwork,
  series: ['activitySeries', 'peopleSeries'],
  campaignSeries: activitySeries,
  networkSeries: activitySeries,
  byCampaign: 'activitiesByCampaign',
  partFigures: activityFiguresOfAPart,
  goals: {
    people: {
      reached: ({ people }: ActivityFiguresOfACampaign) => people.total,
      select: somebodyCame('total'),
    },
    municipalities: {
      reached: ({ coverage }: ActivityFiguresOfACampaign) => coverage.covered,
      select: { status: inProgramme },
    },
  },
} as const satisfies Subject<ActivityFact, ActivityFigure, ActivityData>;
