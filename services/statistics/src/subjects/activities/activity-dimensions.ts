import type { Dimension } from '../../counting/dimension.ts';
import type { ActivityFact } from './activity-fact.ts';
import type { ActivityFigure } from './activity-figures.ts';

type ActivityDimensions = readonly Dimension<ActivityFigure, keyof ActivityFact>[];

/** Of a campaign, and of the network: an activity counts once in each of its campaigns, and once in the network. */
export const activityDimensions = [
  { figure: 'activities' },
  { figure: 'activitiesByForm', by: 'form' },
  { figure: 'activitiesByTopic', by: 'topics' },
  { figure: 'activitiesByTargetGroup', by: 'targetGroups' },
  { figure: 'activitiesByMode', by: 'mode' },
  { figure: 'activitiesByCounty', by: 'county' },
  { figure: 'activitiesByMunicipality', by: 'municipality' },
] as const satisfies ActivityDimensions;

/** People are summed in the rows of the activities they came to: a report changes these rows anyway, and needs no others. */
export const peopleDimensions = [
  { figure: 'activities' },
  { figure: 'activitiesByCounty', by: 'county' },
  { figure: 'activitiesByMunicipality', by: 'municipality' },
] as const satisfies ActivityDimensions;
