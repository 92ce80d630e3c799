import { contract } from '../contract.ts';
import { activity, examplePublished, onlyCampaign } from './activity.ts';

export const activityCancelled = contract({
  type: 'activities.activity.cancelled.v1',
  meaning: 'An activity does not take place after all.',
  data: activity,
  example: {
    ...examplePublished,
    status: 'cancelled',
    cancellationReason: 'illness',
    cancelledAt: '2024-11-14T15:00:00.000Z',
  },
  campaign: onlyCampaign,
});
