import { describe, expect, it } from '@jest/globals';
import type { Change } from '@kraftsamling/messaging/decision';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { draft, open, plan } from '../../test/award-samples.ts';
import type { Award, AwardPlan } from './award.state.ts';
import {
  amendAward,
  announceList,
  announceWinner,
  commitAward,
  draftAward,
  extendDeadline,
  openAward,
  refuseAfter,
} from './award.ts';

const stateOf = (decision: unknown) => (decision as Change<Award>).state;
const eventsOf = (decision: unknown) => (decision as Change<Award>).events.map(({ type }) => type.split('.')[2]);
const spring = new Date('2021-03-01T09:00:00+01:00');
const borlänge = { candidacyId: 'b', municipalities: ['2081'] };
const säter = { candidacyId: 'a', municipalities: ['2082'] };

describe('an award as it is planned', () => {
  it('is a draft, which nobody hears of', () => {
    expect(draftAward(plan)).toEqual({ state: draft, events: [] });
  });

  it.each<[string, Partial<AwardPlan>, string, string]>([
    ['without questions', { questions: [] }, '/questions', 'no-question'],
    ['without criteria', { criteria: [] }, '/criteria', 'no-criterion'],
    ['with a scale of one point', { scale: { lowest: 3, highest: 3 } }, '/scale', 'scale-empty'],
    ['with a list of at least more than at most', { longList: { fewest: 4, most: 3 } }, '/longList', 'size-empty'],
    ['with a short list that is longer', { shortList: { fewest: 1, most: 9 } }, '/shortList', 'short-list-longer'],
    ['with a municipality that does not exist', { eligible: ['2081', '9999'] }, '/eligible/1', 'unknown-municipality'],
    ['with a tie rule that is its rule', { tieRules: ['mean'] }, '/tieRules', 'tie-rule-is-rule'],
    [
      'with a question twice',
      { questions: [...plan.questions, ...plan.questions.slice(0, 1)] },
      '/questions/3/id',
      'id-twice',
    ],
    [
      'with deadlines out of order',
      { deadlines: { ...plan.deadlines, complements: plan.deadlines.announcement } },
      '/deadlines/long-list',
      'deadlines-out-of-order',
    ],
    [
      'that tells people a later deadline than the one that holds',
      {
        deadlines: {
          ...plan.deadlines,
          nominations: { ...plan.deadlines.nominations, publicAt: new Date('2021-04-30T00:00:01+02:00') },
        },
      },
      '/deadlines/nominations/publicAt',
      'public-deadline-later',
    ],
  ])('is refused %s', (_what, change, pointer, code) => {
    expect(() => draftAward({ ...plan, ...change })).toThrow(
      expect.objectContaining({ code, errors: [expect.objectContaining({ pointer, code })] }),
    );
  });

  it('publishes nowhere that people write how somebody is reached', () => {
    const call = { sv: 'Ring 070-123 45 67', en: 'eva@bibliotek.example' };
    const day = '2021-11-16';
    const full: AwardPlan = {
      ...plan,
      title: call,
      organiser: 'Eva 811228-9874',
      questions: [{ id: 'proud', text: call }],
      criteria: [{ id: 'effect', text: call, weight: 1 }],
      followUps: [{ kind: 'ring-070-123-45-67', title: call, from: day, to: day }],
    };
    const pointers = [
      ...['/title/sv', '/title/en', '/organiser', '/questions/0/text/sv', '/questions/0/text/en'],
      ...['/criteria/0/text/sv', '/criteria/0/text/en'],
      ...['/followUps/0/kind', '/followUps/0/title/sv', '/followUps/0/title/en'],
    ];
    const errors = pointers.map((pointer) => expect.objectContaining({ pointer, code: 'contact-in-title' }));
    expect(() => draftAward(full)).toThrow(expect.objectContaining({ errors }));
    expect(() => amendAward(draft, full)).toThrow(expect.objectContaining({ errors }));
  });

  it('can be amended until it is opened, and the same again changes nothing', () => {
    expect(stateOf(amendAward(draft, { ...plan, quorum: 3 }))).toMatchObject({ quorum: 3 });
    expect(amendAward(draft, plan)).toBe(nothingHappens);
    expect(() => amendAward(open, plan)).toThrow(expect.objectContaining({ code: 'award-open' }));
  });
});

