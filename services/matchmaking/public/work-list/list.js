/* global document */
import { byKey, h, replace } from './dom.js';
import { listOf, text } from './language.js';
import { dayOf, daysSince, numberOf, phraseOf, shareOf } from './translations.js';

export const steps = ['identified', 'inventoried', 'contacting', 'matched', 'collaborating', 'followed-up', 'closed'];
const over = ['followed-up', 'closed'];

const at = (id) => document.getElementById(id);

/** Everything but the case that is open: counts by step, what to choose by, and a page of the list. */
export function showList({ items, page, steps: counts, counties, campaigns }, place) {
  showSteps(counts, place);
  showFilters(counties, campaigns, place);
  showRows(items, page, place);
}

/** The lines of the list, in their order. */
export const rows = () => [...document.querySelectorAll('#list .row')];

export function markOpen(id) {
  for (const row of rows()) {
    if (row.dataset.key === id) {
      row.setAttribute('aria-current', 'true');
      scrollTo(row);
    } else row.removeAttribute('aria-current');
  }
}

/** Moves the list alone, and not the page around it. */
function scrollTo(row) {
  const [list, line] = [at('list').getBoundingClientRect(), row.getBoundingClientRect()];
  if (line.top < list.top) at('list').scrollTop -= list.top - line.top;
  else if (line.bottom > list.bottom) at('list').scrollTop += line.bottom - list.bottom;
}

/** The line of a case, or where it was: whoever comes back from it goes on from there. */
export function rowOf(id, index = 0) {
  const all = rows();
  return byKey(at('list'), id) ?? all[Math.min(index, all.length - 1)] ?? at('list-heading');
}

function showSteps(counts, place) {
  const open = counts.filter(({ status }) => !over.includes(status));
  const sum = (name) => open.reduce((total, count) => total + count[name], 0);
  const all = [{ status: 'open', cases: sum('cases'), due: sum('due') }, ...counts];
  at('steps').setAttribute('aria-label', text().stepsName);
  replace(
    at('steps'),
    h(
      'ul',
      {},
      all.map(({ status, cases, due }) => {
        const isChosen = status === (place.step ?? 'open');
        const address = place.with({ step: status === 'open' ? undefined : status, page: undefined, case: undefined });
        return h(
          'li',
          {},
          h(
            'a',
            {
              href: address,
              'aria-current': isChosen && 'page',
              'data-key': status,
              class: over.includes(status) && 'over',
            },
            h('span', { class: 'step' }, text().steps[status]),
            ' ',
            h('span', { class: 'count' }, numberOf(cases)),
            ' ',
            h('span', { class: 'due' }, due > 0 && text().toDo(numberOf(due))),
          ),
        );
      }),
    ),
  );
}

function showFilters(counties, campaigns, place) {
  const named = campaigns.map(({ id, name }) => [id, name?.[document.documentElement.lang] ?? id]);
  replace(
    at('filters'),
    choice(
      'county',
      text().county,
      text().allCounties,
      counties.map(({ code, name }) => [code, name]),
      place,
    ),
    choice('campaign', text().campaign, text().allCampaigns, named, place),
  );
  at('filters').hidden = counties.length < 2 && campaigns.length < 2;
}

/** Whoever has one county, or one campaign, has nothing to choose. */
function choice(name, label, all, options, place) {
  if (options.length < 2) return undefined;
  const select = h(
    'select',
    {
      id: name,
      'data-key': name,
      onchange: ({ target }) => place.go({ [name]: target.value || undefined, page: undefined, case: undefined }),
    },
    h('option', { value: '' }, all),
    options.map(([value, words]) => h('option', { value, selected: value === place[name] }, words)),
  );
  return h('label', {}, h('span', {}, label), select);
}

function showRows(items, { offset, total, page, pages }, place) {
  const isOver = over.includes(place.step);
  const shown = (isOver ? text().shownOver : text().shown)(
    numberOf(offset + 1),
    numberOf(offset + items.length),
    numberOf(total),
  );
  replace(
    at('list'),
    h('h2', { id: 'list-heading', tabindex: '-1', 'data-key': 'list-heading' }, text().cases),
    h('p', { class: 'quiet' }, items.length > 0 ? shown : place.step ? text().none : text().noneOpen),
    h(
      'ol',
      { start: String(offset + 1) },
      items.map((item) => h('li', {}, rowFor(item, place))),
    ),
    pages > 1 &&
      h(
        'nav',
        { class: 'pages', 'aria-label': text().pages },
        page > 1 &&
          h('a', { href: place.with({ page: page - 1, case: undefined }), 'data-key': 'previous' }, text().previous),
        page < pages &&
          h('a', { href: place.with({ page: page + 1, case: undefined }), 'data-key': 'next' }, text().next),
      ),
  );
}

function rowFor(item, place) {
  return h(
    'a',
    {
      class: 'row',
      href: place.with({ case: item.id }),
      'data-key': item.id,
      'aria-current': item.id === place.case && 'true',
    },
    h(
      'span',
      { class: 'top' },
      h('strong', {}, item.municipality.name),
      ' ',
      h('span', { class: 'badge' }, text().steps[item.status]),
    ),
    h('span', { class: isDue(item) ? 'todo' : 'next-step' }, nextOf(item)),
    h('span', { class: 'quiet' }, `${whoseOf(item)}: ${neededOf(item)}`),
    h('span', { class: 'quiet' }, [progressOf(item), inStepOf(item)].filter(Boolean).join(' · ')),
  );
}

export function isDue({ nextStep }) {
  return nextStep !== undefined && Date.parse(nextStep.dueAt) <= Date.now();
}

/** What comes next, and since when it has waited or when it is due. */
export function nextOf(item) {
  const { nextStep, outcome, closureReason } = item;
  if (!nextStep)
    return outcome ? text().outcomes[outcome] : (text().closureReasons[closureReason] ?? phraseOf(closureReason));
  const action = text().actions[nextStep.action];
  if (isDue(item)) return `${action} · ${text().waiting(daysSince(nextStep.dueAt))}`;
  return `${action} · ${text().due[nextStep.action](dayOf(nextStep.dueAt))}`;
}

export function whoseOf({ owner, origin }) {
  return owner ? (owner.name ?? text().nameless) : text().origins[origin];
}

function neededOf({ need: { demands, days } }) {
  return `${listOf(demands.map(shareOf))} · ${days.length > 0 ? listOf(days.map((day) => dayOf(`${day}T12:00:00Z`))) : text().anyDay}`;
}

/** What has waited since the step began says so already. */
function inStepOf({ reachedAt, nextStep }) {
  return nextStep?.dueAt === reachedAt ? undefined : text().inStep(daysSince(reachedAt));
}

function progressOf({ status, coalition }) {
  return coalition && status === 'contacting' ? text().progress(coalition) : undefined;
}
