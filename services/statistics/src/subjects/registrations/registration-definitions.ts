import type { Definitions } from '../../counting/definition.ts';

const total = ['total'];
const counts = ['total', 'live', 'submitted', 'contacted', 'confirmed', 'declined', 'withdrawn'];
const steps = ['submitted', 'contacted', 'confirmed', 'declined', 'withdrawn', 'kitIssued'];

export const registrationDefinitions = {
  registrations: {
    version: 1,
    of: 'campaign',
    measures: counts,
    name: { sv: 'Intresseanmälningar', en: 'Registrations' },
    meaning: {
      sv: 'Kampanjens intresseanmälningar efter det steg de nu står i. Aktuella är de som varken är avböjda eller återtagna; totalen är alla steg tillsammans.',
      en: "The campaign's registrations by the step they now stand at. Live are those neither declined nor withdrawn; the total is all steps together.",
    },
  },
  registrationsByDay: {
    version: 1,
    of: 'campaign',
    measures: counts,
    name: { sv: 'Intresseanmälningar per vald dag', en: 'Registrations by day chosen' },
    meaning: {
      sv: 'Intresseanmälningar efter de kampanjdagar som aktören har valt. Den som har valt två dagar räknas på båda, så dagarna ska inte summeras.',
      en: 'Registrations by the days of the campaign that the organisation chose. Who chose two days counts on both, so the days must not be added up.',
    },
  },
  registrationsByCategory: {
    version: 1,
    of: 'campaign',
    measures: counts,
    name: { sv: 'Intresseanmälningar per kategori', en: 'Registrations by category' },
    meaning: {
      sv: 'Intresseanmälningar efter aktörens kategori när den anmälde sig.',
      en: "Registrations by the organisation's category when it registered.",
    },
  },
  registrationsByCounty: {
    version: 1,
    of: 'campaign',
    measures: counts,
    name: { sv: 'Intresseanmälningar per län', en: 'Registrations by county' },
    meaning: {
      sv: 'Intresseanmälningar efter aktörens län när den anmälde sig. Länen summerar till hela landet.',
      en: "Registrations by the organisation's county when it registered. The counties add up to the country.",
    },
  },
  registrationsByMunicipality: {
    version: 1,
    of: 'campaign',
    measures: counts,
    name: { sv: 'Intresseanmälningar per kommun', en: 'Registrations by municipality' },
    meaning: {
      sv: 'Intresseanmälningar efter aktörens kommun när den anmälde sig. Kommunerna summerar till sina län.',
      en: "Registrations by the organisation's municipality when it registered. The municipalities add up to their counties.",
    },
  },
  registrationsByCampaign: {
    version: 2,
    of: 'network',
    measures: counts,
    name: { sv: 'Intresseanmälningar per kampanj', en: 'Registrations by campaign' },
    meaning: {
      sv: 'Alla intresseanmälningar efter tillkännagiven kampanj och steg. Delar av en kampanj redovisas var för sig.',
      en: 'All registrations by announced campaign and step. The parts of a campaign are shown by themselves.',
    },
  },
  registrationSeries: {
    version: 1,
    of: 'campaign',
    measures: steps,
    name: { sv: 'Steg per dag', en: 'Steps by day' },
    meaning: {
      sv: 'Hur många intresseanmälningar som tog varje steg på en kalenderdag i Sverige. Ett steg räknas den dag det togs, även om anmälan sedan har gått vidare.',
      en: 'How many registrations took each step on a calendar day in Sweden. A step counts on the day it was taken, also when the registration has moved on since.',
    },
  },
  organisationsTakingPart: {
    version: 1,
    of: 'campaign',
    measures: total,
    name: { sv: 'Deltagande aktörer', en: 'Organisations taking part' },
    meaning: {
      sv: 'Aktörer med en aktuell intresseanmälan till kampanjen. En aktör kan ha högst en sådan.',
      en: 'Organisations with a live registration for the campaign. An organisation can have one at most.',
    },
  },
  municipalitiesTakingPart: {
    version: 2,
    of: 'campaign',
    measures: ['total', 'of'],
    name: { sv: 'Kommuner med anmälningar', en: 'Municipalities with registrations' },
    meaning: {
      sv: 'Kommuner i kampanjens område (landets alla 290 om den inte har något eget) där minst en aktör har en aktuell intresseanmälan.',
      en: 'Municipalities in the area of the campaign (all 290 of the country where it has none of its own) where at least one organisation has a live registration.',
    },
  },
} as const satisfies Definitions;
