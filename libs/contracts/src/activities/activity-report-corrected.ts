import { contract } from '../contract.ts';
import { activity, exampleReported, onlyCampaign } from './activity.ts';

export const activityReportCorrected = contract({
  type: 'activities.activity.report-corrected.v1',
  meaning: 'The report of an activity has been replaced by a corrected one.',
  data: activity,
  example: {
    ...exampleReported,
    correctedAt: '2024-11-20T10:00:00.000Z',
  },
  campaign: onlyCampaign,
});
