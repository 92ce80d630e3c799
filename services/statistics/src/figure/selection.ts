import { Refusal } from '@kraftsamling/messaging/decision';
import { definitions } from './definitions.ts';
import type { Figure } from './definitions.ts';
import {
  activityDimensions,
  organisationDimensions,
  registrationDimensions,
  resourceDimensions,
} from './dimensions.ts';
import type { Field } from './dimensions.ts';
import type { Fact } from './fact.ts';

/** A number that somebody has seen and wants to understand: the figure, and which part of it. */
export interface Seen {
  readonly figure: Figure;
  /** The campaign whose figure it is; undefined for a figure of the network. */
  readonly campaign: string | undefined;
  readonly value: string | undefined;
  readonly step: string | undefined;
}

/** Which facts a number came from, as a query of MongoDB. Everything in it is either ours or an equality with a string. */
export type Selection = Readonly<Record<string, unknown>>;

/** Measures that count several steps together. */
const live = { $in: ['submitted', 'contacted', 'confirmed'] };
const inProgramme = { $in: ['published', 'reported'] };
const booked = { $in: ['held', 'confirmed'] };

/**
 * The facts behind a figure. It reads the same tables as `contributions`, the other way round.
 * @throws Refusal `unknown-figure`, `unknown-step`
 */
export function selectionOf(seen: Seen): Selection {
  const { figure, campaign, value, step } = seen;
  const scope = campaign === undefined ? 'network' : 'campaign';
  const definition = definitions.find(({ id, of }) => id === figure && (of === scope || of === 'both'));
  if (!definition)
    throw new Refusal(
      'unknown-figure',
      `There is no figure "${figure}" of ${campaign === undefined ? 'the network' : 'a campaign'}.`,
      'invalid',
    );
  if (step !== undefined && !definition.measures.includes(step))
    throw new Refusal(
      'unknown-step',
      `"${figure}" counts ${definition.measures.join(', ')} and nothing called "${step}".`,
      'invalid',
    );

  switch (figure) {
    case 'campaigns':
      return { ...things('campaign'), ...statusIs(step) };
    case 'organisations':
    case 'organisationsByCategory':
    case 'organisationsBySector':
    case 'organisationsByCounty':
    case 'organisationsByMunicipality':
      return { ...things('organisation'), ...valueIs(figure, value) };
    case 'organisationSeries':
      return { ...things('organisation'), ...dayIs('joined', value) };
    case 'registrationsByCampaign':
      return { ...things('registration', value), ...statusIs(step, { live }) };
    case 'registrations':
    case 'registrationsByDay':
    case 'registrationsByCategory':
    case 'registrationsByCounty':
    case 'registrationsByMunicipality':
      return { ...things('registration', campaign), ...valueIs(figure, value), ...statusIs(step, { live }) };
    case 'registrationSeries':
      return { ...things('registration', campaign), ...dayIs(step ?? 'submitted', value) };
    case 'organisationsTakingPart':
    case 'municipalitiesTakingPart':
      return { ...things('registration', campaign), status: live };
    case 'activitiesByCampaign':
      return { ...things('activity', value), ...statusIs(step, { inProgramme }) };
    case 'activities':
    case 'activitiesByForm':
    case 'activitiesByTopic':
    case 'activitiesByTargetGroup':
    case 'activitiesByMode':
    case 'activitiesByCounty':
    case 'activitiesByMunicipality':
      return { ...things('activity', campaign), ...valueIs(figure, value), ...statusIs(step, { inProgramme }) };
    case 'activitiesYearRound':
      return { ...things('activity', campaign), yearRoundIn: campaign, ...statusIs(step, { inProgramme }) };
    case 'activitySeries':
      return { ...things('activity', campaign), ...dayIs(step ?? 'planned', value) };
    case 'coverage':
      return { ...things('activity', campaign), ...fieldIs('municipality', value), status: inProgramme };
    case 'coverageByCounty':
      return { ...things('activity', campaign), ...fieldIs('county', value), status: inProgramme };
    case 'reports':
      return { ...things('activity', campaign), status: 'reported', ...(step === 'corrected' ? corrected : {}) };
    case 'developedCompetence':
    case 'staffTrained':
    case 'volunteersTrained':
      return { ...things('activity', campaign), [`report.${figure}`]: some };
    case 'people':
      return { ...things('activity', campaign), ...peopleCame(step) };
    case 'peopleByCounty':
      return { ...things('activity', campaign), ...fieldIs('county', value), ...peopleCame(step) };
    case 'peopleByMunicipality':
      return { ...things('activity', campaign), ...fieldIs('municipality', value), ...peopleCame(step) };
    case 'peopleSeries':
      return { ...things('activity', campaign), ...fieldIs('lastDay', value), ...peopleCame(step) };
    case 'peopleByCampaign':
      return { ...things('activity', value), ...peopleCame(step) };
    case 'peopleByEvidence':
      return { ...things('activity', campaign), ...peopleCame(step, value) };
    case 'peopleByTargetGroup':
      return { ...things('activity', campaign), 'report.targetGroups': { $elemMatch: { ...fieldIs('targetGroup', value), people: some } } }; // prettier-ignore
    case 'goals':
      return goalIs(campaign, value);
    case 'surveys':
      return { ...things('survey', campaign), ...(step === 'answers' ? { answers: some } : statusIs(step)) };
    case 'surveyResults':
      return { ...things('survey', campaign ?? none), ...(value === undefined ? {} : { _id: `survey:${value}` }) };
    case 'resources':
    case 'resourcesByKind':
      return { ...things('resource'), ...valueIs(figure, value), ...statusIs(step) };
    case 'bookings':
      return { ...things('booking'), ...statusIs(step, { live: booked }) };
  }
}

const some = { $gt: 0 };
const none = { $exists: false };
const corrected = { 'report.corrected': true };

/** Facts of a kind have ids of one range. */
function things(kind: Fact['kind'], campaign?: string | typeof none): Selection {
  return { _id: { $gte: `${kind}:`, $lt: `${kind};` }, ...(campaign === undefined ? {} : { campaign }) };
}

function statusIs(step: string | undefined, together: Readonly<Record<string, unknown>> = {}): Selection {
  if (step === undefined || step === 'total') return {};
  return { status: together[step] ?? step };
}

function valueIs(figure: Figure, value: string | undefined): Selection {
  const dimensions = [
    ...organisationDimensions,
    ...registrationDimensions,
    ...activityDimensions,
    ...resourceDimensions,
  ];
  const field = dimensions.find((each) => each.figure === figure)?.by;
  return field === undefined ? {} : fieldIs(field, value);
}

function fieldIs(field: Field | 'lastDay' | 'targetGroup', value: string | undefined): Selection {
  return value === undefined ? {} : { [field]: value };
}

function dayIs(step: string, day: string | undefined): Selection {
  return { [`steps.${step}`]: day ?? { $exists: true } };
}

/** Somebody came in a way that the measure counts, or may have. */
function peopleCame(measure: string | undefined, evidence?: string): Selection {
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

/** What a goal of the campaign is measured by; all of that where none is named. */
function goalIs(campaign: string | undefined, goal: string | undefined): Selection {
  const measured = new Map([
    ['people', { ...things('activity', campaign), ...peopleCame('total') }],
    ['municipalities', { ...things('activity', campaign), status: inProgramme }],
    ['organisations', { ...things('registration', campaign), status: live }],
  ]);
  if (goal === undefined) return { $or: [...measured.values()] };
  return measured.get(goal) ?? { _id: { $in: [] } };
}
