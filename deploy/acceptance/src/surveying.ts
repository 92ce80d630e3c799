import { eachOf } from './api.ts';
import type { Api } from './api.ts';
import { onceReplicated } from './arranging.ts';
import type { Desks } from './arranging.ts';
import type { Figures } from './expected-figures.ts';
import { sampleAnswers } from './sample-answers.ts';
import type { CampaignFile, SampleSurvey } from './sample.ts';

export interface ListedSurvey {
  readonly id: string;
  readonly status: 'draft' | 'open' | 'closed';
  readonly title: { readonly sv: string };
  readonly questions: SampleSurvey['plan']['questions'];
}

export interface SurveyResults {
  readonly status: 'open' | 'closed';
  readonly answers: number;
  readonly results: readonly { readonly question: string; readonly option: string; readonly answers?: number }[];
}

export interface Surveyed {
  readonly campaignId: string;
  readonly survey: ListedSurvey;
  readonly results: SurveyResults;
  readonly commands: number;
}

const AT_ONCE = 8;

/** A municipality asks its residents; they answer without saying who they are, and the survey is closed. */
export async function surveyAll(
  files: readonly CampaignFile[],
  residents: Api,
  { municipality: deskOf }: Desks,
): Promise<Surveyed[]> {
  const surveyed: Surveyed[] = [];
  for (const { campaign, sample } of files)
    if (sample.survey && sample.municipality !== undefined) {
      const desk = await deskOf(sample.municipality);
      surveyed.push(await ask({ campaignId: campaign.id, municipality: sample.municipality }, sample.survey, residents, desk)); // prettier-ignore
    }
  return surveyed;
}

async function ask(
  place: { campaignId: string; municipality: string },
  sample: SampleSurvey,
  residents: Api,
  desk: Api,
): Promise<Surveyed> {
  let commands = 0;
  const { campaignId } = place;
  const listed = await desk.all<ListedSurvey>(`/v1/surveys?campaign=${campaignId}`);
  let survey = listed.find(({ title }) => title.sv === sample.plan.title.sv);
  if (!survey) {
    survey = await desk.post<ListedSurvey>('/v1/surveys', { ...place, ...sample.plan });
    commands++;
  }
  const path = `/v1/surveys/${survey.id}`;
  if (survey.status === 'draft') {
    await onceReplicated(() => desk.post(`${path}/opening`));
    commands++;
  }
  if (survey.status !== 'closed') {
    // Nobody can say who has answered: after an interruption those that have been counted are not sent again.
    const { answers } = await residents.get<SurveyResults>(`${path}/results`);
    const left = sampleAnswers(sample).slice(answers);
    await eachOf(left, AT_ONCE, async (answer) => residents.post(`${path}/answers`, answer));
    await desk.post(`${path}/closing`);
    commands += left.length + 1;
  }
  return { campaignId, survey, results: await residents.get<SurveyResults>(`${path}/results`), commands };
}

/** What statistics must show of the surveys of a campaign, or of all. */
export function expectedOfSurveys(surveyed: readonly Surveyed[]): Figures {
  const figures = new Map<string, number>();
  const add = (figure: string, by: number) => figures.set(figure, (figures.get(figure) ?? 0) + by);
  for (const { survey, results } of surveyed) {
    for (const measure of ['total', results.status]) add(`surveys.${measure}`, 1);
    add('surveys.answers', results.answers);
    add(`surveyResults.${survey.id}.answers`, results.answers);
    const questions = survey.questions.filter(({ kind }) => kind !== 'text');
    for (const { question, option, answers } of results.results) {
      const at = questions.findIndex(({ id }) => id === question);
      const place = questions[at]?.options?.findIndex(({ id }) => id === option) ?? -1;
      if (answers !== undefined) add(`surveyResults.${survey.id}.questions.${at}.options.${place}.answers`, answers);
    }
  }
  return figures;
}

/** So many have answered, but for the last few that are never disclosed by themselves. */
export function notAsAnswered(files: readonly CampaignFile[], surveyed: readonly Surveyed[]): string[] {
  return surveyed.flatMap(({ campaignId, results }) => {
    const sent = files.find(({ campaign }) => campaign.id === campaignId)?.sample.survey?.answers ?? 0;
    return results.answers > sent - 5 && results.answers < sent + 5
      ? []
      : [`The survey of ${campaignId} has ${results.answers} answers instead of ${sent}`];
  });
}
