import { contract } from '../contract.ts';
import { activity, examplePublished, onlyCampaign } from './activity.ts';

export const activityAmended = contract({
  type: 'activities.activity.amended.v1',
  meaning: 'What an activity says of itself has changed.',
  data: activity,
  example: { ...examplePublished, capacity: 60 },
  campaign: onlyCampaign,
});
