/* global addEventListener, clearTimeout, document, sessionStorage, setTimeout */
import { ask } from './api.js';
import { h, replace } from './dom.js';
import { hourOf } from './formats.js';
import { language, text } from './language.js';

const restMs = 600;

/** What has been typed and not been taken yet: it outlives a reload, and is forgotten with the tab. Who sits down after a juror sees none of it. */
const drafts = {
  key: (juror, round, candidacy) => `kraftsamling.scores.${juror}.${round}.${candidacy}`,
  read: (...of) => JSON.parse(sessionStorage.getItem(drafts.key(...of)) ?? '{}'),
  keep: (value, ...of) => sessionStorage.setItem(drafts.key(...of), JSON.stringify(value)),
  forget: (...of) => sessionStorage.removeItem(drafts.key(...of)),
};

export const hasDraft = (...of) => Object.values(drafts.read(...of)).some((value) => value !== '');

const unsaved = new Set();
addEventListener('beforeunload', (event) => {
  if (unsaved.size > 0) event.preventDefault();
});

/**
 * A juror's scores of a candidacy, one field for each criterion. They are saved by themselves a moment after the last key, as soon as all are
 * given; the last ones count, since each save waits for the one before it.
 */
export function scoreForm({ award, juror, round, candidacy, isOpen, scores, saved, refused }) {
  const { lowest, highest } = award.scale;
  const of = [juror, round, candidacy];
  const draft = drafts.read(...of);
  const given = { ...scores };
  const state = h('p', { class: 'saved', role: 'status', id: 'saved' });
  const sum = h('p', { class: 'sum' });
  let timer;
  let sending;

  const fields = award.criteria.map(({ id, text: criterion, weight }) => {
    const field = h('input', {
      type: 'number',
      id: `score-${id}`,
      name: id,
      min: lowest,
      max: highest,
      step: 1,
      inputmode: lowest < 0 ? 'text' : 'numeric',
      autocomplete: 'off',
      disabled: !isOpen,
      'aria-describedby': 'scale saved',
      'data-key': `score-${id}`,
      oninput: () => typed(),
      onchange: () => typed({ now: true }),
      onkeydown: (event) => moveOn(event, field),
    });
    field.value = draft[id] ?? given[id] ?? '';
    return {
      id,
      weight,
      field,
      label: [criterion[language()], h('span', { class: 'quiet' }, ` ${text().weight(weight)}`)],
    };
  });

  const isWhole = (value) => /^-?\d+$/.test(value) && Number(value) >= lowest && Number(value) <= highest;
  const values = () => Object.fromEntries(fields.map(({ id, field }) => [id, field.value.trim()]));
  const isSaved = () => fields.every(({ id, field }) => field.value !== '' && Number(field.value) === given[id]);

  function typed({ now = false } = {}) {
    clearTimeout(timer);
    const entered = values();
    // A number field that holds something else says nothing of it but that it is wrong.
    for (const { field } of fields)
      mark(field, (field.value === '' && !field.validity.badInput) || isWhole(field.value.trim()));
    showSum();
    if (isSaved()) {
      drafts.forget(...of);
      return say(text().save.saved);
    }
    drafts.keep(entered, ...of);
    if (fields.some(({ field }) => field.getAttribute('aria-invalid') === 'true'))
      return say(text().save.wrong, 'wrong');
    const count = Object.values(entered).filter((value) => value !== '').length;
    if (count < fields.length) return say(count === 0 ? text().save.nothing : text().save.partly(count, fields.length));
    unsaved.add(candidacy);
    say(text().save.saving);
    if (now) void save();
    else timer = setTimeout(() => void save(), restMs);
    return undefined;
  }

  async function save() {
    clearTimeout(timer);
    await sending;
    if (isSaved()) return;
    const numbers = Object.fromEntries(Object.entries(values()).map(([id, value]) => [id, Number(value)]));
    sending = send(numbers);
    await sending;
  }

  async function send(numbers) {
    try {
      await ask('PUT', `/v1/awards/${award.id}/rounds/${round}/scores/${candidacy}`, { body: { scores: numbers } });
      Object.assign(given, numbers);
      unsaved.delete(candidacy);
      if (isSaved()) {
        drafts.forget(...of);
        say(text().save.savedAt(hourOf(Date.now())));
      }
      saved(numbers);
    } catch (error) {
      if (refused(error)) {
        unsaved.delete(candidacy);
        return;
      }
      replace(
        state,
        `${text().save.failed(error.message)} `,
        h('button', { type: 'button', onclick: () => void save(), 'data-key': 'save-again' }, text().again),
      );
      state.className = 'saved wrong';
    }
  }

  function say(words, kind = '') {
    state.textContent = words;
    state.className = `saved ${kind}`;
  }

  function mark(field, isRight) {
    if (isRight) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  }

  function showSum() {
    const entered = values();
    const isWholeSet = fields.every(({ id }) => isWhole(entered[id]));
    const most = fields.reduce((total, { weight }) => total + weight * highest, 0);
    const total = fields.reduce((points, { id, weight }) => points + weight * Number(entered[id]), 0);
    sum.textContent = isWholeSet ? text().sum(total, most) : '';
  }

  /** Enter goes to the next field, and from the last one out of the form. */
  function moveOn(event, field) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const next = fields[fields.findIndex((each) => each.field === field) + 1];
    if (next) next.field.focus();
    else document.querySelector('[data-key="next-unscored"]')?.focus();
  }

  if (!isOpen) say(text().save.closed);
  else if (hasDraft(...of)) typed();
  else say(isSaved() ? text().save.saved : text().save.nothing);
  showSum();

  return h(
    'form',
    { class: 'scores', onsubmit: (event) => event.preventDefault() },
    h('p', { class: 'quiet', id: 'scale' }, text().scale(lowest, highest)),
    fields.map(({ id, field, label }) =>
      h('div', { class: 'score' }, h('label', { for: `score-${id}` }, label), field),
    ),
    sum,
    state,
  );
}
