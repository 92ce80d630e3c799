import type { Dimension } from '../../counting/dimension.ts';
import type { CaseFact } from './case-fact.ts';
import type { CaseFigure } from './case-figures.ts';

type CaseDimensions = readonly Dimension<CaseFigure, keyof CaseFact>[];

export const caseDimensions = [
  { figure: 'cases' },
  { figure: 'casesByOrigin', by: 'origin' },
  { figure: 'casesByCounty', by: 'county' },
  { figure: 'casesByMunicipality', by: 'municipality' },
] as const satisfies CaseDimensions;

export const invitationDimensions = [
  { figure: 'invitations' },
  { figure: 'invitationsByCounty', by: 'county' },
] as const satisfies CaseDimensions;
