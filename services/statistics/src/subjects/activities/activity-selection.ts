import { valueIs } from '../../counting/dimension.ts';
import { dayIs, factsOf, fieldIs, inArea, some, statusIs } from '../../counting/selection.ts';
import type { FigurePart, Selection } from '../../counting/selection.ts';
import { activityDimensions } from './activity-dimensions.ts';
import type { ActivityFigure } from './activity-figures.ts';

export const inProgramme = { $in: ['published', 'reported'] };
const corrected = { 'report.corrected': true };

/** The activities that a figure came from. */
export function selectActivities({ figure, campaign, value, step, area }: FigurePart<ActivityFigure>): Selection {
  const ofCampaign = factsOf('activity', campaign);

  switch (figure) {
    case 'activitiesByCampaign':
      return { ...factsOf('activity', value), ...statusIs(step, { inProgramme }) };
    case 'activities':
    case 'activitiesByForm':
    case 'activitiesByTopic':
    case 'activitiesByTargetGroup':
    case 'activitiesByMode':
    case 'activitiesByCounty':
    case 'activitiesByMunicipality':
      return { ...ofCampaign, ...valueIs(activityDimensions, figure, value), ...statusIs(step, { inProgramme }) };
    case 'activitiesYearRound':
      return { ...ofCampaign, yearRoundIn: campaign, ...statusIs(step, { inProgramme }) };
    case 'activitySeries':
      return { ...ofCampaign, ...dayIs(step ?? 'planned', value) };
    case 'coverage':
      return { ...ofCampaign, status: inProgramme, $and: [fieldIs('municipality', value), inArea(area)] };
    case 'coverageByCounty':
      return { ...ofCampaign, ...fieldIs('county', value), ...inArea(area), status: inProgramme };
    case 'people':
      return { ...ofCampaign, ...somebodyCame(step) };
    case 'peopleByCounty':
      return { ...ofCampaign, ...fieldIs('county', value), ...somebodyCame(step) };
    case 'peopleByMunicipality':
      return { ...ofCampaign, ...fieldIs('municipality', value), ...somebodyCame(step) };
    case 'peopleSeries':
      return { ...ofCampaign, ...fieldIs('lastDay', value), ...somebodyCame(step) };
    case 'peopleByCampaign':
      return { ...factsOf('activity', value), ...somebodyCame(step) };
    case 'peopleByEvidence':
      return { ...ofCampaign, ...somebodyCame(step, value) };
    case 'peopleByTargetGroup':
      return { ...ofCampaign, 'report.targetGroups': { $elemMatch: { ...fieldIs('targetGroup', value), people: some } } }; // prettier-ignore
    case 'developedCompetence':
    case 'staffTrained':
    case 'volunteersTrained':
      return { ...ofCampaign, [`report.${figure}`]: some };
    case 'unconfirmedReports':
      return {
        ...ofCampaign,
        unconfirmedReport: { $exists: true },
        ...(step === undefined || step === 'total' ? {} : unconfirmed(step)),
      };
    case 'reports':
      return { ...ofCampaign, status: 'reported', ...(step === 'corrected' ? corrected : {}) };
  }
}

function unconfirmed(measure: string): Selection {
  if (measure !== 'people') return { [`unconfirmedReport.${measure}`]: some };
  return { $or: ['onSite', 'online'].map((way) => ({ [`unconfirmedReport.${way}.people`]: some })) };
}

/** Somebody came in a way that the measure counts, or may have. */
export function somebodyCame(measure: string | undefined, evidence?: string): Selection {
  const [ways, number] =
    measure === 'onSite' || measure === 'online'
      ? [[measure], 'people']
      : [['onSite', 'online'], measure === 'lower' || measure === 'upper' ? measure : 'people'];
  return {
    $or: ways.map((way) => ({
      [`report.${way}.${number}`]: some,
      ...(evidence === undefined ? {} : { [`report.${way}.evidence`]: evidence }),
    })),
  };
}
