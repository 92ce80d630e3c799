import { describe, expect, it } from '@jest/globals';
import { parseEvent, surveyClosed, surveyCounted, surveyOpened } from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import { campaignAnnounced } from '@kraftsamling/contracts';
import type { Decision } from '@kraftsamling/messaging/decision';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import { answerSurvey } from './answer.ts';
import type { StatedAnswer } from './answer.ts';
import type { Noise, Tally } from './counting.ts';
import { publicSurvey, shownSurvey } from './public-survey.ts';
import { amendSurvey, closeSurvey, countSurvey, draftSurvey, openSurvey } from './survey.ts';
import type { Survey, SurveyPlan } from './survey.state.ts';
import type { Question } from './question.ts';

const text = { sv: 'Vad?', en: 'What?' };
const services: Question = {
  id: 'wanted-services',
  kind: 'several',
  text,
  required: false,
  options: ['health-care', 'school'].map((id) => ({ id, text })),
};
const age: Question = { ...services, id: 'age', kind: 'one', required: true };
const missing: Question = { id: 'what-is-missing', kind: 'text', text, required: false, options: [] };
const plan: SurveyPlan = {
  title: { sv: 'Digital delaktighet', en: 'Digital participation' },
  municipality: '2081',
  questions: [services, age, missing],
  opens: new Date('2018-10-07T22:00:00Z'),
  closes: new Date('2018-10-12T21:59:59Z'),
};
const campaign: CampaignData = { ...campaignAnnounced.example, id: 'week' };
const now = new Date('2018-10-09T12:00:00Z');
const later = new Date('2018-10-10T12:00:00Z');
const nobody = new Map<string, Tally>();
const exactly: Noise = () => 0;

const draft = draftSurvey(plan).state;
const open = stateOf(openSurvey(draft, undefined, now));
const tally = (answers: number, healthCare = answers): Tally => ({
  answers,
  chosen: [{ question: 'wanted-services', option: 'health-care', answers: healthCare }],
});
const answered = (answers: number, people = answers, municipalities = nobody) => ({
  ...{ tally: tally(answers), people, municipalities },
});
const counted = stateOf(countSurvey(open, 8, 8, now));
const closed = stateOf(closeSurvey(counted, answered(40), exactly, later));

function stateOf(decision: Decision<Survey>): Survey {
  if (decision === nothingHappens) throw new Error('Nothing happened.');
  return decision.state;
}

function refusing(code: string, ...pointers: string[]) {
  const errors = pointers.map((pointer) => expect.objectContaining({ pointer, code }));
  return expect.objectContaining(pointers.length > 0 ? { code, errors } : { code });
}

