import { describe, expect, it } from '@jest/globals';
import { nominationConfirmed, nominationSubmitted } from '@kraftsamling/contracts';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import type { Change } from '@kraftsamling/messaging/decision';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import { open } from '../../test/award-samples.ts';
import { confirmationPath, confirmationToken, opensConfirmation } from './confirmation-link.ts';
import type { Nomination, Submission } from './nomination.state.ts';
import { confirmNomination, forgetNominator, gatherInto, submitNomination } from './nomination.ts';
import { publicNomination } from './public-nomination.ts';
import { nominatorsKeptUntil, statusesToForget } from './retention.ts';

const salts = { text: 'aa'.repeat(32), nominator: 'bb'.repeat(32) };
const inTime = new Date('2021-04-29T23:59:59.999+02:00');
const late = new Date('2021-04-30T00:00:00+02:00');
const submission: Submission = {
  municipalities: ['2081'],
  answers: open.questions.map(({ id }) => ({ question: id, text: `Svar på ${id}` })),
  nominator: { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' },
};

const submit = (change: Partial<Submission> = {}, now = inTime, byMunicipality = false) =>
  submitNomination('award', open, { ...submission, ...change }, { byMunicipality, salts, now });
const codesOf = (decide: () => unknown): unknown => {
  try {
    decide();
  } catch (error) {
    const { code, errors } = error as { code: string; errors: { code: string; pointer: string }[] };
    return errors.length === 0 ? code : errors.map((each) => `${each.pointer} ${each.code}`);
  }
  return 'accepted';
};
const stateOf = (decision: unknown) => (decision as Change<Nomination>).state;

describe('a nomination', () => {
  it('counts until the last instant before the deadline, and no longer', () => {
    expect(submit({}, inTime).state.status).toBe('submitted');
    expect(codesOf(() => submit({}, late))).toBe('deadline-passed');
  });

  it('is published without who, and without what they wrote', () => {
    const { state, events } = submit();
    expect(events).toEqual([nominationSubmitted]);
    const event = serializedEvent(nominationSubmitted, 'n-1', publicNomination(state, 'n-1'));
    expect(JSON.stringify(event)).not.toMatch(/Eva|bibliotek|Svar|aaaa|bbbb/);
  });

  it('of a municipality by itself is confirmed at once', () => {
    const { state, events } = submit({}, inTime, true);
    expect(state).toMatchObject({ status: 'confirmed', byMunicipality: true, confirmedAt: inTime });
    expect(events).toEqual([nominationConfirmed]);
  });

  it('keeps municipalities that enter together in order', () => {
    expect(submit({ municipalities: ['2082', '2081'] }).state.municipalities).toEqual(['2081', '2082']);
  });

  const [proud, effect, leap] = submission.answers;
  it.each<[string, Partial<Submission>, readonly string[]]>([
    ['a municipality that there is not', { municipalities: ['9999'] }, ['/municipalities/0 unknown-municipality']],
    ['an unanswered question', { answers: [proud!, leap!] }, ['/answers question-unanswered']],
    [
      'an empty answer',
      { answers: [{ ...proud!, text: ' \n ' }, effect!, leap!] },
      ['/answers/0/text question-unanswered'],
    ],
    [
      'an answer to another question',
      { answers: [...submission.answers, { question: 'other', text: 'x' }] },
      ['/answers/3/question unknown-question'],
    ],
    [
      'two answers to one question',
      { answers: [...submission.answers, proud!] },
      ['/answers/3/question question-answered-twice'],
    ],
    ['NUL', { answers: [{ ...proud!, text: 'a\0b' }, effect!, leap!] }, ['/answers/0/text text-unreadable']],
    [
      'half a character',
      { answers: [{ ...proud!, text: 'a\ud800b' }, effect!, leap!] },
      ['/answers/0/text text-unreadable'],
    ],
    [
      'half a character in a name',
      { nominator: { ...submission.nominator, name: 'Eva \udc00' } },
      ['/nominator/name text-unreadable'],
    ],
  ])('is refused with %s', (_, change, codes) => {
    expect(codesOf(() => submit(change))).toEqual(codes);
  });

  it('keeps a text that reads from right to left, and one of a hundred thousand characters, as they are', () => {
    const texts = ['\u202eabc\u2066אבג', 'å'.repeat(100_000), '👍'];
    const answers = open.questions.map(({ id }, at) => ({ question: id, text: texts[at] ?? '' }));
    expect(Object.values(submit({ answers }).state.answers)).toEqual(texts);
  });

  it('is refused for a municipality that the award is not for', () => {
    const award = { ...open, eligible: ['2082'] };
    const decide = () => submitNomination('award', award, submission, { byMunicipality: false, salts, now: inTime });
    expect(codesOf(decide)).toEqual(['/municipalities/0 not-eligible']);
  });
});

describe('confirming', () => {
  const submitted = submit().state;
  const closesAt = open.deadlines.confirmations.closesAt;
  const before = new Date(closesAt.getTime() - 1);

  it('is possible after nominations have closed, until its own deadline', () => {
    expect(confirmNomination(submitted, open, before)).toMatchObject({
      state: { status: 'confirmed', confirmedAt: before },
      events: [nominationConfirmed],
    });
    expect(codesOf(() => confirmNomination(submitted, open, closesAt))).toBe('deadline-passed');
  });

  it('twice changes nothing, whenever that is', () => {
    const confirmed = stateOf(confirmNomination(submitted, open, before));
    expect(confirmNomination(confirmed, open, closesAt)).toBe(nothingHappens);
    expect(confirmed.status === 'confirmed' && gatherInto(confirmed, 'c-1').events).toEqual([]);
  });
});

describe('forgetting who has nominated', () => {
  it('takes name, address and salt, and happens once', () => {
    const forgotten = stateOf(forgetNominator(submit().state));
    expect(JSON.stringify(forgotten)).not.toMatch(/Eva|bibliotek|bbbb/);
    expect(forgetNominator(forgotten)).toBe(nothingHappens);
  });

  it('is due at once for what nobody has confirmed in time, for the rest as long after the announcement as the award says', () => {
    const winner = { candidacyId: 'c-1', municipalities: ['2081'] };
    const announcedAt = new Date('2021-11-16T18:00:00Z');
    const announced = { ...open, status: 'announced' as const, winner, openings: [], announcedAt };
    const until = new Date('2022-05-15T18:00:00Z');
    expect(nominatorsKeptUntil(open)).toBeUndefined();
    expect(nominatorsKeptUntil(announced)).toEqual(until);
    expect(statusesToForget(open, inTime)).toEqual([]);
    expect(statusesToForget(open, open.deadlines.confirmations.closesAt)).toEqual(['submitted']);
    expect(statusesToForget(announced, new Date(until.getTime() - 1))).toEqual(['submitted']);
    expect(statusesToForget(announced, until)).toEqual(['submitted', 'confirmed', 'gathered']);
  });
});

describe('the link that confirms', () => {
  const key = 'a key of thirty-two characters or more';

  it('opens its own nomination and no other', () => {
    const token = confirmationToken(key, 'one');
    expect(opensConfirmation(key, 'one', token)).toBe(true);
    for (const [id, wrong] of [
      ['two', token],
      ['one', ''],
      ['one', `${token}x`],
      ['one', confirmationToken('another key, just as long as the first', 'one')],
    ] as const)
      expect(opensConfirmation(key, id, wrong)).toBe(false);
    expect(confirmationPath('one', token, 'en')).toBe(`/confirmation/one?token=${token}&lang=en`);
  });
});
