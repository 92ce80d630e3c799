/* global document */
import { button, changeButton, closing, isForUs, nameIn, namesIn, nextStepOf, noteOn, proposalsOf } from './actions.js';
import { h, replace } from './dom.js';
import { isDue, whoseOf } from './list.js';
import { listOf, text } from './language.js';
import { dayOf, daysSince, hourOf, languageName, phraseOf, sharesOf, timeOf } from './translations.js';

const pane = document.getElementById('case');

export function showNoCase() {
  replace(
    pane,
    h('h2', { id: 'case-heading', class: 'hidden' }, text().noCase),
    h('p', { class: 'quiet' }, text().chooseOne),
  );
}

/** A case, the next thing to do about it first. */
export function showCase(kase, campaign, { act, look, back }) {
  const { status } = kase;
  const owner = kase.ownerId === undefined ? undefined : { name: nameIn(kase, kase.ownerId) };
  replace(
    pane,
    h('p', { class: 'back' }, h('a', { href: back, 'data-key': 'back' }, `← ${text().back}`)),
    h('h2', { id: 'case-heading', tabindex: '-1', 'data-key': 'case-heading' }, kase.municipalityName),
    h(
      'p',
      { class: 'facts' },
      h('span', { class: 'badge' }, text().steps[status]),
      ` ${[text().inStep(daysSince(reachedAt(kase))), whoseOf({ owner, origin: kase.origin }), campaign].join(' · ')}`,
    ),
    section('next', text().nextStep, [due(kase), ...nextStepOf(kase, act)].filter(Boolean), { class: 'next' }),
    kase.status === 'inventoried' && proposals(kase, act),
    impossible(kase, act, look),
    whyNot(kase, look),
    invitations(kase, act),
    meeting(kase),
    followUp(kase),
    kase.status !== 'inventoried' && proposals(kase, act),
    need(kase, owner),
    status !== 'closed' && closing(act),
  );
}

export const focusCase = () => document.getElementById('case-heading')?.focus();

/** The button of the next step, or what is to be filled in first; where there is only something to wait for, what is said about it. */
export function focusNextStep() {
  const button = pane.querySelector('[data-key="primary"]');
  const field = button?.closest('form')?.querySelector('input:not(:disabled), select');
  (field ?? button ?? document.getElementById('next-heading'))?.focus();
}

export const focusOutcome = () => document.getElementById('next-heading')?.focus();

function due(kase) {
  const { nextStep, closureReason } = kase;
  if (closureReason)
    return h('p', {}, text().closedBecause(text().closureReasons[closureReason] ?? phraseOf(closureReason)));
  if (!nextStep) return undefined;
  const when = isDue(kase)
    ? text().waiting(daysSince(nextStep.dueAt))
    : text().due[nextStep.action](dayOf(nextStep.dueAt));
  return h('p', { class: isDue(kase) ? 'todo' : 'quiet' }, `${text().actions[nextStep.action]} · ${when}`);
}

function need({ need: { demands, withinKm, days, targetGroups, themes, languages }, municipalityName }, owner) {
  const facts = [
    [text().need.whose, owner?.name],
    [text().need.what, sharesOf(demands)],
    [text().need.where, text().within(municipalityName, withinKm)],
    [text().need.days, days.length > 0 ? listOf(days.map((day) => dayOf(`${day}T12:00:00Z`))) : text().anyDay],
    [text().need.targetGroups, listOf(targetGroups.map(phraseOf))],
    [text().need.themes, listOf(themes.map(phraseOf))],
    [text().need.languages, listOf(languages.map(languageName))],
  ];
  const list = facts
    .filter(([, words]) => words)
    .map(([term, words]) => h('div', {}, h('dt', {}, term), h('dd', {}, words)));
  return section('need', text().needHeading, [h('dl', { class: 'facts' }, list)]);
}

