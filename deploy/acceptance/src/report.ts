import Table from 'cli-table3';
import { municipality } from '@kraftsamling/geography';
import type { CampaignResult, Comparison, Pace, Result } from './demo-campaigns.ts';
import type { Gaps } from './matching.ts';
import type { Surveyed } from './surveying.ts';
import { number, under, wrapped } from './terminal.ts';

/** What the demo campaigns came to, for people who read a terminal. */
export function report(result: Result): string {
  const { arranged, matched, registering, arranging, matching, latency } = result;
  const { campaigns, network } = arranged;
  const whole = figure(network);
  return [
    registrationsTable(campaigns),
    `${whole('organisations.total')} organisations in the network.`,
    '',
    activitiesTable(campaigns),
    '',
    ...campaigns.filter(({ id }) => id === result.largest).flatMap(goals),
    '',
    formsTable(arranged),
    ...wrapped(
      `${whole('bookings.confirmed')} bookings of ${whole('resourcesByKind.venue.total')} venues and ${whole('resourcesByKind.coach.total')} coaches are confirmed, ${whole('bookings.released')} were released.`,
    ),
    ...result.surveyed.flatMap(survey),
    '',
    casesTable(matched.campaigns),
    ...invitations(matched),
    ...matching.gaps.flatMap((gaps) => coverage(gaps, matched.campaigns)),
    '',
    ...(registering.commands + arranging.commands + matching.commands === 0
      ? ['Everything was there already from an earlier run.']
      : wrapped(
          `Commands over HTTP: ${commands('registrations', registering)}; ${commands('activities', arranging)}; ${commands('cases', matching)}.`,
        )),
    ...(latency
      ? wrapped(
          `From a command's answer to the figure: half within ${number(latency.p50)} ms, 99 of 100 within ${number(latency.p99)} ms (${number(latency.measured)} measured one by one).`,
        )
      : []),
    verdict(result),
  ].join('\n');
}

function commands(about: string, { commands, perSecond }: Pace): string {
  return `${number(commands)} for ${about}, ${number(perSecond)} a second`;
}

function registrationsTable(campaigns: readonly CampaignResult[]): string {
  const table = tableWith(['Regis-\ntrations', 'Confirmed', 'In\ncontact', 'Submitted', 'Declined', 'Withdrawn', 'Munici-\npalities']); // prettier-ignore
  for (const campaign of campaigns) {
    const of = figure(campaign.figures);
    const steps = ['total', 'confirmed', 'contacted', 'submitted', 'declined', 'withdrawn'];
    table.push(nameOver(campaign), [
      '',
      ...steps.map((step) => of(`registrations.${step}`)),
      `${of('municipalitiesTakingPart.total')}/${of('municipalitiesTakingPart.of')}`,
      exactness(campaign),
    ]);
  }
  return table.toString();
}

function activitiesTable(campaigns: readonly CampaignResult[]): string {
  const table = tableWith(['Activi-\nties', 'Reported', 'Coming', 'Planned', 'Cancelled', 'People', 'Trained', 'Munici-\npalities']); // prettier-ignore
  for (const campaign of campaigns.filter(({ figures }) => figures.has('activities.total'))) {
    const of = figure(campaign.figures);
    const steps = ['total', 'reported', 'published', 'planned', 'cancelled'];
    table.push(nameOver(campaign), [
      '',
      ...steps.map((step) => of(`activities.${step}`)),
      of('people.total'),
      number((campaign.figures.get('staffTrained.total') ?? 0) + (campaign.figures.get('volunteersTrained.total') ?? 0)), // prettier-ignore
      `${of('coverage.covered')}/${of('coverage.of')}`,
      exactness(campaign),
    ]);
  }
  return table.toString();
}

/** How far the largest campaign has come towards its own goals, and how sure that is. */
function goals({ name, figures }: CampaignResult): string[] {
  const of = figure(figures);
  const measures = [...figures.keys()].flatMap((key) => /^goals\.(.+)\.goal$/.exec(key)?.[1] ?? []);
  const towards = measures.map((measure) => {
    const share = ((figures.get(`goals.${measure}.share`) ?? 0) * 100).toFixed(1);
    return `${name}, ${measure.replaceAll('-', ' ')}: ${of(`goals.${measure}.reached`)} of ${of(`goals.${measure}.goal`)}, ${share} %.`;
  });
  return [...towards, `Some people are estimated: there were between ${of('people.lower')} and ${of('people.upper')}.`];
}

function formsTable({ network }: Comparison): string {
  const of = figure(network);
  const table = tableWith(['Activities', 'In the programme', 'Reported'], { first: 'Form', compared: false });
  const forms = [...network.keys()].flatMap((key) => /^activitiesByForm\.(.+)\.total$/.exec(key)?.[1] ?? []);
  for (const form of forms.sort())
    table.push([
      form.replaceAll('-', ' '),
      ...['total', 'inProgramme', 'reported'].map((step) => of(`activitiesByForm.${form}.${step}`)),
    ]);
  return table.toString();
}

