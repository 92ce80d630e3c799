/** A figure that counts things, and the field of the fact it is split by; one number where there is none. */
export interface Dimension {
  readonly figure: SummedFigure;
  readonly by?: Field;
}

/** A field with several values counts the thing once under each of them. */
export type Field =
  | 'days'
  | 'category'
  | 'sector'
  | 'county'
  | 'municipality'
  | 'form'
  | 'topics'
  | 'targetGroups'
  | 'mode'
  | 'resourceKind';

/** These tables are read in both directions: from a fact to the figures it adds to, and from a figure back to the facts it came from. */
export const registrationDimensions: readonly Dimension[] = [
  { figure: 'registrations' },
  { figure: 'registrationsByDay', by: 'days' },
  { figure: 'registrationsByCategory', by: 'category' },
  { figure: 'registrationsByCounty', by: 'county' },
  { figure: 'registrationsByMunicipality', by: 'municipality' },
];

export const organisationDimensions: readonly Dimension[] = [
  { figure: 'organisations' },
  { figure: 'organisationsByCategory', by: 'category' },
  { figure: 'organisationsBySector', by: 'sector' },
  { figure: 'organisationsByCounty', by: 'county' },
  { figure: 'organisationsByMunicipality', by: 'municipality' },
];

/** Of a campaign, and of the network: an activity counts once in each of its campaigns, and once in the network. */
export const activityDimensions: readonly Dimension[] = [
  { figure: 'activities' },
  { figure: 'activitiesByForm', by: 'form' },
  { figure: 'activitiesByTopic', by: 'topics' },
  { figure: 'activitiesByTargetGroup', by: 'targetGroups' },
  { figure: 'activitiesByMode', by: 'mode' },
  { figure: 'activitiesByCounty', by: 'county' },
  { figure: 'activitiesByMunicipality', by: 'municipality' },
];

/** People are summed in the rows of the activities they came to: a report changes these rows anyway, and needs no others. */
export const peopleDimensions: readonly Dimension[] = [
  { figure: 'activities' },
  { figure: 'activitiesByCounty', by: 'county' },
  { figure: 'activitiesByMunicipality', by: 'municipality' },
];

export const resourceDimensions: readonly Dimension[] = [
  { figure: 'resources' },
  { figure: 'resourcesByKind', by: 'resourceKind' },
];

/** Everything that is summed. The series count the steps that were taken, and the people who came, on a day. */
export type SummedFigure =
  | 'campaigns'
  | 'organisations'
  | 'organisationsByCategory'
  | 'organisationsBySector'
  | 'organisationsByCounty'
  | 'organisationsByMunicipality'
  | 'organisationSeries'
  | 'registrations'
  | 'registrationsByDay'
  | 'registrationsByCategory'
  | 'registrationsByCounty'
  | 'registrationsByMunicipality'
  | 'registrationsByCampaign'
  | 'registrationSeries'
  | 'activities'
  | 'activitiesByForm'
  | 'activitiesByTopic'
  | 'activitiesByTargetGroup'
  | 'activitiesByMode'
  | 'activitiesByCounty'
  | 'activitiesByMunicipality'
  | 'activitiesByCampaign'
  | 'activitiesYearRound'
  | 'activitySeries'
  | 'peopleByEvidence'
  | 'peopleByTargetGroup'
  | 'peopleSeries'
  | 'surveys'
  | 'resources'
  | 'resourcesByKind'
  | 'bookings';