/** The best coalition open, the others behind their names: each can be chosen as long as nobody has been asked. */
function proposals(kase, act) {
  const found = proposalsOf(kase);
  if (found.length === 0) return undefined;
  const isChosen = kase.status !== 'inventoried';
  return section('proposals', text().proposalsHeading, [
    h('p', {}, kase.inventory.explanation),
    found.map((proposal, rank) => {
      const heading =
        found.length === 1 ? text().proposalOnly : rank === 0 ? text().proposalBest : text().proposalNext(rank);
      return h(
        'details',
        { open: rank === 0 && !isChosen },
        h('summary', {}, `${heading}: ${namesIn(kase, proposal.members)}`),
        coalition(kase, proposal),
        rank > 0 &&
          !isChosen &&
          button('contactThis', () => act('contact', '/contact', { proposal: rank }), `contact-${rank}`),
      );
    }),
  ]);
}

/** Member by member, with what happens if it declines, and then stage by stage, in the sentences that the service gives. */
function coalition(kase, { owner, members, stages, comparison }) {
  const ownerBrings = owner?.brings.length > 0 && text().ownerBrings(sharesOf(owner.brings));
  return [
    (owner?.explanation || ownerBrings) && h('p', {}, owner.explanation ?? ownerBrings),
    h(
      'ul',
      { class: 'members' },
      members.map((member) => {
        const [next] = member.replacements;
        const declines = next ? text().thenAsked(nameIn(kase, next.organisationId)) : text().weakLink;
        return h(
          'li',
          {},
          h('strong', {}, nameIn(kase, member.organisationId)),
          h('span', {}, member.explanation ?? `${text().brings} ${sharesOf(member.brings)}.`),
          h(
            'span',
            { class: member.isWeakLink ? 'weak' : 'quiet' },
            member.ifItDeclines ?? `${text().ifItDeclines} ${declines}.`,
          ),
        );
      }),
    ),
    stages.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, text().howJudged),
        h(
          'ol',
          {},
          stages.map(({ explanation }) => h('li', {}, explanation)),
        ),
        comparison && h('p', {}, comparison),
      ),
  ];
}

/** What does not go together, and what would help: each change that can be made here with a button. Who would have to consent is asked for. */
function impossible(kase, act, look) {
  const { status, inventory } = kase;
  if (status !== 'inventoried' || inventory.proposals.length > 0) return undefined;
  const changes = inventory.changes ?? [];
  return section('cause', text().causeHeading, [
    h('p', {}, inventory.explanation),
    changes.length > 0 && h('h4', {}, text().changesHeading),
    changes.length > 0 &&
      h(
        'ul',
        { class: 'members' },
        changes.map((change, rank) =>
          h(
            'li',
            {},
            h('span', {}, change.explanation),
            isForUs(change) && changeButton(change, act, `change-${rank}`),
          ),
        ),
      ),
    inventory.outcome === 'impossible' && consents(look),
  ]);
}

function consents(look) {
  const found = h('div', { 'aria-live': 'polite' });
  const show = async ({ target }) => {
    if (!target.open || found.hasChildNodes()) return;
    const answer = await look('/consents');
    if (!answer) return;
    const sentences = answer.consents.map(({ explanation }) => h('li', {}, explanation));
    found.replaceChildren(sentences.length > 0 ? h('ul', {}, sentences) : h('p', {}, text().noConsents));
  };
  return h('details', { ontoggle: show }, h('summary', {}, text().consents), found);
}

/** Of each organisation with what is written in its name: what would have had to be different for it to be proposed. */
function whyNot({ status }, look) {
  if (status !== 'inventoried') return undefined;
  const found = h('div', { 'aria-live': 'polite' });
  const find = async (event) => {
    event.preventDefault();
    const name = event.target.elements.name.value.trim();
    const answer = name && (await look(`/why-not?name=${encodeURIComponent(name)}`));
    if (!answer) return;
    const { organisations, hasMore } = answer;
    const items = organisations.map((each) => h('li', {}, h('strong', {}, each.name), h('span', {}, each.explanation)));
    const notes = [items.length === 0 && text().whyNotNobody, hasMore && text().whyNotMore].filter(Boolean);
    found.replaceChildren(
      ...(items.length > 0 ? [h('ul', { class: 'members' }, items)] : []),
      ...notes.map((note) => h('p', { class: 'quiet' }, note)),
    );
  };
  const field = h('input', {
    name: 'name',
    maxlength: 100,
    required: true,
    autocomplete: 'off',
    'data-key': 'why-not',
  });
  return h(
    'details',
    {},
    h('summary', {}, text().whyNot),
    h(
      'form',
      { onsubmit: find },
      h('label', {}, h('span', {}, text().whyNotName), field),
      h('button', {}, text().whyNotAsk),
    ),
    found,
  );
}