describe('opening an award', () => {
  it('fixes its rules, their version, and who judges', () => {
    const decision = openAward(draft, ['j3', 'j1', 'j2'], spring);
    expect(stateOf(decision)).toEqual({ ...open, openedAt: spring });
    expect(eventsOf(decision)).toEqual(['opened']);
    expect(openAward(open, ['j1'], spring)).toBe(nothingHappens);
  });

  it('needs a jury that can reach its quorum, and time to nominate', () => {
    expect(() => openAward(draft, ['j1'], spring)).toThrow(expect.objectContaining({ code: 'jury-too-small' }));
    expect(() => openAward(draft, ['j1', 'j2'], plan.deadlines.nominations.closesAt)).toThrow(
      expect.objectContaining({ code: 'deadline-passed' }),
    );
  });
});

describe('a deadline', () => {
  it('takes what comes at 23:59:59 in Stockholm, and nothing a second later', () => {
    expect(() => {
      refuseAfter(open, 'nominations', new Date('2021-04-29T23:59:59.999+02:00'));
    }).not.toThrow();
    expect(() => {
      refuseAfter(open, 'nominations', new Date('2021-04-30T00:00:00+02:00'));
    }).toThrow(expect.objectContaining({ code: 'deadline-passed' }));
  });

  const later = new Date('2021-05-02T00:00:00+02:00');

  it('can be extended before it has passed, as everybody is told', () => {
    const decision = extendDeadline(open, 'nominations', later, spring);
    expect(stateOf(decision)).toEqual({
      ...open,
      deadlines: { ...open.deadlines, nominations: { closesAt: later, publicAt: later } },
    });
    expect(eventsOf(decision)).toEqual(['deadline-extended']);
    expect(extendDeadline(stateOf(decision), 'nominations', later, spring)).toBe(nothingHappens);
  });

  it.each<[string, Date, Date, string]>([
    ['moved backwards', new Date('2021-04-01T00:00:00Z'), spring, 'deadline-only-later'],
    ['extended when it has passed', later, open.deadlines.nominations.closesAt, 'deadline-passed'],
    ['moved past the one after it', new Date('2021-05-09T00:00:00Z'), spring, 'deadlines-out-of-order'],
  ])('cannot be %s', (_what, until, now, code) => {
    expect(() => extendDeadline(open, 'nominations', until, now)).toThrow(expect.objectContaining({ code }));
  });
});

describe('an announcement', () => {
  const instant = open.deadlines.announcement.closesAt;
  const before = new Date(instant.getTime() - 1);

  it('comes at its instant and not a millisecond before', () => {
    expect(() => announceWinner(open, borlänge, [], before)).toThrow(expect.objectContaining({ code: 'too-early' }));
    const decision = announceWinner(open, borlänge, [], instant);
    expect(stateOf(decision)).toMatchObject({ status: 'announced', winner: borlänge, announcedAt: instant });
    expect(eventsOf(decision)).toEqual(['winner-announced']);
  });

  it('comes once', () => {
    const announced = stateOf(announceWinner(open, borlänge, [], instant));
    expect(announceWinner(announced, säter, [], instant)).toBe(nothingHappens);
    expect(() => commitAward(announced, 'c', instant)).toThrow(expect.objectContaining({ code: 'award-over' }));
  });

  it('of a list names it in the order of ids, and again only where it is another', () => {
    const due = open.deadlines['long-list'].closesAt;
    const listed = stateOf(announceList(open, 'long-list', [borlänge, säter], due));
    expect(listed).toMatchObject({ longListed: { candidacies: [säter, borlänge], announcedAt: due } });
    expect(announceList(listed, 'long-list', [borlänge, säter], instant)).toBe(nothingHappens);
    expect(eventsOf(announceList(listed, 'long-list', [säter], instant))).toEqual(['list-announced']);
    expect(() => announceList(open, 'short-list', [säter], due)).toThrow(
      expect.objectContaining({ code: 'too-early' }),
    );
  });
});
