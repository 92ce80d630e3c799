import type { Text } from './definitions.ts';

const total = ['total'];
const counts = ['total', 'inProgramme', 'planned', 'published', 'reported', 'cancelled'];
const steps = ['planned', 'published', 'cancelled', 'reported'];
const people = ['total', 'onSite', 'online', 'lower', 'upper'];
const resources = ['total', 'available', 'retired'];
const bookings = ['total', 'live', 'held', 'confirmed', 'released', 'expired'];

/** The figures of what the activities service tells of. */
export const activitiesDefinitions = {
  activities: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Aktiviteter', en: 'Activities' },
    meaning: {
      sv: 'Aktiviteter efter det steg de nu står i. I programmet är de som är publicerade eller rapporterade. En aktivitet som hör till flera kampanjer räknas i var och en av dem, och en gång i nätverket.',
      en: 'Activities by the step they now stand at. In the programme are those published or reported. An activity of several campaigns counts in each of them, and once in the network.',
    },
  },
  activitiesByForm: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Aktiviteter per form', en: 'Activities by form' },
    meaning: {
      sv: 'Aktiviteter efter form: öppet hus, föreläsning, drop-in och så vidare.',
      en: 'Activities by form: open house, lecture, drop-in and so on.',
    },
  },
  activitiesByTopic: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Aktiviteter per ämne', en: 'Activities by topic' },
    meaning: {
      sv: 'Aktiviteter efter ämne. Den som har flera ämnen räknas under vart och ett, så ämnena ska inte summeras.',
      en: 'Activities by topic. One with several topics counts under each of them, so the topics must not be added up.',
    },
  },
  activitiesByTargetGroup: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Aktiviteter per målgrupp', en: 'Activities by target group' },
    meaning: {
      sv: 'Aktiviteter efter de målgrupper som de vänder sig till. Den som vänder sig till flera räknas under var och en, så målgrupperna ska inte summeras.',
      en: 'Activities by the target groups they are meant for. One for several counts under each of them, so the groups must not be added up.',
    },
  },
  activitiesByMode: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Aktiviteter på plats och på nätet', en: 'Activities on site and online' },
    meaning: {
      sv: 'Aktiviteter efter om de hålls på plats, på nätet eller på båda sätten.',
      en: 'Activities by whether they are held on site, online or both ways.',
    },
  },
  activitiesByCounty: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Aktiviteter per län', en: 'Activities by county' },
    meaning: {
      sv: 'Aktiviteter efter det län där de hålls. Länen summerar till hela landet.',
      en: 'Activities by the county where they are held. The counties add up to the country.',
    },
  },
  activitiesByMunicipality: {
    version: 1,
    of: 'both',
    measures: counts,
    name: { sv: 'Aktiviteter per kommun', en: 'Activities by municipality' },
    meaning: {
      sv: 'Aktiviteter efter den kommun där de hålls. Kommunerna summerar till sina län.',
      en: 'Activities by the municipality where they are held. The municipalities add up to their counties.',
    },
  },
  activitiesByCampaign: {
    version: 1,
    of: 'network',
    measures: counts,
    name: { sv: 'Aktiviteter per kampanj', en: 'Activities by campaign' },
    meaning: {
      sv: 'Aktiviteter efter kampanj och steg. En aktivitet i två kampanjer räknas i båda, så kampanjerna ska inte summeras.',
      en: 'Activities by campaign and step. An activity of two campaigns counts in both, so the campaigns must not be added up.',
    },
  },
  activitiesYearRound: {
    version: 1,
    of: 'campaign',
    measures: counts,
    name: { sv: 'Aktiviteter året runt', en: 'Year-round activities' },
    meaning: {
      sv: 'De av kampanjens aktiviteter som inte hålls på någon av dess dagar. De räknas också bland kampanjens alla aktiviteter.',
      en: "Those of the campaign's activities that take place on none of its days. They count among all of its activities too.",
    },
  },
  activitySeries: {
    version: 1,
    of: 'both',
    measures: steps,
    name: { sv: 'Aktiviteternas steg per dag', en: 'Steps of activities by day' },
    meaning: {
      sv: 'Hur många aktiviteter som tog varje steg på en kalenderdag i Sverige: planerades, publicerades, ställdes in, rapporterades. Ett steg räknas den dag det togs, även om aktiviteten sedan har gått vidare.',
      en: 'How many activities took each step on a calendar day in Sweden: planned, published, cancelled, reported. A step counts on the day it was taken, also when the activity has moved on since.',
    },
  },
  coverage: {
    version: 1,
    of: 'campaign',
    measures: ['covered', 'of', 'empty'],
    name: { sv: 'Kommuner med aktivitet', en: 'Municipalities with an activity' },
    meaning: {
      sv: 'Kommuner av landets 290 där minst en av kampanjens aktiviteter står i programmet, det vill säga är publicerad eller rapporterad; och de kommuner där ingen gör det.',
      en: "Municipalities, of the 290 in the country, where at least one of the campaign's activities is in the programme: published or reported; and the municipalities where none is.",
    },
  },
  coverageByCounty: {
    version: 1,
    of: 'campaign',
    measures: ['covered', 'of'],
    name: { sv: 'Kommuner med aktivitet per län', en: 'Municipalities with an activity by county' },
    meaning: {
      sv: 'Kommuner i varje län där minst en av kampanjens aktiviteter står i programmet, av länets alla kommuner.',
      en: "Municipalities in each county where at least one of the campaign's activities is in the programme, of all in the county.",
    },
  },
  people: {
    version: 1,
    of: 'both',
    measures: people,
    name: { sv: 'Människor', en: 'People' },
    meaning: {
      sv: 'Människor som har deltagit enligt aktiviteternas rapporter, på plats och på nätet, med undre och övre gräns där antalet är uppskattat. En rättad rapport ersätter den förra. Den som deltar i två aktiviteter räknas två gånger.',
      en: 'People who took part by the reports of the activities, on site and online, with a lower and an upper bound where the number is an estimate. A corrected report replaces the one before. Who takes part in two activities counts twice.',
    },
  },
  peopleByEvidence: {
    version: 1,
    of: 'both',
    measures: people,
    name: { sv: 'Människor per underlag', en: 'People by evidence' },
    meaning: {
      sv: 'Deltagare efter hur antalet är känt: räknade, registrerade eller uppskattade.',
      en: 'People by how their number is known: counted, registered or estimated.',
    },
  },
  peopleByTargetGroup: {
    version: 1,
    of: 'both',
    measures: total,
    name: { sv: 'Människor per målgrupp', en: 'People by target group' },
    meaning: {
      sv: 'Deltagare som rapporterna för till en målgrupp. Var och en hör till högst en; alla rapporter säger inte vilken, så målgrupperna summerar inte till alla.',
      en: 'People whom the reports count to a target group. Each belongs to one at most; not every report says which, so the groups do not add up to all.',
    },
  },
  peopleByCounty: {
    version: 1,
    of: 'both',
    measures: people,
    name: { sv: 'Människor per län', en: 'People by county' },
    meaning: {
      sv: 'Deltagare efter det län där aktiviteten hölls. Länen summerar till hela landet.',
      en: 'People by the county where the activity was held. The counties add up to the country.',
    },
  },
  peopleByMunicipality: {
    version: 1,
    of: 'both',
    measures: people,
    name: { sv: 'Människor per kommun', en: 'People by municipality' },
    meaning: {
      sv: 'Deltagare efter den kommun där aktiviteten hölls. Kommunerna summerar till sina län.',
      en: 'People by the municipality where the activity was held. The municipalities add up to their counties.',
    },
  },
  peopleByCampaign: {
    version: 1,
    of: 'network',
    measures: people,
    name: { sv: 'Människor per kampanj', en: 'People by campaign' },
    meaning: {
      sv: 'Deltagare efter kampanj. En aktivitet i två kampanjer räknas i båda, så kampanjerna ska inte summeras.',
      en: 'People by campaign. An activity of two campaigns counts in both, so the campaigns must not be added up.',
    },
  },
  peopleSeries: {
    version: 1,
    of: 'both',
    measures: people,
    name: { sv: 'Människor per dag', en: 'People by day' },
    meaning: {
      sv: 'Deltagare efter den kalenderdag i Sverige då aktivitetens sista tillfälle började.',
      en: 'People by the calendar day in Sweden on which the last session of the activity began.',
    },
  },
  developedCompetence: {
    version: 1,
    of: 'both',
    measures: total,
    name: { sv: 'Utvecklad digital kompetens', en: 'Digital competence developed' },
    meaning: {
      sv: 'Deltagare som själva säger att de har utvecklat sin digitala kompetens, enligt de rapporter som har frågat.',
      en: 'People who themselves say that they have developed their digital competence, by the reports that asked.',
    },
  },
  staffTrained: {
    version: 1,
    of: 'both',
    measures: total,
    name: { sv: 'Utbildad personal', en: 'Staff trained' },
    meaning: {
      sv: 'Arrangörernas egen personal som har utbildats, enligt rapporterna.',
      en: "The organisers' own staff who were trained, by the reports.",
    },
  },
  volunteersTrained: {
    version: 1,
    of: 'both',
    measures: total,
    name: { sv: 'Utbildade volontärer', en: 'Volunteers trained' },
    meaning: {
      sv: 'Volontärer som har utbildats, enligt rapporterna.',
      en: 'Volunteers who were trained, by the reports.',
    },
  },
  reports: {
    version: 1,
    of: 'both',
    measures: ['total', 'corrected'],
    name: { sv: 'Rapporter', en: 'Reports' },
    meaning: {
      sv: 'Aktiviteter som har rapporterats, och de av dem vars rapport sedan har rättats. Flera arrangörer har en rapport tillsammans.',
      en: 'Activities that have been reported, and those of them whose report has been corrected since. Several organisers have one report together.',
    },
  },
  goals: {
    version: 1,
    of: 'campaign',
    measures: ['goal', 'reached', 'share'],
    name: { sv: 'Kampanjens mål', en: "The campaign's goals" },
    meaning: {
      sv: 'Hur långt kampanjen har kommit mot sina egna mål för människor, kommuner med aktivitet och deltagande aktörer. Andelen är 1, eller 100 procent, när målet är nått.',
      en: 'How far the campaign has come towards its own goals for people, municipalities with an activity and organisations taking part. The share is 1, or 100 per cent, once the goal is reached.',
    },
  },
  surveys: {
    version: 1,
    of: 'both',
    measures: ['total', 'open', 'closed', 'answers'],
    name: { sv: 'Enkäter', en: 'Surveys' },
    meaning: {
      sv: 'Enkäter som har öppnats, efter om de är öppna eller stängda, och hur många svar de har fått när de senast räknades.',
      en: 'Surveys that have been opened, by whether they are open or closed, and how many answers they had when they were last counted.',
    },
  },
  surveyResults: {
    version: 1,
    of: 'both',
    measures: ['answers'],
    name: { sv: 'Enkäternas resultat', en: 'Results of the surveys' },
    meaning: {
      sv: 'Svar per fråga och alternativ när enkäten senast räknades. Antal som skulle berätta om en liten grupp visas inte. Nätverkets är enkäterna utan kampanj.',
      en: "Answers by question and option when the survey was last counted. Numbers that would tell of a small group are not shown. The network's are the surveys of no campaign.",
    },
  },
  resources: {
    version: 1,
    of: 'network',
    measures: resources,
    name: { sv: 'Lokaler och coacher', en: 'Venues and coaches' },
    meaning: {
      sv: 'Lokaler och digitala coacher som kan bokas, eller har kunnat bokas.',
      en: 'Venues and digital coaches that can be booked, or could be once.',
    },
  },
  resourcesByKind: {
    version: 1,
    of: 'network',
    measures: resources,
    name: { sv: 'Lokaler och coacher var för sig', en: 'Venues and coaches by kind' },
    meaning: {
      sv: 'Det som kan bokas, efter slag: lokal eller digital coach.',
      en: 'What can be booked, by kind: a venue or a digital coach.',
    },
  },
  bookings: {
    version: 1,
    of: 'network',
    measures: bookings,
    name: { sv: 'Bokningar', en: 'Bookings' },
    meaning: {
      sv: 'Bokningar efter det steg de nu står i. Aktuella är de som håller sina lokaler och coacher: preliminära eller bekräftade.',
      en: 'Bookings by the step they now stand at. Live are those that have their venues and coaches: held or confirmed.',
    },
  },
} as const satisfies Readonly<Record<string, Text>>;
