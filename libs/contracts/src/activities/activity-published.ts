import { contract } from '../contract.ts';
import { activity, examplePublished, onlyCampaign } from './activity.ts';

export const activityPublished = contract({
  type: 'activities.activity.published.v1',
  meaning: 'An activity stands in the programme: it takes place, and everybody may come.',
  data: activity,
  example: examplePublished,
  campaign: onlyCampaign,
});
