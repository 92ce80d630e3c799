import { Refusal } from '@kraftsamling/messaging/decision';
import { definitions } from './definitions.ts';
import type { Figure } from './definitions.ts';
import { organisationDimensions, registrationDimensions } from './dimensions.ts';

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

const live = { $in: ['submitted', 'contacted', 'confirmed'] };

/**
 * The facts behind a figure. It reads the same tables as `contributions`, the other way round.
 * @throws Refusal `unknown-figure`, `unknown-step`
 */
export function selectionOf({ figure, campaign, value, step }: Seen): Selection {
  const definition = definitions.find(
    ({ id, of }) => id === figure && of === (campaign === undefined ? 'network' : 'campaign'),
  );
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
      return { ...registrationsOf(value), ...statusIs(step) };
    case 'registrations':
    case 'registrationsByDay':
    case 'registrationsByCategory':
    case 'registrationsByCounty':
    case 'registrationsByMunicipality':
      return { ...registrationsOf(campaign), ...valueIs(figure, value), ...statusIs(step) };
    case 'registrationSeries':
      return { ...registrationsOf(campaign), ...dayIs(step ?? 'submitted', value) };
    case 'organisationsTakingPart':
    case 'municipalitiesTakingPart':
      return { ...registrationsOf(campaign), status: live };
  }
}

/** Facts of a kind have ids of one range. */
function things(kind: 'campaign' | 'organisation' | 'registration'): Selection {
  return { _id: { $gte: `${kind}:`, $lt: `${kind};` } };
}

function registrationsOf(campaign: string | undefined): Selection {
  return campaign === undefined ? things('registration') : { campaign };
}

function statusIs(step: string | undefined): Selection {
  if (step === undefined || step === 'total') return {};
  return { status: step === 'live' ? live : step };
}

function valueIs(figure: Figure, value: string | undefined): Selection {
  const field = [...organisationDimensions, ...registrationDimensions].find((each) => each.figure === figure)?.by;
  return field === undefined || value === undefined ? {} : { [field]: value };
}

function dayIs(step: string, day: string | undefined): Selection {
  return { [`steps.${step}`]: day ?? { $exists: true } };
}
