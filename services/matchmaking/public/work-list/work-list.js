/* global addEventListener, document, history, location, URLSearchParams */
import { ask, token } from './api.js';
import { focusCase, focusNextStep, focusOutcome, showCase, showNoCase } from './case.js';
import { at, openFrame, report, showLogin, showRetry, showWork } from './frame.js';
import { onKeys, showKeys } from './keys.js';
import { language, text } from './language.js';
import { markOpen, rowOf, rows, showList, steps } from './list.js';

const pageSize = 100;

let list;
let open;
let isBusy = false;

/** Where one is: in the address after the #, which is never sent anywhere. It can be kept, and sent to a colleague. */
const place = {
  read() {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const name of ['step', 'county', 'campaign', 'page', 'case']) this[name] = said.get(name) ?? undefined;
    if (!steps.includes(this.step)) this.step = undefined;
  },
  with(change) {
    const { step, county, campaign, page, case: id } = { ...this, ...change };
    const said = Object.entries({ step, county, campaign, page, case: id }).filter(([, value]) => value !== undefined);
    return `#${new URLSearchParams(said)}`;
  },
  go(change) {
    location.hash = this.with(change);
  },
};

openFrame({ goIn: load, showDoor });
addEventListener('hashchange', () => void moved());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && token.get()) void loadList();
});

onKeys({
  j: () => move(1),
  ArrowDown: ({ target }) => scrollsNothing(target) && move(1),
  k: () => move(-1),
  ArrowUp: ({ target }) => scrollsNothing(target) && move(-1),
  n: () => next(),
  Escape: () => leave(),
  r: () => refresh(),
  '?': () => list && (showKeys(), true),
  ...Object.fromEntries(
    ['open', ...steps].map((step, digit) => [
      String(digit),
      () => list && (place.go({ step: step === 'open' ? undefined : step, page: undefined, case: undefined }), true),
    ]),
  ),
});

place.read();
if (token.get()) void load();
else showDoor();

function showDoor(said = {}) {
  list = undefined;
  open = undefined;
  showLogin({ args: '--role coordinator --county 20', ...said });
}

/** The list, and the case that the address names. */
async function load({ entered = false } = {}) {
  report();
  if (!(await loadList())) return;
  if (place.case !== undefined) await openCase();
  else showNothingOpen();
  if (entered) (place.case === undefined ? rowOf(undefined) : at('case-heading'))?.focus();
}

async function loadList() {
  const answer = await attempt(askForList, ({ code }) =>
    code === 'not-in-your-counties' && place.county !== undefined ? elsewhere() : undefined,
  );
  if (!answer && token.get() && !list) showRetry();
  if (!answer) return false;
  list = answer.body;
  showWork();
  at('who').textContent = whoOf(list.counties);
  showList(list, place);
  return true;
}

function askForList() {
  const { step, county, campaign, page } = place;
  const query = new URLSearchParams(
    Object.entries({ step, county, campaign, page, limit: pageSize }).filter(([, value]) => value !== undefined),
  );
  return ask('GET', `/v1/work-list?${query}`);
}

/** The address names a county that is none of one's own: one's own are shown. */
function elsewhere() {
  history.replaceState(null, '', place.with({ county: undefined, page: undefined, case: undefined }));
  place.read();
  return attempt(askForList);
}

async function openCase() {
  const answer = await attempt(() => ask('GET', addressOf(place.case)));
  if (!answer) return showNothingOpen();
  await show(answer);
}

async function show({ body, version }) {
  const line = rows().findIndex(({ dataset }) => dataset.key === body.id);
  open = { kase: body, version, line: line < 0 ? (open?.line ?? 0) : line };
  document.body.dataset.open = 'case';
  markOpen(body.id);
  const candidates = body.nextStep?.action === 'invite' ? await look(`/seats/${body.openSeats[0]}/candidates`) : {};
  if (open?.kase !== body) return;
  showCase({ ...body, ...(candidates ?? { candidates: [] }) }, campaignOf(body), {
    act,
    look,
    back: place.with({ case: undefined }),
  });
}