describe('drafting a survey', () => {
  it('publishes nothing, and knows the county of a municipality', () => {
    expect(draftSurvey(plan)).toEqual({ state: { ...plan, county: '20', status: 'draft' }, events: [] });
  });

  it('asks with nobody\u2019s address or number: everybody reads it', () => {
    const call = { sv: 'Ring 070-123 45 67', en: 'eva@bibliotek.example' };
    const options = [
      { id: 'call', text: call },
      { id: 'no', text },
    ];
    const calling = { ...plan, title: call, questions: [{ ...age, text: call, options }] };
    const at = ['/title', '/questions/0/text', '/questions/0/options/0/text'];
    const pointers = at.flatMap((pointer) => [`${pointer}/sv`, `${pointer}/en`]);
    expect(() => draftSurvey(calling)).toThrow(refusing('contact-in-title', ...pointers));
    expect(() => amendSurvey(draft, { title: call })).toThrow(refusing('contact-in-title', '/title/sv', '/title/en'));
  });

  it('may be for a county, or for the whole country', () => {
    const { municipality: _, ...national } = plan;
    expect(draftSurvey(national).state).toEqual({ ...national, status: 'draft' });
    expect(draftSurvey({ ...national, county: '20' }).state.county).toBe('20');
  });

  it.each<[string, Partial<SurveyPlan>, string, string]>([
    ['a municipality and a county', { county: '20' }, 'one-place', '/county'],
    ['a municipality that is none', { municipality: '2018' }, 'unknown-municipality', '/municipality'],
    ['no question', { questions: [] }, 'no-questions', '/questions'],
    ['two questions of one name', { questions: [age, age] }, 'question-repeated', '/questions/1/id'],
    [
      'two options of one name',
      { questions: [{ ...age, options: [...age.options, ...age.options.slice(1)] }] },
      'option-repeated',
      '/questions/0/options/2/id',
    ],
    [
      'nothing to choose from',
      { questions: [{ ...age, options: age.options.slice(1) }] },
      'options-missing',
      '/questions/0/options',
    ],
    [
      'options for an answer in words',
      { questions: [{ ...missing, options: age.options }] },
      'options-not-wanted',
      '/questions/0/options',
    ],
    [
      'options without end',
      {
        questions: [
          { ...age, options: Array.from({ length: 60 }, (_, at) => ({ id: `a${at}`, text })) },
          { ...services, options: Array.from({ length: 60 }, (_, at) => ({ id: `b${at}`, text })) },
        ],
      },
      'too-many-options',
      '/questions',
    ],
    ['no time to answer', { closes: plan.opens }, 'survey-window-empty', '/closes'],
  ])('is refused with %s', (_, change, code, pointer) => {
    expect(() => draftSurvey({ ...plan, ...change })).toThrow(refusing(code, pointer));
  });

  it('is refused with a county that is none', () => {
    const { municipality: _, ...national } = plan;
    expect(() => draftSurvey({ ...national, county: '99' })).toThrow(refusing('unknown-county', '/county'));
  });
});

describe('amending a survey', () => {
  it('changes a draft, and does nothing when nothing is different', () => {
    expect(stateOf(amendSurvey(draft, { questions: [age] }))).toEqual({ ...draft, questions: [age] });
    expect(amendSurvey(draft, { municipality: '2081' })).toBe(nothingHappens);
    expect(amendSurvey(draft, { title: plan.title })).toBe(nothingHappens);
  });

  it('may take it to another place, of either kind', () => {
    expect(stateOf(amendSurvey(draft, { municipality: '0180' }))).toMatchObject({ municipality: '0180', county: '01' });
    const { municipality: _, ...inCounty } = plan;
    expect(stateOf(amendSurvey(draft, { county: '01' }))).toEqual({ ...inCounty, county: '01', status: 'draft' });
  });

  it('is refused once it is open', () => {
    expect(() => amendSurvey(open, { title: text })).toThrow(refusing('survey-fixed'));
    expect(() => amendSurvey(closed, { title: text })).toThrow(refusing('survey-fixed'));
  });
});

describe('opening a survey', () => {
  it('publishes what is asked', () => {
    expect(openSurvey(draft, undefined, now)).toEqual({
      state: { ...draft, status: 'open', openedAt: now },
      events: [surveyOpened],
    });
  });

  it('does nothing the second time', () => {
    expect(openSurvey(open, undefined, later)).toBe(nothingHappens);
  });

  it('needs its campaign to be known and not to be closed', () => {
    const ofCampaign = draftSurvey({ ...plan, campaignId: 'week' }).state;
    expect(openSurvey(ofCampaign, campaign, now)).toMatchObject({ state: { status: 'open' } });
    expect(() => openSurvey(ofCampaign, undefined, now)).toThrow(refusing('unknown-campaign', '/campaignId'));
    expect(() => openSurvey(ofCampaign, { ...campaign, status: 'closed' }, now)).toThrow(
      refusing('campaign-closed', '/campaignId'),
    );
  });

  it('is refused when its time is over', () => {
    expect(() => openSurvey(draft, undefined, new Date('2018-10-12T22:00:00Z'))).toThrow(refusing('survey-over'));
    expect(() => openSurvey(closed, undefined, now)).toThrow(refusing('survey-closed'));
  });
});

