import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Bilingual, CountyCode, Day, Instant, Language, MunicipalityCode, Slug, WebAddress } from '../vocabulary.ts';

/** The public state of a campaign. A draft is nobody else's business: only what has been announced is ever published. */
const campaign = Type.Object({
  id: Slug,
  name: Bilingual,
  kind: Type.Enum(['theme-days', 'week', 'award-year']),
  organiser: Type.String({ minLength: 1, description: 'The organisation behind the campaign.' }),
  partOf: Type.Optional(Slug),
  days: Type.Array(Day),
  countingPeriod: Type.Optional(Type.Object({ from: Day, to: Day }, { description: 'Both days included.' })),
  area: Type.Optional(
    Type.Object(
      { counties: Type.Array(CountyCode), municipalities: Type.Array(MunicipalityCode) },
      {
        description:
          'Where it takes place: in all of these counties and municipalities. Left out: in the whole country.',
      },
    ),
  ),
  registrationWindow: Type.Object({ opens: Instant, closes: Instant }),
  goals: Type.Array(
    Type.Object(
      {
        measure: Slug,
        target: Type.Integer({ minimum: 1 }),
        description: Type.Optional(Bilingual),
      },
      {
        description:
          'What is measured is developed-competence (people who say that they have developed their digital competence), attendances, municipalities, organisations, or a word of the campaign. The older word people means attendances.',
      },
    ),
  ),
  themes: Type.Array(Slug),
  targetGroups: Type.Array(Slug),
  partnerCategories: Type.Array(Slug),
  rules: Type.Object({ freeOfCharge: Type.Boolean(), noSales: Type.Boolean(), openToAll: Type.Boolean() }),
  kit: Type.Array(
    Type.Object({
      kind: Slug,
      language: Language,
      title: Type.String({ minLength: 1 }),
      url: WebAddress,
    }),
  ),
  status: Type.Enum(['announced', 'closed']),
  announcedAt: Instant,
  closedAt: Type.Optional(Instant),
});

export type CampaignData = Static<typeof campaign>;

const exampleCampaign: CampaignData = {
  id: 'digitalidag-2024',
  name: { sv: 'Digitalidag 2024', en: 'Digitalidag 2024' },
  kind: 'theme-days',
  organiser: 'Digidel',
  days: ['2024-11-15', '2024-11-16'],
  countingPeriod: { from: '2024-04-18', to: '2024-11-16' },
  registrationWindow: { opens: '2024-04-17T22:00:00.000Z', closes: '2024-11-16T22:59:59.000Z' },
  goals: [
    {
      measure: 'developed-competence',
      target: 1_000_000,
      description: {
        sv: 'Minst en miljon människor har utvecklat sin digitala kompetens.',
        en: 'At least one million people have developed their digital competence.',
      },
    },
    { measure: 'municipalities', target: 290 },
  ],
  themes: ['e-identification', 'public-e-services', 'online-safety'],
  targetGroups: ['senior-citizens', 'people-with-disabilities', 'children-and-youth'],
  partnerCategories: ['public-library', 'local-authority-venue', 'adult-educational-association', 'service-centre'],
  rules: { freeOfCharge: true, noSales: true, openToAll: true },
  kit: [
    {
      kind: 'project-support',
      language: 'sv',
      title: 'Digitalidag-paketet: projektledarstöd',
      url: 'https://kraftsamling.example/digitalidag-2024/projektledarstod.pdf',
    },
  ],
  status: 'announced',
  announcedAt: '2024-04-18T07:00:00.000Z',
};

export const campaignAnnounced = contract({
  type: 'registrations.campaign.announced.v1',
  meaning: 'A campaign has been announced: organisations may register in its registration window.',
  data: campaign,
  example: exampleCampaign,
  campaign: ({ id }) => id,
});

export const campaignAmended = contract({
  type: 'registrations.campaign.amended.v1',
  meaning: 'An announced campaign has been changed.',
  data: campaign,
  example: { ...exampleCampaign, goals: [...exampleCampaign.goals, { measure: 'organisations', target: 400 }] },
  campaign: ({ id }) => id,
});

export const campaignClosed = contract({
  type: 'registrations.campaign.closed.v1',
  meaning: 'A campaign is over: nothing about it changes any more.',
  data: campaign,
  example: { ...exampleCampaign, status: 'closed', closedAt: '2024-12-20T11:00:00.000Z' },
  campaign: ({ id }) => id,
});

export const campaignEvents = [campaignAnnounced, campaignAmended, campaignClosed] as const;
