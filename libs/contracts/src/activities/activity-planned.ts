import { contract } from '../contract.ts';
import { activity, exampleActivity, onlyCampaign } from './activity.ts';

export const activityPlanned = contract({
  type: 'activities.activity.planned.v1',
  meaning: 'An activity has been planned. Nobody outside its organisers need act on it yet.',
  data: activity,
  example: exampleActivity,
  campaign: onlyCampaign,
});
