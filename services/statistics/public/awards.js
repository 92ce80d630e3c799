/* global document */
import { byName, compared, rowsOf } from './figure-rows.js';
import { fill, fillAny, write } from './render.js';
import { inOrder, language, momentOf, numberOf, shareOf, text } from './translations.js';

const states = ['nominated', 'informed', 'complemented', 'withdrawn'];
const articleStates = ['submitted', 'accepted', 'published'];
const at = (id) => document.getElementById(id);

/** All awards, each with a way to its own figures. */
export function showAwards({ nominationsByAward, candidaciesByAward, articlesByAward }, awards, addressOfAward) {
  const ids = new Set([awards, nominationsByAward, candidaciesByAward, articlesByAward].flatMap(Object.keys));
  const rows = [...ids].map((id) => ({
    key: id,
    name: titleOf(id, awards[id]),
    head: link(addressOfAward(id), titleOf(id, awards[id])),
    cells: [
      numberOf(nominationsByAward[id]?.confirmed ?? 0),
      numberOf(candidaciesByAward[id]?.total ?? 0),
      numberOf(articlesByAward[id]?.total ?? 0),
    ],
  }));
  const { award, nominations, candidacies, articles } = text.rows;
  fillAny(at('awards'), [award, nominations, candidacies, articles], rows.sort(byName));
}

/** Whoever chose none sees the one that was opened last. */
export function newestAward(awards) {
  return Object.values(awards).sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0]?.id;
}

export function showAward({ award, figures, asOf }) {
  const { nominations, nominatedMunicipalities, candidacies, articles } = figures;
  at('award').hidden = false;
  write(at('award-heading'), titleOf(award.id, award));
  write(at('award-facts'), `${factsOf(award)} ${text.asOf(momentOf(asOf))}`);

  write(at('nominations-confirmed'), numberOf(nominations.confirmed));
  write(at('nominations-submitted'), numberOf(nominations.submitted));
  write(at('nominated-municipalities'), `${numberOf(nominatedMunicipalities.total)} ${text.of} ${numberOf(nominatedMunicipalities.of)}`); // prettier-ignore
  write(at('articles-total'), numberOf(articles.total));

  showFunnel(figures);
  showList('long-listed', figures.longListed);
  showList('short-listed', figures.shortListed);
  showWinner(figures.winner);

  const nominationHeadings = (heading) => [heading, text.rows.confirmed, text.rows.unconfirmed];
  const showNominations = (table, heading, figure, nameOfKey) =>
    fillAny(at(table), nominationHeadings(heading), rowsOf(figure, ['confirmed', 'submitted'], nameOfKey));
  showNominations('nomination-origins', text.rows.origin, figures.nominationsByOrigin, (origin) => text.entries[origin]); // prettier-ignore
  showNominations('nomination-counties', text.rows.county, figures.nominationsByCounty);
  showNominations('nomination-municipalities', text.rows.municipality, figures.nominationsByMunicipality);
  showStates('candidacy-states', states, candidacies);
  showStates('article-states', articleStates, articles);
}

/** From the nominated municipalities to the winner, as far as it has been announced. */
function showFunnel({ nominatedMunicipalities, longListed, shortListed, winner }) {
  const steps = [
    ['nominated', nominatedMunicipalities.total],
    ['longListed', longListed?.municipalities],
    ['shortListed', shortListed?.municipalities],
    ['winner', winner?.municipalities.length],
  ].filter(([, count]) => count !== undefined);
  const share = (count) => count / Math.max(1, nominatedMunicipalities.total);
  const rows = steps.map(([step, count], index) => ({
    key: step,
    head: text.awardSteps[step],
    cells: [numberOf(count), shareOf(share(count))],
    narrows: [share(count), share(steps[index + 1]?.[1] ?? count)],
  }));
  fill(at('award-funnel'), [text.rows.step, text.rows.municipalities, text.rows.share, text.rows.funnel], rows);
}

/** By name: a list that is announced has no order. */
function showList(id, list) {
  const element = at(id);
  element.hidden = list === undefined;
  if (!list) return;

  const names = list.candidacies.map(namesOf).sort(inOrder);
  write(element.querySelector('.announced'), text.announcedOn(momentOf(list.announcedAt)));
  const items = element.querySelector('ul');
  if (items.dataset.names === names.join()) return;
  items.dataset.names = names.join();
  items.replaceChildren(...names.map((name) => Object.assign(document.createElement('li'), { textContent: name })));
}

function showWinner(winner) {
  at('winner').hidden = winner === undefined;
  if (winner) write(at('winner-names'), namesOf(winner));
}

function showStates(table, steps, counts) {
  const rows = steps.map((step) => ({
    key: step,
    head: text.awardSteps[step],
    numbers: [counts[step]],
  }));
  fillAny(at(table), [text.rows.step, text.rows.total], counts.total === 0 ? [] : compared(rows));
}

function namesOf({ municipalities }) {
  const names = municipalities.map(({ municipality, name }) => name ?? municipality).sort(inOrder);
  return names.join(` ${text.and} `);
}

function titleOf(id, award) {
  return award?.title?.[language] ?? id;
}

function link(address, name) {
  return Object.assign(document.createElement('a'), { href: address, textContent: name });
}

function factsOf({ status, organiser }) {
  if (!status) return text.unopened;
  return `${text.awardStatus[status]}; ${text.rows.organiser}: ${organiser}.`;
}