/** The six steps: how many cases have come so far, or further. */
function casesTable(campaigns: readonly CampaignResult[]): string {
  const table = tableWith(['Cases', 'Searched', 'Asked', 'Matched', 'At work', 'Followed\nup', 'Closed']);
  for (const campaign of campaigns.filter(({ figures }) => figures.has('cases.total'))) {
    const of = figure(campaign.figures);
    const steps = ['identified', 'inventoried', 'contacting', 'matched', 'collaborating', 'followedUp'];
    table.push(nameOver(campaign), [
      '',
      ...steps.map((step) => of(`casesReached.${step}`)),
      of('cases.closed'),
      exactness(campaign),
    ]);
  }
  return table.toString();
}

function invitations({ network }: Comparison): string[] {
  const of = figure(network);
  const rate = ((network.get('invitations.acceptanceRate') ?? 0) * 100).toFixed(1);
  const sizes = [...network.keys()].flatMap((key) => /^coalitionSizes\.(.+)\.total$/.exec(key)?.[1] ?? []).sort();
  const coalitions = sizes.map((size) => `${of(`coalitionSizes.${size}.total`)} of ${size}`);
  return wrapped(
    `${of('invitations.total')} invitations, ${rate} % of those answered were accepted, ${of('invitations.replacements')} were replacements; coalitions: ${coalitions.join(', ')}.`,
  );
}

/** Where nothing took place: how many have something now, and why the others have not. */
function coverage(
  { campaignId, opened, fromFarther, covered, municipalities, uncovered }: Gaps,
  campaigns: readonly CampaignResult[],
): string[] {
  const name = campaigns.find(({ id }) => id === campaignId)?.name ?? campaignId;
  const reasons = Map.groupBy(uncovered, ({ why }) => why);
  return [
    ...wrapped(
      `${name}: nothing took place in ${opened} municipalities, and each got a case. In ${opened - uncovered.length} of them something does now (${fromFarther} could find nobody until the distance was raised), which makes ${covered} of ${municipalities}.${uncovered.length > 0 ? ' In the others:' : ''}`,
    ),
    ...[...reasons].flatMap(([why, those]) =>
      under('', 2, `${those.length}: ${why} (${those.map((each) => municipality(each.municipality).name).join(', ')})`),
    ),
  ];
}

function survey({ survey, results }: Surveyed): string[] {
  const labels = new Map(
    survey.questions.flatMap(({ id, options = [] }) => options.map((option) => [`${id} ${option.id}`, option.text.sv])),
  );
  const counts = results.results.map(
    ({ question, option, answers }) =>
      `${labels.get(`${question} ${option}`) ?? option} ${answers === undefined ? '(fewer than five, or hidden)' : number(answers)}`,
  );
  return wrapped(`Survey "${survey.title.sv}", ${number(results.answers)} answers: ${counts.join(', ')}.`);
}

function verdict({ arranged, matched, missing, exact }: Result): string {
  if (exact) return 'EXACT: statistics shows what was sent in, figure by figure.';
  const wrong = [...missing, ...[arranged, matched].flatMap(differencesIn)];
  return `NOT EXACT: ${wrong.length} differences.\n${wrong
    .slice(0, 20)
    .map((line) => `  - ${line}`)
    .join('\n')}`;
}

function differencesIn({ campaigns, networkDifferences }: Comparison): string[] {
  return [
    ...campaigns.flatMap(({ id, differences }) =>
      differences.map((each) => ({ ...each, figure: `${id} ${each.figure}` })),
    ),
    ...networkDifferences,
  ].map(({ figure, expected, shown }) => `${figure}: statistics shows ${shown}, it should be ${expected}`);
}

/** Without lines. It fits a terminal of eighty columns, with names above their figures. */
function tableWith(counts: readonly string[], { first = '', compared = true } = {}): Table.Table {
  return new Table({
    head: [first, ...counts, ...(compared ? ['Figures'] : [])],
    colAligns: ['left', ...counts.map(() => 'right' as const), ...(compared ? ['left' as const] : [])],
    chars: { ...noLines, middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
}

/** The name of a campaign, across all columns. */
function nameOver({ name }: CampaignResult): Table.HorizontalTableRow {
  return [{ content: name, colSpan: 9 }];
}

const noLines = { 'top': '', 'top-mid': '', 'top-left': '', 'top-right': '', 'bottom': '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', 'left': '', 'left-mid': '', 'mid': '', 'mid-mid': '', 'right': '', 'right-mid': '' }; // prettier-ignore

/** A figure by its name, as it is read. */
function figure(figures: ReadonlyMap<string, number>): (name: string) => string {
  return (name) => number(figures.get(name) ?? 0);
}

function exactness({ differences }: CampaignResult): string {
  return differences.length === 0 ? 'exact' : `${differences.length} differ`;
}
