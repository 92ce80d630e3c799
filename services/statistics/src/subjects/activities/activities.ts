import { activityEvents } from '@kraftsamling/contracts';
import type { ActivityData } from '@kraftsamling/contracts';
import type { Area } from '@kraftsamling/geography';
import { toCampaigns, toCounties, toTheWhole } from '../../counting/addition.ts';
import { inArea, some } from '../../counting/selection.ts';
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

const attendances = {
  reached: ({ people }: ActivityFiguresOfACampaign) => people.total,
  bounds: ({ people: { total, lower, upper }, peopleByEvidence }: ActivityFiguresOfACampaign) => ({
    lower,
    upper,
    estimatedShare: (peopleByEvidence['estimated']?.total ?? 0) / Math.max(1, total),
  }),
  select: () => somebodyCame('total'),
};

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
    'developed-competence': {
      reached: ({ developedCompetence }: ActivityFiguresOfACampaign) => developedCompetence.total,
      select: () => ({ 'report.developedCompetence': some }),
    },
    attendances,
    /** The older word for attendances. */
    people: attendances,
    municipalities: {
      reached: ({ coverage }: ActivityFiguresOfACampaign) => coverage.covered,
      select: (area: Area | undefined) => ({ status: inProgramme, ...inArea(area) }),
    },
  },
} as const satisfies Subject<ActivityFact, ActivityFigure, ActivityData>;
