import type { Definitions } from '../../counting/definition.ts';

const steps = ['identified', 'inventoried', 'contacting', 'matched', 'collaborating', 'followedUp'];
const counts = ['total', 'open', ...steps, 'closed', 'matches'];
const invitations = ['total', 'invited', 'accepted', 'declined', 'expired', 'superseded', 'left', 'replacements', 'acceptanceRate']; // prettier-ignore

export const caseDefinitions = {
  cases: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Matchningsärenden', en: 'Matchmaking cases' },
    meaning: {
      sv: 'Behov som någon söker aktörer till, efter det av de sex stegen som de nu står i. Öppna är de som varken är uppföljda eller avslutade. Matchningar är de där alla tillfrågade har sagt ja eller arbetet har börjat, vad som än har hänt sedan.',
      en: 'Needs that organisations are looked for to meet, by which of the six steps they now stand at. Open are those neither followed up nor closed. Matches are those where everybody who was asked has accepted or work has begun, whatever has happened since.',
    },
  },
  casesByOrigin: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Matchningsärenden efter ursprung', en: 'Matchmaking cases by origin' },
    meaning: {
      sv: 'Ärenden efter var behovet kommer ifrån: en intresseanmälan, en kommun utan aktivitet, en enkät, kansliet, eller aktörer som har hittat varandra själva.',
      en: 'Cases by where the need comes from: a registration, a municipality without an activity, a survey, the secretariat, or organisations that have found each other.',
    },
  },
  casesByCounty: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Matchningsärenden per län', en: 'Matchmaking cases by county' },
    meaning: {
      sv: 'Ärenden efter det län där behovet finns. Länen summerar till hela landet.',
      en: 'Cases by the county where the need is. The counties add up to the country.',
    },
  },
  casesByMunicipality: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Matchningsärenden per kommun', en: 'Matchmaking cases by municipality' },
    meaning: {
      sv: 'Ärenden efter den kommun där behovet finns. Kommunerna summerar till sina län.',
      en: 'Cases by the municipality where the need is. The municipalities add up to their counties.',
    },
  },
  casesByCampaign: {
    version: 2,
    of: 'network',
    measures: counts,
    name: { sv: 'Matchningsärenden per kampanj', en: 'Matchmaking cases by campaign' },
    meaning: {
      sv: 'Alla ärenden efter tillkännagiven kampanj och steg. Ett ärende hör till en kampanj.',
      en: 'All cases by announced campaign and step. A case belongs to one campaign.',
    },
  },
  casesReached: {
    version: 1,
    of: 'both',
    measures: steps,
    name: { sv: 'De sex stegen', en: 'The six steps' },
    meaning: {
      sv: 'Hur många ärenden som har nått varje steg eller ett senare, också de som sedan har avslutats. Ett ärende som aktörer själva har registrerat börjar som matchat och räknas i stegen före.',
      en: 'How many cases have reached each step or a later one, those closed since included. A case that organisations have recorded themselves begins as matched, and counts at the steps before.',
    },
  },
  casesByOutcome: {
    version: 1,
    of: 'both',
    measures: ['total'],
    name: { sv: 'Vad samarbetena ledde till', en: 'What the collaborations came to' },
    meaning: {
      sv: 'Uppföljda ärenden efter om samarbetet lyckades, delvis lyckades eller misslyckades, enligt dem som deltog.',
      en: 'Cases that have been followed up, by whether the collaboration succeeded, partly did or failed, by what its members say.',
    },
  },
  casesByClosureReason: {
    version: 1,
    of: 'both',
    measures: ['total'],
    name: { sv: 'Varför ärenden har avslutats', en: 'Why cases were closed' },
    meaning: {
      sv: 'Avslutade ärenden efter den orsak som har angetts.',
      en: 'Closed cases by the reason that was given.',
    },
  },
  timeBetweenSteps: {
    version: 1,
    of: 'both',
    measures: ['total', 'medianHours', 'ninetiethHours'],
    name: { sv: 'Tid mellan stegen', en: 'Time between the steps' },
    meaning: {
      sv: 'Hela timmar till ett steg från steget före: hur många ärenden som har tagit båda, inom hur många timmar hälften var där (median), och inom hur många nio av tio var det. Exakt, också när kampanjer läggs ihop.',
      en: 'Whole hours to a step from the step before it: how many cases have taken both, within how many hours half of them were there (median), and within how many nine out of ten were. Exact, also where campaigns are added up.',
    },
  },
  coalitionSizes: {
    version: 1,
    of: 'both',
    measures: ['total'],
    name: { sv: 'Hur många som går samman', en: 'Sizes of coalitions' },
    meaning: {
      sv: 'Matchningar efter hur många aktörer som hör till dem, den som har behovet inräknad.',
      en: 'Matches by how many organisations belong to them, the one whose need it is included.',
    },
  },
  invitations: {
    version: 1,
    of: 'both',
    measures: invitations,
    name: { sv: 'Inbjudningar', en: 'Invitations' },
    meaning: {
      sv: 'Inbjudningar till aktörer att gå med, efter vad som blev av dem. Ersättare är de som fick en plats som någon annan först hade tillfrågats om. Andelen ja är av de inbjudningar som har besvarats eller gått ut. Aktörer som har hittat varandra själva har inte bjudit in någon.',
      en: 'Invitations to organisations to join, by what became of them. Replacements are those for a seat that somebody else had been asked for first. The acceptance rate is of those that were answered or expired. Organisations that found each other have invited nobody.',
    },
  },
  invitationsByCounty: {
    version: 1,
    of: 'both',
    measures: invitations,
    name: { sv: 'Inbjudningar per län', en: 'Invitations by county' },
    meaning: {
      sv: 'Inbjudningar efter det län där behovet finns. Länen summerar till hela landet.',
      en: 'Invitations by the county where the need is. The counties add up to the country.',
    },
  },
  capacityAskedFor: {
    version: 1,
    of: 'both',
    measures: ['asked', 'open'],
    name: { sv: 'Vad som behövs', en: 'Capacity asked for' },
    meaning: {
      sv: 'Så mycket av varje förmåga som ärendenas behov uppgår till: alla ärenden, och de öppna.',
      en: 'How much of each capability the needs of cases add up to: of all cases, and of the open ones.',
    },
  },
  caseSeries: {
    version: 1,
    of: 'both',
    measures: [...steps, 'closed'],
    name: { sv: 'Matchningsärendenas steg per dag', en: 'Steps of matchmaking cases by day' },
    meaning: {
      sv: 'Hur många ärenden som tog varje steg på en kalenderdag i Sverige. Ett steg räknas den dag det senast togs, även om ärendet sedan har gått vidare.',
      en: 'How many cases took each step on a calendar day in Sweden. A step counts on the day it was last taken, also when the case has moved on since.',
    },
  },
} as const satisfies Definitions;
