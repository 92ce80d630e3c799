/** A figure that counts things, and the field of the fact it is split by; one number where there is none. */
export interface Dimension {
  readonly figure: SummedFigure;
  readonly by?: Field;
}

/** A field with several values counts the thing once under each of them. */
export type Field = 'days' | 'category' | 'sector' | 'county' | 'municipality';

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

/** Everything that is summed. The series count the steps that were taken on a day. */
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
  | 'registrationSeries';
