/* global FormData */
import { h } from './dom.js';
import { instantOf, listOf, text } from './language.js';
import { hourOf, sharesOf, timeOf } from './translations.js';

/**
 * What comes next in a case: what it is about, and how to do it. `act(name, path, body)` does it. What `n` goes to has the key `primary`.
 */
export function nextStepOf(kase, act) {
  const { nextStep, status } = kase;
  if (!nextStep) return [h('p', {}, text().nothingNext[status])];
  return actions[nextStep.action](kase, act);
}

const actions = {
  search: (kase, act) => [about('search'), button('search', () => act('search', '/search', {}))],

  reconsider: ({ inventory }, act) => {
    const cheapest = inventory.changes?.find(isForUs);
    const again = button('reconsider', () => act('search', '/search', {}), cheapest ? 'again' : 'primary');
    if (!cheapest) return [about('reconsider'), again];
    const change = changeButton(cheapest, act, 'primary');
    return [about('reconsider'), h('p', {}, cheapest.explanation), h('div', { class: 'buttons' }, change, again)];
  },

  contact: (kase, act) => {
    const [best] = proposalsOf(kase);
    const contact = () => act('contact', '/contact', { proposal: 0 });
    if (best.members.length === 0) return [about('contactOwn'), button('contactOwn', contact)];
    return [about('contact', namesIn(kase, best.members)), button('contact', contact)];
  },

  invite: (kase, act) => {
    const [seat] = kase.openSeats;
    const { candidates } = kase;
    if (candidates.length === 0) return [about('inviteNobody')];
    return [about('invite'), invitationForm(kase, act, seat, candidates, 'primary')];
  },

  'await-answers': (kase) => {
    const invited = kase.invitations.filter(({ status }) => status === 'invited');
    return [about('await-answers', namesIn(kase, invited))];
  },

  'propose-meeting': (kase, act) => [
    about('propose-meeting'),
    meetingForm(act, 'primary'),
    otherwise(
      text().meetingAnyway,
      button('collaborate', () => act('collaborate', '/collaboration'), 'anyway'),
    ),
  ],

  'await-times': (kase, act) => {
    const silent = kase.members.filter((id) => !kase.meeting.answeredBy.includes(id));
    const names = listOf(silent.map((id) => nameIn(kase, id)));
    return [about('await-times', names), choiceForm(kase, act), otherTimes(act)];
  },

  'choose-time': (kase, act) => [about('choose-time'), choiceForm(kase, act), otherTimes(act)],

  collaborate: (kase, act) => [
    about(kase.meeting ? 'collaborate' : 'collaborateAlone'),
    button('collaborate', () => act('collaborate', '/collaboration')),
    kase.meeting && otherTimes(act),
  ],

  'follow-up': (kase, act) => [about('follow-up'), outcomeForm(act)],
};

/** Closing is possible from any step, and final: behind a door of its own. */
export function closing(act) {
  const reasons = ['no-longer-needed', 'nobody-found', 'solved-otherwise', 'duplicate'];
  return otherwise(
    text().closeHeading,
    h('p', {}, text().closeText),
    form(
      (fields) => act('close', '/closure', { reason: fields.get('reason') }),
      select(
        'reason',
        text().closeReason,
        reasons.map((reason) => [reason, text().closureReasons[reason]]),
      ),
      submit('close', 'close'),
    ),
  );
}

/** What somebody has said on the telephone, or to be asked in the place of whoever does not answer. */
export function noteOn(kase, invitation, act) {
  const path = `/invitations/${invitation.id}`;
  const name = nameIn(kase, invitation.organisationId);
  const key = (what) => `${what}-${invitation.id}`;
  switch (invitation.status) {
    case 'invited': {
      const candidates = candidatesFor(kase, invitation.seat);
      return otherwise(
        [text().note, h('span', { class: 'hidden' }, ` (${name})`)],
        button('accepted', () => act('accepted', `${path}/acceptance`), key('accepted')),
        declineForm((reason) => act('declined', `${path}/decline`, { reason }), key('declined')),
        candidates.length > 0 && invitationForm(kase, act, invitation.seat, candidates, key('replace'), 'replace'),
      );
    }
    case 'accepted':
      return otherwise(
        [text().note, h('span', { class: 'hidden' }, ` (${name})`)],
        button('leaves', () => act('leaves', `${path}/departure`), key('leaves')),
      );
    default:
      return undefined;
  }
}

export const proposalsOf = ({ inventory }) => inventory?.proposals ?? [];

/** What a need may be changed to here; who is missing altogether has to be found elsewhere first. */
export const isForUs = ({ withinKm, days, more }) => !more && (withinKm !== undefined || days !== undefined);

export function changeButton({ withinKm, days }, act, key) {
  return button('change', () => act('search', '/search', { withinKm, days }), key);
}

