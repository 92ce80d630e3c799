import type { Definitions } from '../../counting/definition.ts';

const total = ['total'];
const people = ['total', 'onSite', 'online', 'lower', 'upper'];

/** What the reports of activities hold: who came, and what they took with them. */
export const reportDefinitions = {
  people: {
    version: 2,
    of: 'both',
    measures: people,
    name: { sv: 'Deltagande', en: 'Attendances' },
    meaning: {
      sv: 'Hur många som har deltagit enligt aktiviteternas rapporter, på plats och på nätet, med undre och övre gräns där antalet är uppskattat. En rättad rapport ersätter den förra. Den som deltar i två aktiviteter räknas två gånger. Rapporter med ovanliga tal räknas när kansliet har bekräftat dem.',
      en: 'How many took part by the reports of the activities, on site and online, with a lower and an upper bound where the number is an estimate. A corrected report replaces the one before. Who takes part in two activities counts twice. Reports with unusual numbers count when the secretariat has confirmed them.',
    },
  },
  peopleByEvidence: {
    version: 2,
    of: 'both',
    measures: people,
    name: { sv: 'Deltagande per underlag', en: 'Attendances by evidence' },
    meaning: {
      sv: 'Deltagare efter hur antalet är känt: räknade, registrerade eller uppskattade.',
      en: 'People by how their number is known: counted, registered or estimated.',
    },
  },
  peopleByTargetGroup: {
    version: 2,
    of: 'both',
    measures: total,
    name: { sv: 'Deltagande per målgrupp', en: 'Attendances by target group' },
    meaning: {
      sv: 'Deltagare som rapporterna för till en målgrupp. Var och en hör till högst en; alla rapporter säger inte vilken, så målgrupperna summerar inte till alla. Grupper om färre än fem vid en aktivitet räknas inte här, och inte heller de andra grupperna vid den aktiviteten om en så liten skulle kunna räknas ut med hjälp av dem.',
      en: 'People whom the reports count to a target group. Each belongs to one at most; not every report says which, so the groups do not add up to all. Groups of fewer than five at an activity are not counted here, nor are the other groups of that activity where such a small one could be worked out by them.',
    },
  },
  peopleByCounty: {
    version: 2,
    of: 'both',
    measures: people,
    name: { sv: 'Deltagande per län', en: 'Attendances by county' },
    meaning: {
      sv: 'Deltagare efter det län där aktiviteten hölls. Länen summerar till hela landet.',
      en: 'People by the county where the activity was held. The counties add up to the country.',
    },
  },
  peopleByMunicipality: {
    version: 2,
    of: 'both',
    measures: people,
    name: { sv: 'Deltagande per kommun', en: 'Attendances by municipality' },
    meaning: {
      sv: 'Deltagare efter den kommun där aktiviteten hölls. Kommunerna summerar till sina län.',
      en: 'People by the municipality where the activity was held. The municipalities add up to their counties.',
    },
  },
  peopleByCampaign: {
    version: 3,
    of: 'network',
    measures: people,
    name: { sv: 'Deltagande per kampanj', en: 'Attendances by campaign' },
    meaning: {
      sv: 'Deltagare efter tillkännagiven kampanj. En aktivitet i två kampanjer räknas i båda, så kampanjerna ska inte summeras.',
      en: 'People by announced campaign. An activity of two campaigns counts in both, so the campaigns must not be added up.',
    },
  },
  peopleSeries: {
    version: 2,
    of: 'both',
    measures: people,
    name: { sv: 'Deltagande per dag', en: 'Attendances by day' },
    meaning: {
      sv: 'Deltagare efter den kalenderdag i Sverige då aktivitetens sista tillfälle började.',
      en: 'People by the calendar day in Sweden on which the last session of the activity began.',
    },
  },
  developedCompetence: {
    version: 2,
    of: 'both',
    measures: total,
    name: { sv: 'Utvecklad digital kompetens', en: 'Digital competence developed' },
    meaning: {
      sv: 'Deltagare som själva säger att de har utvecklat sin digitala kompetens, enligt de rapporter som har frågat. Ingen rapport säger med vilka gränser. Rapporter med ovanliga tal räknas när kansliet har bekräftat dem.',
      en: 'People who themselves say that they have developed their digital competence, by the reports that asked. No report says within which bounds. Reports with unusual numbers count when the secretariat has confirmed them.',
    },
  },
  staffTrained: {
    version: 2,
    of: 'both',
    measures: total,
    name: { sv: 'Utbildad personal', en: 'Staff trained' },
    meaning: {
      sv: 'Arrangörernas egen personal som har utbildats, enligt rapporterna. Rapporter med ovanliga tal räknas när kansliet har bekräftat dem.',
      en: "The organisers' own staff who were trained, by the reports. Reports with unusual numbers count when the secretariat has confirmed them.",
    },
  },
  volunteersTrained: {
    version: 2,
    of: 'both',
    measures: total,
    name: { sv: 'Utbildade volontärer', en: 'Volunteers trained' },
    meaning: {
      sv: 'Volontärer som har utbildats, enligt rapporterna. Rapporter med ovanliga tal räknas när kansliet har bekräftat dem.',
      en: 'Volunteers who were trained, by the reports. Reports with unusual numbers count when the secretariat has confirmed them.',
    },
  },
  reports: {
    version: 2,
    of: 'both',
    measures: ['total', 'corrected'],
    name: { sv: 'Rapporter', en: 'Reports' },
    meaning: {
      sv: 'Aktiviteter som har rapporterats, och de av dem vars rapport sedan har rättats. Flera arrangörer har en rapport tillsammans. De som har ovanliga tal och väntar på bekräftelse är med, men bland de rättade först därefter.',
      en: 'Activities that have been reported, and those of them whose report has been corrected since. Several organisers have one report together. Those that have unusual numbers and await confirmation are among them, but among the corrected ones only after it.',
    },
  },
  unconfirmedReports: {
    version: 1,
    of: 'both',
    measures: ['total', 'people', 'developedCompetence', 'staffTrained', 'volunteersTrained'],
    name: { sv: 'Obekräftade rapporter', en: 'Unconfirmed reports' },
    meaning: {
      sv: 'Rapporter med ovanliga tal som kansliet ännu inte har bekräftat, och vad de säger. Det räknas inte i några andra siffror om deltagande, kompetens eller utbildade, och inte mot några mål.',
      en: 'Reports with unusual numbers that the secretariat has not confirmed yet, and what they say. It counts in no other figure of attendances, competence or training, and towards no goal.',
    },
  },
} as const satisfies Definitions;
