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
    version: 2,
    of: 'both',
    measures: ['answers'],
    name: { sv: 'Enkäternas resultat', en: 'Results of the surveys' },
    meaning: {
      sv: 'Svar per fråga och alternativ när enkäten har stängt, ungefär: varje antal är ändrat av slumpen, med högst 30 i 19 fall av 20, så att ingen får veta vad en viss person har svarat. Antal under fem visas inte, och inga där färre än 30 har svarat. Nätverkets är enkäterna utan kampanj.',
      en: "Answers by question and option when the survey has closed, about: each number is changed by chance, by at most 30 in 19 cases of 20, so that nobody finds out what one person has answered. Numbers under five are not shown, and none where fewer than 30 have answered. The network's are the surveys of no campaign.",
    },
  },
} as const satisfies Definitions;
