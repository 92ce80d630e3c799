import { contract } from '../contract.ts';
import { activity, exampleReported, onlyCampaign } from './activity.ts';

export const activityReported = contract({
  type: 'activities.activity.reported.v1',
  meaning: 'An activity has taken place, and its organisers have reported what came of it.',
  data: activity,
  example: exampleReported,
  campaign: onlyCampaign,
});
