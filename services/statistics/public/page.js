/* global document, fetch, location, Option, setTimeout, URLSearchParams */
import { follow } from './live.js';
import { showActivities } from './activities.js';
import { newestAward, showAward, showAwards } from './awards.js';
import { showCapacity, showCases } from './cases.js';
import { showGoals } from './goals.js';
import { byKey, byName, compared, rowsOf } from './figure-rows.js';
import { fill, fillAny, write } from './render.js';
import { dayOf, daysOf, definitions, language, momentOf, numberOf, phraseOf, text } from './translations.js';

/** Often enough to be news, seldom enough to be listened to: a screen reader speaks each of them. */
const NEWS_EVERY_MS = 5_000;

const steps = ['submitted', 'contacted', 'confirmed', 'declined', 'withdrawn'];
const allSteps = [...steps, 'live', 'total'];
const at = (id) => document.getElementById(id);

/** The campaigns that have been announced, by id. */
let names = {};
let chosen = new URLSearchParams(location.search).get('campaign');
let chosenAward = new URLSearchParams(location.search).get('award');

for (const element of document.querySelectorAll('[data-word]')) element.textContent = text[element.dataset.word];
document.title = `${text.title} – Kraftsamling`;
at('language').textContent = text.other;
at('language').lang = language === 'sv' ? 'en' : 'sv';
at('language').href = addressOf({ lang: language === 'sv' ? 'en' : 'sv' });
write(at('connection'), text.connecting);

at('choice').addEventListener('change', () => location.assign(addressOf({ campaign: at('choice').value })));
void define();
follow({}, { show: showNetwork, away });
if (chosen) followChosen();
if (chosenAward) followChosenAward();

function followChosen() {
  follow({ campaign: chosen }, { show: showCampaign, away, unknown: () => write(at('connection'), text.unknown) });
}

function followChosenAward() {
  follow({ award: chosenAward }, { show: showAward, away, unknown: () => write(at('connection'), text.unknownAward) });
}

/** Each figure is shown under its own definition. */
async function define() {
  const { items } = await (await fetch('/v1/definitions')).json();
  for (const { id, name, meaning } of items) {
    definitions.set(id, { name, meaning });
    for (const element of document.querySelectorAll(`[data-figure="${id}"]`)) {
      const strong = document.createElement('strong');
      const span = document.createElement('span');
      strong.textContent = name[language];
      span.textContent = meaning[language];
      element.replaceChildren(strong, span);
    }
    for (const element of document.querySelectorAll(`[data-figure-name="${id}"]`)) element.textContent = name[language];
    for (const element of document.querySelectorAll(`[data-figure-meaning="${id}"]`))
      element.textContent = meaning[language];
  }
}

function showNetwork({ figures, campaigns, awards, asOf }) {
  write(at('connection'), text.live);
  write(at('network-as-of'), text.asOf(momentOf(asOf)));
  names = campaigns;
  offer(campaigns);
  write(at('organisations-total'), numberOf(figures.organisations.total));
  write(at('campaigns-total'), numberOf(figures.campaigns.total));
  write(at('network-activities'), numberOf(figures.activities.inProgramme));
  write(at('network-people'), numberOf(figures.people.total));
  write(at('network-matches'), numberOf(figures.cases.matches));
  showCapacity(figures);
  showAwards(figures, awards, (id) => addressOf({ award: id }));
  if (!chosenAward && (chosenAward = newestAward(awards))) followChosenAward();

  const counts = figures.registrationsByCampaign;
  const ids = Object.keys(campaigns);
  const rows = ids.map((id) => ({
    key: id,
    name: nameOf(id, campaigns[id]),
    head: link(id, campaigns[id]),
    cells: [text.phaseOf(campaigns[id]), ...allSteps.map((step) => numberOf(counts[id]?.[step] ?? 0))],
  }));
  fill(
    at('campaigns'),
    [text.rows.campaign, text.rows.phase, ...allSteps.map((step) => text.steps[step])],
    rows.sort(byName),
  );
  const activities = rowsOf(figures.activitiesByCampaign, ['inProgramme', 'reported'], (id) =>
    nameOf(id, campaigns[id]),
  );
  fillAny(
    at('campaign-activities'),
    [text.rows.campaign, text.steps.inProgramme, text.steps.reported, text.rows.people],
    activities.map(({ cells, ...row }) => ({
      ...row,
      head: link(row.key, campaigns[row.key]),
      cells: [...cells, numberOf(figures.peopleByCampaign[row.key]?.total ?? 0)],
    })),
  );
  fillAny(at('organisations'), [text.rows.category, text.rows.total], rowsOf(figures.organisationsByCategory, ['total'], phraseOf)); // prettier-ignore

  // Whoever chose none sees the one where most is going on.
  if (chosen || ids.length === 0) return;
  const live = (id) => counts[id]?.live ?? 0;
  at('choice').value = chosen = ids.reduce((most, id) => (live(id) > live(most) ? id : most));
  followChosen();
}