describe('counting the answers', () => {
  it('publishes how many there are, and not what they say', () => {
    expect(countSurvey(open, 12, 8, now)).toEqual({
      state: { ...open, counted: { countedAt: now, answers: 12, people: 8, results: [] } },
      events: [surveyCounted],
    });
  });

  it('does nothing for a few people more, however often they answer, nor for an older count', () => {
    expect(countSurvey(open, 100, 4, now)).toBe(nothingHappens);
    expect(countSurvey(counted, 100, 12, later)).toBe(nothingHappens);
    expect(countSurvey(counted, 5, 5, later)).toBe(nothingHappens);
    expect(stateOf(countSurvey(counted, 13, 13, later))).toMatchObject({ counted: { answers: 13 } });
  });

  it('does nothing when it is closed, or not open yet', () => {
    expect(countSurvey(closed, 100, 100, later)).toBe(nothingHappens);
    expect(countSurvey(draft, 100, 100, later)).toBe(nothingHappens);
  });
});

describe('closing a survey', () => {
  it('publishes the results, of all answers', () => {
    expect(closeSurvey(counted, answered(40), exactly, later)).toMatchObject({
      state: {
        status: 'closed',
        closedAt: later,
        counted: {
          answers: 40,
          countedAt: later,
          results: [
            { question: 'wanted-services', option: 'health-care', answers: 40 },
            { question: 'wanted-services', option: 'school' },
            { question: 'age', option: 'health-care' },
            { question: 'age', option: 'school' },
          ],
        },
        byMunicipality: [],
      },
      events: [surveyClosed],
    });
  });

  it('publishes no results where few people have answered, however often', () => {
    expect(stateOf(closeSurvey(counted, answered(1_000, 29), exactly, later))).toMatchObject({
      counted: { answers: 1_000, results: [] },
      byMunicipality: [],
    });
    expect(stateOf(closeSurvey(open, answered(1_000, 4), exactly, later))).not.toHaveProperty('counted');
  });

  it('looks at the municipalities that have been asked', () => {
    const { municipality: _, ...national } = plan;
    const asking = (change: Partial<SurveyPlan>) =>
      stateOf(openSurvey(draftSurvey({ ...national, ...change }).state, undefined, now));
    const lots = answered(200, 200, new Map([['2081', tally(80)], ['0180', tally(90)]])); // prettier-ignore
    const found = (survey: Survey) => {
      const state = stateOf(closeSurvey(survey, lots, exactly, later));
      return state.status === 'closed' ? state.byMunicipality.map(({ municipality }) => municipality) : undefined;
    };
    expect(found(asking({}))).toEqual(['0180', '2081']);
    expect(found(asking({ county: '20' }))).toEqual(['2081']);
    expect(found(open)).toEqual([]);
  });

  it('does nothing the second time: what is drawn by chance is drawn once', () => {
    expect(closeSurvey(closed, answered(40), exactly, later)).toBe(nothingHappens);
    expect(() => closeSurvey(draft, answered(0), exactly, later)).toThrow(refusing('survey-not-open'));
  });
});

