/* global document */
import { fillCards } from './render.js';
import { language, numberOf, phraseOf, shareOf, text } from './translations.js';

/** The definitions of what goals are about. */
const figures = {
  'developed-competence': 'developedCompetence',
  attendances: 'people',
  people: 'people',
  municipalities: 'coverage',
  organisations: 'organisationsTakingPart',
};

/** Each goal beside what is reached of the very thing that it is about; and how many came, also where that is no goal. */
export function showGoals(wanted, { goals, people, peopleByEvidence, reports }) {
  const cards = wanted.map((goal) =>
    goals[goal.measure] ? measured(goal.measure, goals[goal.measure]) : unmeasured(goal),
  );
  const attendances = {
    reached: people.total,
    lower: people.lower,
    upper: people.upper,
    estimatedShare: (peopleByEvidence.estimated?.total ?? 0) / Math.max(1, people.total),
  };
  if (reports.total > 0 && !goals.attendances && !goals.people) cards.push(measured('attendances', attendances));
  fillCards(document.getElementById('goals'), cards);
}

function measured(measure, { goal, reached, share, description, lower, upper, estimatedShare }) {
  const isEstimate = lower !== undefined && lower !== upper;
  const words = [
    goal === undefined ? '' : text.ofGoal(shareOf(share), description?.[language]),
    isEstimate ? text.bounds({ lower, upper, estimated: shareOf(estimatedShare) }) : '',
  ];
  return {
    key: measure,
    head: text.measures[measure],
    number: numberOf(reached),
    of: goal === undefined ? '' : `${text.of} ${numberOf(goal)}`,
    words: words.filter(Boolean).join(' '),
    figure: figures[measure],
    bar: {
      reached,
      ...(isEstimate && { bounds: [lower, upper] }),
      ...(goal !== undefined && { goal }),
      scale: Math.max(1, reached, upper ?? 0, (goal ?? 0) * 1.2),
    },
  };
}

/** Campaigns may have goals of their own, which nothing here measures. */
function unmeasured({ measure, target, description }) {
  return {
    key: measure,
    head: phraseOf(measure),
    number: numberOf(target),
    of: '',
    words: text.unmeasured(description?.[language]),
  };
}
