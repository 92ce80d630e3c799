import type { Definitions } from '../../counting/definition.ts';

const counts = ['total', 'inProgramme', 'planned', 'published', 'reported', 'cancelled'];
const steps = ['planned', 'published', 'cancelled', 'reported'];

/** Activities, and the municipalities where there are any. */
export const activityDefinitions = {
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
    version: 2,
    of: 'network',
    measures: counts,
    name: { sv: 'Aktiviteter per kampanj', en: 'Activities by campaign' },
    meaning: {
      sv: 'Aktiviteter efter tillkännagiven kampanj och steg. En aktivitet i två kampanjer räknas i båda, så kampanjerna ska inte summeras.',
      en: 'Activities by announced campaign and step. An activity of two campaigns counts in both, so the campaigns must not be added up.',
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
    version: 2,
    of: 'campaign',
    measures: ['covered', 'of', 'empty'],
    name: { sv: 'Kommuner med aktivitet', en: 'Municipalities with an activity' },
    meaning: {
      sv: 'Kommuner i kampanjens område (landets alla 290 om den inte har något eget) där minst en av kampanjens aktiviteter står i programmet, det vill säga är publicerad eller rapporterad; och de kommuner där ingen gör det.',
      en: "Municipalities in the area of the campaign (all 290 of the country where it has none of its own) where at least one of the campaign's activities is in the programme: published or reported; and the municipalities where none is.",
    },
  },
  coverageByCounty: {
    version: 2,
    of: 'campaign',
    measures: ['covered', 'of'],
    name: { sv: 'Kommuner med aktivitet per län', en: 'Municipalities with an activity by county' },
    meaning: {
      sv: 'Kommuner i kampanjens område, län för län, där minst en av kampanjens aktiviteter står i programmet, av de kommuner i länet som hör till kampanjens område.',
      en: "Municipalities in the area of the campaign, county by county, where at least one of the campaign's activities is in the programme, of those in the county that belong to the area of the campaign.",
    },
  },
} as const satisfies Definitions;