describe('answering a survey', () => {
  const answers = [
    { question: 'age', options: ['school'] },
    { question: 'wanted-services', options: ['health-care', 'school'] },
    { question: 'what-is-missing', text: ' Boka tid. ' },
  ];
  const give = (stated: Partial<StatedAnswer>, survey = open, at = now) =>
    answerSurvey(survey, { answers, ...stated }, at, '2018-10-09');

  it('keeps what was chosen and written, and the day', () => {
    expect(give({})).toEqual({
      day: '2018-10-09',
      chosen: [
        { question: 'age', option: 'school' },
        { question: 'wanted-services', option: 'health-care' },
        { question: 'wanted-services', option: 'school' },
      ],
      texts: [{ question: 'what-is-missing', text: 'Boka tid.' }],
    });
  });

  it('is possible from its first instant to its last, and in no other', () => {
    expect(give({}, open, plan.opens).chosen).toHaveLength(3);
    expect(give({}, open, plan.closes).chosen).toHaveLength(3);
    expect(() => give({}, open, new Date(plan.opens.getTime() - 1))).toThrow(refusing('survey-not-open'));
    expect(() => give({}, open, new Date(plan.closes.getTime() + 1))).toThrow(refusing('survey-closed'));
    expect(() => give({}, closed)).toThrow(refusing('survey-closed'));
    expect(() => give({}, draft)).toThrow(refusing('survey-not-open'));
  });

  it.each<[string, StatedAnswer['answers'], string, string]>([
    [
      'an unknown question',
      [...answers, { question: 'colour', options: [] }],
      'unknown-question',
      '/answers/3/question',
    ],
    ['an unknown option', [{ question: 'age', options: ['old'] }], 'unknown-option', '/answers/0/options/0'],
    [
      'two options where there is one',
      [{ question: 'age', options: ['school', 'health-care'] }],
      'one-option',
      '/answers/0/options',
    ],
    ['the same question twice', [...answers, ...answers.slice(0, 1)], 'answered-twice', '/answers/3/question'],
    [
      'a text that is too long',
      [...answers.slice(0, 1), { question: 'what-is-missing', text: 'x'.repeat(2001) }],
      'text-too-long',
      '/answers/1/text',
    ],
    [
      'a text where there are options',
      [{ question: 'age', options: ['school'], text: 'gammal' }],
      'text-not-wanted',
      '/answers/0/text',
    ],
    [
      'options where there are words',
      [...answers.slice(0, 1), { question: 'what-is-missing', options: ['school'] }],
      'options-not-wanted',
      '/answers/1/options',
    ],
    ['nothing for what must be answered', answers.slice(1), 'answer-missing', '/answers'],
    ['no option for what must be answered', [{ question: 'age', options: [] }], 'answer-missing', '/answers'],
  ])('is refused with %s', (_, stated, code, pointer) => {
    expect(() => give({ answers: stated })).toThrow(refusing(code, pointer));
  });

  it('is refused when it says nothing at all', () => {
    const asking = stateOf(openSurvey(draftSurvey({ ...plan, questions: [missing] }).state, undefined, now));
    expect(() => give({ answers: [] }, asking)).toThrow(refusing('answer-missing', '/answers'));
    const blank = [{ question: 'what-is-missing', text: ' \n' }];
    expect(() => give({ answers: blank }, asking)).toThrow(refusing('answer-missing', '/answers'));
  });

  it('may say where somebody lives, where more than one municipality is asked', () => {
    const { municipality: _, ...national } = plan;
    const everywhere = stateOf(openSurvey(draftSurvey(national).state, undefined, now));
    const county = stateOf(openSurvey(draftSurvey({ ...national, county: '20' }).state, undefined, now));
    expect(give({ municipality: '0180' }, everywhere).municipality).toBe('0180');
    expect(give({ municipality: '2080' }, county).municipality).toBe('2080');
    expect(() => give({ municipality: '0180' }, county)).toThrow(refusing('unknown-municipality', '/municipality'));
    expect(() => give({ municipality: '9999' }, everywhere)).toThrow(refusing('unknown-municipality', '/municipality'));
    expect(() => give({ municipality: '2081' })).toThrow(refusing('municipality-not-asked', '/municipality'));
  });
});

describe('what is published of a survey', () => {
  it.each([
    ['opened', surveyOpened, open],
    ['counted', surveyCounted, counted],
    ['closed', surveyClosed, closed],
  ])('when it is %s is what the contract says', (_, contract, survey) => {
    const published = publicSurvey(survey, 'one');
    expect(parseEvent([contract], serializedEvent(contract, 'one', published)).data).toEqual(published);
  });

  it('is nothing while it is a draft, though it is shown to those who ask', () => {
    expect(() => publicSurvey(draft, 'one')).toThrow();
    expect(shownSurvey(draft, 'one')).toMatchObject({
      id: 'one',
      status: 'draft',
      questions: [services, age, missing],
    });
  });
});