export function nameIn({ organisations }, id) {
  return organisations.find((organisation) => organisation.id === id)?.name ?? text().nameless;
}

export const namesIn = (kase, members) => listOf(members.map(({ organisationId }) => nameIn(kase, organisationId)));

function candidateIn(kase, { organisationId, name, worksThere, km }) {
  const called = name ?? nameIn(kase, organisationId);
  if (km === undefined) return called;
  return `${called} (${worksThere ? text().worksThere : text().kmAway(km)})`;
}

/** Who may be asked for a seat: those in line who have not been asked yet. */
function candidatesFor({ seats = [], invitations, ownerId }, seat) {
  const asked = [ownerId, ...invitations.map(({ organisationId }) => organisationId)];
  return (seats[seat]?.replacements ?? []).filter(({ organisationId }) => !asked.includes(organisationId));
}

function invitationForm(kase, act, seat, candidates, key, words = 'invite') {
  return form(
    (fields) => act('invite', '/invitations', { seat, organisationId: fields.get('organisation') }),
    select(
      'organisation',
      text().seatOf(sharesOf(kase.seats[seat].brings)),
      candidates.map((candidate) => [candidate.organisationId, candidateIn(kase, candidate)]),
    ),
    submit(words, key),
  );
}

function declineForm(decline, key) {
  return form(
    (fields) => decline(fields.get('reason')),
    select('reason', text().declineReason, Object.entries(text().declineReasons)),
    submit('declined', key),
  );
}

function meetingForm(act, key) {
  const send = (fields) => {
    const minutes = Number(fields.get('length'));
    const starts = fields
      .getAll('start')
      .filter((start) => start !== '')
      .map(instantOf);
    const times = starts.map((start) => ({ start, end: new Date(start.getTime() + minutes * 60_000) }));
    act('propose-meeting', '/meeting', { times });
  };
  return form(
    send,
    [1, 2, 3].map((n) =>
      h(
        'label',
        {},
        h('span', {}, text().meetingTime(n)),
        h('input', { type: 'datetime-local', name: 'start', required: n === 1 }),
      ),
    ),
    select(
      'length',
      text().meetingLength,
      ['60', '30', '90', '120'].map((minutes) => [minutes, text().minutes(minutes)]),
    ),
    h('p', { class: 'quiet' }, text().swedishTime),
    submit('propose-meeting', key),
  );
}

const otherTimes = (act) => otherwise(text().otherTimes, meetingForm(act, 'other-times'));

function choiceForm({ meeting, members }, act) {
  const isPast = ({ start }) => Date.parse(start) <= Date.now();
  const possible = meeting.times.filter((time) => !isPast(time));
  const best = Math.max(...possible.map(({ suits }) => suits.length));
  const first = possible.find(({ suits }) => suits.length === best);
  return form(
    (fields) => act('choose-time', '/meeting/choice', { time: fields.get('time') }),
    h(
      'fieldset',
      {},
      h('legend', {}, text().actions['choose-time']),
      meeting.times.map((time) => {
        const { id, start, end, suits } = time;
        const words = isPast(time) ? text().passed : text().suits(suits.length, members.length);
        return h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'radio',
            name: 'time',
            value: id,
            required: true,
            checked: time === first,
            disabled: isPast(time),
          }),
          ` ${timeOf(start)}–${hourOf(end)}, ${words}`,
        );
      }),
    ),
    submit('choose-time', 'primary'),
  );
}

function outcomeForm(act) {
  return form(
    (fields) => act('follow-up', '/follow-up', { outcome: fields.get('outcome') }),
    h(
      'fieldset',
      {},
      h('legend', {}, text().outcome),
      Object.entries(text().outcomes).map(([outcome, words]) =>
        h(
          'label',
          { class: 'check' },
          h('input', { type: 'radio', name: 'outcome', value: outcome, required: true }),
          ` ${words}`,
        ),
      ),
    ),
    submit('follow-up', 'primary'),
  );
}

function about(name, ...of) {
  const words = text().about[name];
  return h('p', {}, typeof words === 'function' ? words(...of) : words);
}

export function button(name, act, key = 'primary') {
  return h(
    'button',
    { type: 'button', class: key === 'primary' && 'primary', 'data-key': key, onclick: act },
    text().buttons[name],
  );
}

function submit(name, key) {
  return h('button', { type: 'submit', class: key === 'primary' && 'primary', 'data-key': key }, text().buttons[name]);
}

function form(send, ...children) {
  return h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        send(new FormData(event.target));
      },
    },
    ...children,
  );
}

function select(name, label, options) {
  return h(
    'label',
    {},
    h('span', {}, label),
    h(
      'select',
      { name, required: true },
      options.map(([value, words]) => h('option', { value }, words)),
    ),
  );
}

/** What is done more seldom, shown when it is asked for. */
function otherwise(summary, ...children) {
  return h('details', {}, h('summary', {}, summary), ...children);
}
