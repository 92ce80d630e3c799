import { valueIs } from '../../counting/dimension.ts';
import { dayIs, factsOf, fieldIs, known, some, statusIs } from '../../counting/selection.ts';
import type { FigurePart, Selection } from '../../counting/selection.ts';
import { caseDimensions, invitationDimensions } from './case-dimensions.ts';
import { caseSteps } from './case-fact.ts';
import type { CaseFigure } from './case-figures.ts';

const open = { $in: ['identified', 'inventoried', 'contacting', 'matched', 'collaborating'] };
/** What the acceptance rate is worked out from. */
const settled = ['accepted', 'left', 'declined', 'expired'];

/** The cases that a figure came from. */
export function selectCases({ figure, campaign, value, step }: FigurePart<CaseFigure>): Selection {
  const ofCampaign = factsOf('case', campaign);

  switch (figure) {
    case 'casesByCampaign':
      return { ...factsOf('case', value), ...standingAt(step) };
    case 'cases':
    case 'casesByOrigin':
    case 'casesByCounty':
    case 'casesByMunicipality':
      return { ...ofCampaign, ...valueIs(caseDimensions, figure, value), ...standingAt(step) };
    case 'casesReached':
      return { ...ofCampaign, ...fieldIs('reached', step) };
    case 'casesByOutcome':
      return { ...ofCampaign, outcome: value ?? known };
    case 'casesByClosureReason':
      return { ...ofCampaign, closureReason: value ?? known };
    case 'timeBetweenSteps':
      return { ...ofCampaign, $or: (value === undefined ? caseSteps : [value]).map((each) => ({ [`hours.${each}`]: known })) }; // prettier-ignore
    case 'coalitionSizes':
      return { ...ofCampaign, coalition: value === undefined ? known : Number(value) };
    case 'invitations':
    case 'invitationsByCounty':
      return { ...ofCampaign, ...valueIs(invitationDimensions, figure, value), ...invited(step) };
    case 'capacityAskedFor':
      return { ...ofCampaign, ...(value === undefined ? {} : { [`asked.${value}`]: some }), ...(step === 'open' ? { status: open } : {}) }; // prettier-ignore
    case 'caseSeries':
      return { ...ofCampaign, ...dayIs(step ?? 'identified', value) };
  }
}

function standingAt(step: string | undefined): Selection {
  return step === 'matches' ? { reached: 'matched' } : statusIs(step, { open });
}

function invited(measure = 'total'): Selection {
  if (measure !== 'acceptanceRate') return { [`invitations.${measure}`]: some };
  return { $or: settled.map((status) => ({ [`invitations.${status}`]: some })) };
}
