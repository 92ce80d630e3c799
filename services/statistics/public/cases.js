/* global document */
import { compared, rowsOf } from './figure-rows.js';
import { fill, fillAny, write } from './render.js';
import { durationOf, numberOf, phraseOf, shareOf, text } from './translations.js';

const steps = ['identified', 'inventoried', 'contacting', 'matched', 'collaborating', 'followedUp'];
const answers = ['accepted', 'declined', 'expired', 'left', 'superseded', 'invited', 'replacements'];
const at = (id) => document.getElementById(id);

/** The part of a campaign that has to do with matchmaking, there while there is a case. */
export function showCases(figures) {
  const { cases, invitations } = figures;
  at('cases-part').hidden = cases.total === 0;

  for (const measure of ['open', 'matches', 'closed']) write(at(`cases-${measure}`), numberOf(cases[measure]));
  write(at('acceptance-rate'), rateOf(invitations));

  showFunnel(cases, figures.casesReached);
  showTimes(figures.timeBetweenSteps);
  showCounts('case-origins', text.rows.origin, figures.casesByOrigin, (origin) => text.origins[origin] ?? origin);
  showInvitations(invitations);
  showTotals('coalition-sizes', text.rows.members, figures.coalitionSizes, (size) => size, bySize);
  showTotals('case-outcomes', text.rows.outcome, figures.casesByOutcome, (outcome) => text.outcomes[outcome]);
  const reasonOf = (reason) => text.closureReasons[reason] ?? phraseOf(reason);
  showTotals('closure-reasons', text.rows.reason, figures.casesByClosureReason, reasonOf);
  showCounties(figures.casesByCounty, figures.invitationsByCounty);
  showCounts('case-municipalities', text.rows.municipality, figures.casesByMunicipality);
}

/** What is asked for in all campaigns beside what is offered in the network: by capability, also one that only one of the two has. */
export function showCapacity({ capacityAskedFor, capacityOffered }) {
  const capabilities = [...new Set([...Object.keys(capacityAskedFor), ...Object.keys(capacityOffered)])];
  const capacity = Object.fromEntries(
    capabilities.map((capability) => {
      const { asked = 0, open = 0 } = capacityAskedFor[capability] ?? {};
      return [capability, { open, asked, offered: capacityOffered[capability]?.total ?? 0 }];
    }),
  );
  const rows = rowsOf(capacity, ['open', 'offered', 'asked'], phraseOf);
  const { capability, askedNow, offered, askedInAll } = text.rows;
  fillAny(at('capacity'), [capability, askedNow, offered, askedInAll], rows);
}

/** Each step is as wide as what has come so far, and narrows to what goes on from there. */
function showFunnel(cases, reached) {
  const shareAt = (step) => (reached[step] ?? 0) / Math.max(1, reached.identified);
  const rows = steps.map((step, index) => ({
    key: step,
    head: `${index + 1}. ${text.steps[step]}`,
    cells: [numberOf(cases[step]), numberOf(reached[step]), shareOf(shareAt(step))],
    narrows: [shareAt(step), shareAt(steps[index + 1] ?? step)],
  }));
  const { step, reachedSteps, share, now, funnel } = text.rows;
  fill(at('case-funnel'), [step, now, reachedSteps, share, funnel], rows);
}

function showTimes(times) {
  const rows = steps
    .filter((step) => times[step] !== undefined)
    .map((step) => {
      const { total, medianHours, ninetiethHours } = times[step];
      const cells = [numberOf(total), durationOf(medianHours), durationOf(ninetiethHours)];
      return { key: step, head: text.steps[step], cells };
    });
  fillAny(at('step-times'), [text.rows.step, text.rows.cases, text.rows.median, text.rows.ninetieth], rows);
}

function showInvitations(invitations) {
  const rows = answers.map((measure) => ({
    key: measure,
    head: text.answers[measure],
    numbers: [invitations[measure]],
  }));
  fillAny(at('invitations'), [text.rows.answer, text.rows.total], invitations.total === 0 ? [] : compared(rows));
}

function showCounties(byCounty, invitations) {
  const rows = rowsOf(byCounty, ['total', 'open', 'matches']).map((row) => ({
    ...row,
    cells: [...row.cells, rateOf(invitations[row.key] ?? {})],
  }));
  const { county, cases, accepted } = text.rows;
  fillAny(at('case-counties'), [county, cases, text.steps.open, text.steps.matches, accepted], rows);
}

function showCounts(table, heading, figure, nameOfKey) {
  const headings = [heading, text.rows.cases, text.steps.open, text.steps.matches];
  fillAny(at(table), headings, rowsOf(figure, ['total', 'open', 'matches'], nameOfKey));
}

function showTotals(table, heading, figure, nameOfKey, order) {
  fillAny(at(table), [heading, text.rows.cases], rowsOf(figure, ['total'], nameOfKey, order));
}

function rateOf({ acceptanceRate }) {
  return acceptanceRate === undefined ? '–' : shareOf(acceptanceRate);
}

function bySize(a, b) {
  return Number(a.key) - Number(b.key);
}