function showNothingOpen() {
  open = undefined;
  delete document.body.dataset.open;
  markOpen(undefined);
  showNoCase();
}

/** Somebody has followed a link, gone back, or used a key. */
async function moved() {
  if (!token.get()) return place.read();
  const before = { ...place };
  place.read();
  report();
  const sameList = ['step', 'county', 'campaign', 'page'].every((name) => before[name] === place[name]);
  if (!sameList && !(await loadList())) return;
  if (place.case !== undefined && place.case !== before.case) {
    await openCase();
    focusCase();
  } else if (place.case === undefined) {
    const line = open?.line;
    showNothingOpen();
    if (before.case !== undefined && sameList) rowOf(before.case, line).focus();
    else if (!at('work').contains(document.activeElement)) rowOf(undefined).focus();
  }
}

/** Does something about the case that is open, if it is still as it is shown, and shows what has become of it. */
async function act(name, path, body) {
  if (isBusy) return;
  isBusy = true;
  report();
  const { kase, version } = open;
  const notes = ['accepted', 'declined', 'leaves'];
  const answer = await attempt(
    () => ask('POST', addressOf(kase.id, path), { body, ...(!notes.includes(name) && { version }) }),
    ({ isConflict }) => (isConflict ? refreshOpen() : undefined),
  );
  isBusy = false;
  if (!answer) return;
  await show(answer);
  focusOutcome();
  if (await loadList()) report({ status: text().done[name] });
}

/** Something more about the case that is open. */
async function look(path) {
  return (await attempt(() => ask('GET', addressOf(open.kase.id, path))))?.body;
}

/** What is refused is explained: because of the token at the door. Whoever asked may have something to show all the same. */
async function attempt(request, recover = () => undefined) {
  try {
    return await request();
  } catch (refused) {
    if (!refused.isAboutToken) {
      report({ error: refused.message });
      return recover(refused);
    }
    token.forget();
    showDoor({ error: refused.message });
    return undefined;
  }
}

/** What has changed meanwhile is shown as it is now. The case can be gone on with while the list is on its way. */
async function refreshOpen() {
  const { id } = open.kase;
  const answer = await ask('GET', addressOf(id)).catch(() => undefined);
  if (answer) await show(answer);
  focusOutcome();
  void loadList();
}

function move(by) {
  const all = rows();
  if (all.length === 0) return false;
  const current = document.activeElement.classList.contains('row') ? document.activeElement.dataset.key : place.case;
  const index = all.findIndex(({ dataset }) => dataset.key === current);
  const target = all[index < 0 ? 0 : Math.max(0, Math.min(all.length - 1, index + by))];
  if (open && at('case').contains(document.activeElement)) location.hash = place.with({ case: target.dataset.key });
  else target.focus();
  return true;
}

/** From a line of the list into its case, and to the button of the next step. */
function next() {
  if (!list) return false;
  const { dataset, classList } = document.activeElement;
  if (classList.contains('row') && dataset.key !== place.case) {
    history.pushState(null, '', place.with({ case: dataset.key }));
    place.read();
    void openCase().then(focusNextStep);
  } else if (open) focusNextStep();
  return true;
}

function leave() {
  if (place.case === undefined) return false;
  place.go({ case: undefined });
  return true;
}

function refresh() {
  if (!list) return false;
  void loadList().then((loaded) => loaded && report({ status: text().refreshed }));
  return true;
}

const addressOf = (id, path = '') => `/v1/cases/${encodeURIComponent(id)}${path}`;

function whoOf(counties) {
  return counties.length === 21 ? text().wholeCountry : counties.map(({ name }) => name).join(', ');
}

function campaignOf({ campaignId }) {
  return list.campaigns.find(({ id }) => id === campaignId)?.name?.[language()] ?? campaignId;
}

/** In the list the arrows move from line to line; in a case, and in what has arrows of its own, they do what they always do. */
function scrollsNothing(target) {
  return target === document.body || target === at('main') || target.closest('#list') !== null;
}