function showCampaign({ campaign, figures, parts, asOf }) {
  write(at('connection'), text.live);
  at('campaign').hidden = false;
  write(at('campaign-heading'), nameOf(campaign.id, campaign));
  write(at('campaign-phase'), text.phaseOf(campaign));
  write(at('campaign-facts'), `${factsOf(campaign)}. ${text.asOf(momentOf(asOf))}`);
  showGoals(campaign.goals, figures);
  writeNewsSeldom(text.news(figures.registrations, figures.activities, figures.people));
  showActivities(figures);
  showCases(figures);

  const { organisationsTakingPart: organisations, municipalitiesTakingPart: municipalities } = figures;
  write(at('organisations-taking-part'), numberOf(organisations.total));
  write(
    at('municipalities-taking-part'),
    `${numberOf(municipalities.total)} ${text.of} ${numberOf(municipalities.of)}`,
  );

  const rows = steps.map((step) => ({ key: step, head: text.steps[step], numbers: [figures.registrations[step]] }));
  fill(at('steps'), [text.rows.step, text.rows.total], compared(rows));
  showRegistrations('days', text.rows.day, figures.registrationsByDay, dayOf, byKey);
  showRegistrations('categories', text.rows.category, figures.registrationsByCategory, phraseOf);
  showRegistrations('counties', text.rows.county, figures.registrationsByCounty);
  showRegistrations('municipalities', text.rows.municipality, figures.registrationsByMunicipality);

  at('parts').parentElement.hidden = Object.keys(parts).length === 0;
  const rowsOfParts = Object.entries(parts).map(([id, part]) => ({
    key: id,
    name: nameOf(id, part),
    head: link(id, part),
    cells: [
      text.phaseOf(part),
      numberOf(part.registrations.live),
      numberOf(part.registrations.confirmed),
      numberOf(part.activities.inProgramme),
      numberOf(part.people.total),
    ],
  }));
  const headings = [text.steps.live, text.steps.confirmed, text.steps.inProgramme, text.rows.people];
  fill(at('parts'), [text.rows.campaign, text.rows.phase, ...headings], rowsOfParts.sort(byName));
}

function showRegistrations(table, heading, figure, nameOfKey, order = byName) {
  const rows = rowsOf(figure, ['live', 'confirmed'], nameOfKey, order);
  fill(at(table), [heading, text.steps.live, text.steps.confirmed], rows);
}

function nameOf(id, campaign) {
  return campaign?.name?.[language] ?? id;
}

function link(id, campaign) {
  const element = document.createElement('a');
  element.href = addressOf({ campaign: id });
  element.textContent = nameOf(id, campaign);
  return element;
}

function factsOf({ organiser, partOf, days }) {
  const facts = [daysOf(days), organiser];
  if (partOf) facts.push(`${text.rows.partOf} ${nameOf(partOf, names[partOf])}`);
  return facts.filter(Boolean).join(' · ');
}

/** The campaigns to choose from: the chosen one is chosen. */
function offer(campaigns) {
  const options = Object.entries(campaigns)
    .map(([id, campaign]) => ({ id, name: nameOf(id, campaign) }))
    .sort(byName);
  const offered = options.map(({ id, name }) => `${id} ${name}`).join();
  const select = at('choice');
  if (select.dataset.offered === offered) return;
  select.dataset.offered = offered;
  select.replaceChildren(...options.map(({ id, name }) => new Option(name, id)));
  if (chosen) select.value = chosen;
}

function addressOf(change) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) query.set(name, value);
  return `?${query}`;
}

let latestNews;
let newsTimer;

/** The latest news, after a pause in which there may have been newer. */
function writeNewsSeldom(news) {
  latestNews = news;
  newsTimer ??= setTimeout(
    () => {
      newsTimer = undefined;
      write(at('news'), latestNews);
    },
    at('news').textContent === '' ? 0 : NEWS_EVERY_MS,
  );
}

function away() {
  write(at('connection'), text.away);
}
