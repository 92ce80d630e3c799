import type { Definitions } from '../../counting/definition.ts';

export const surveyDefinitions = {
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
} as const satisfies Definitions;