function invitations(kase, act) {
  if (kase.invitations.length === 0) return undefined;
  return section('invitations', text().invitationsHeading, [
    h(
      'ul',
      { class: 'members' },
      kase.invitations.map((invitation) =>
        h(
          'li',
          {},
          h('strong', {}, nameIn(kase, invitation.organisationId)),
          h('span', {}, `${text().brings} ${sharesOf(invitation.brings)}.`),
          h('span', {}, answerOf(invitation)),
          isLive(kase) && noteOn(kase, invitation, act),
        ),
      ),
    ),
  ]);
}

const isLive = ({ status }) => ['contacting', 'matched', 'collaborating'].includes(status);

function answerOf({ status, expiresAt, remindedAt, answeredAt, endedAt, declineReason }) {
  const words = text().invitationStatus[status];
  const details = {
    invited: [text().until(dayOf(expiresAt)), remindedAt && text().reminded(dayOf(remindedAt))],
    accepted: [answeredAt && dayOf(answeredAt)],
    declined: [answeredAt && dayOf(answeredAt), text().declineReasons[declineReason] ?? phraseOf(declineReason ?? '')],
    expired: [endedAt && dayOf(endedAt)],
    superseded: [endedAt && dayOf(endedAt)],
    left: [endedAt && dayOf(endedAt)],
  };
  return [h('strong', { class: `answer ${status}` }, words), ` ${details[status].filter(Boolean).join(', ')}`];
}

function meeting({ meeting: proposed, members }) {
  if (!proposed) return undefined;
  return section('meeting', text().meetingHeading, [
    h(
      'ul',
      {},
      proposed.times.map(({ id, start, end, suits }) => {
        const words = `${timeOf(start)}–${hourOf(end)}, ${text().suits(suits.length, members.length)}`;
        return h('li', {}, id === proposed.chosen ? h('strong', {}, `${words}, ${text().chosen}`) : words);
      }),
    ),
  ]);
}

function followUp(kase) {
  const { followUp: asked, members } = kase;
  if (!asked) return undefined;
  const silent = members.filter((id) => !asked.answers.some(({ organisationId }) => organisationId === id));
  return section('follow-up', text().followUpHeading, [
    asked.outcome && h('p', {}, h('strong', {}, text().outcomes[asked.outcome])),
    h('p', {}, asked.askedAt ? text().followUpAsked(dayOf(asked.askedAt)) : text().followUpDue(dayOf(asked.dueAt))),
    h(
      'ul',
      {},
      asked.answers.map(({ organisationId, outcome, wouldDoItAgain, lessons }) =>
        h(
          'li',
          {},
          h('strong', {}, nameIn(kase, organisationId)),
          `: ${text().outcomes[outcome]}, ${wouldDoItAgain ? text().again : text().notAgain}.`,
          lessons && h('blockquote', {}, lessons),
        ),
      ),
    ),
    asked.askedAt &&
      !asked.outcome &&
      silent.length > 0 &&
      h('p', { class: 'quiet' }, text().followUpMissing(listOf(silent.map((id) => nameIn(kase, id))))),
  ]);
}

function section(name, heading, children, attributes = {}) {
  const id = `${name}-heading`;
  return h(
    'section',
    { ...attributes, 'aria-labelledby': id },
    h('h3', { id, tabindex: '-1', 'data-key': id }, heading),
    ...children,
  );
}

function reachedAt(kase) {
  const { status, identifiedAt } = kase;
  const reached = {
    identified: identifiedAt,
    inventoried: kase.inventoriedAt,
    contacting: kase.contactingSince,
    matched: kase.matchedAt,
    collaborating: kase.collaborationBegunAt,
    'followed-up': kase.followedUpAt,
    closed: kase.closedAt,
  };
  return reached[status] ?? identifiedAt;
}
