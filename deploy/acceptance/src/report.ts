import Table from 'cli-table3';
import type { CampaignResult, Result } from './demo-campaigns.ts';
import type { Surveyed } from './surveying.ts';

/** What the demo campaigns came to, for people who read a terminal. */
export function report(result: Result): string {
  const { campaigns, network, registering, arranging, latency } = result;
  const whole = figure(network);
  return [
    registrationsTable(campaigns),
    `${whole('organisations.total')} organisations in the network.`,
    '',
    activitiesTable(campaigns),
    ...campaigns.filter(({ id }) => id === result.largest).flatMap(goals),
    '',
    formsTable(result),
    `${whole('bookings.confirmed')} bookings of ${whole('resourcesByKind.venue.total')} venues and ${whole('resourcesByKind.coach.total')} coaches are confirmed, ${whole('bookings.released')} were released.`,
    ...result.surveyed.map(survey),
    '',
    registering.commands + arranging.commands === 0
      ? 'Everything was there already from an earlier run.'
      : `${number(registering.commands)} commands over HTTP for registrations, ${registering.perSecond.toFixed(0)} a second; ${number(arranging.commands)} for activities, ${arranging.perSecond.toFixed(0)} a second.`,
    ...(latency
      ? [
          `From a command's answer to the figure: p50 ${latency.p50.toFixed(0)} ms, p99 ${latency.p99.toFixed(0)} ms (${latency.measured} measured one by one).`,
        ]
      : []),
    verdict(result),
  ].join('\n');
}

function registrationsTable(campaigns: readonly CampaignResult[]): string {
  const table = tableWith('Campaign', ['Registrations', 'Confirmed', 'In contact', 'Submitted', 'Declined', 'Withdrawn', 'Municipalities']); // prettier-ignore
  for (const campaign of campaigns) {
    const of = figure(campaign.figures);
    const steps = ['total', 'confirmed', 'contacted', 'submitted', 'declined', 'withdrawn'];
    table.push([
      campaign.name,
      ...steps.map((step) => of(`registrations.${step}`)),
      `${of('municipalitiesTakingPart.total')}/290`,
      exactness(campaign),
    ]);
  }
  return table.toString();
}

function activitiesTable(campaigns: readonly CampaignResult[]): string {
  const table = tableWith('Campaign', ['Activities', 'Reported', 'Coming', 'Planned', 'Cancelled', 'People', 'between', 'Trained', 'Municipalities']); // prettier-ignore
  for (const campaign of campaigns.filter(({ figures }) => figures.has('activities.total'))) {
    const of = figure(campaign.figures);
    const steps = ['total', 'reported', 'published', 'planned', 'cancelled'];
    table.push([
      campaign.name,
      ...steps.map((step) => of(`activities.${step}`)),
      of('people.total'),
      `${of('people.lower')}–${of('people.upper')}`,
      number((campaign.figures.get('staffTrained.total') ?? 0) + (campaign.figures.get('volunteersTrained.total') ?? 0)), // prettier-ignore
      `${of('coverage.covered')}/290`,
      exactness(campaign),
    ]);
  }
  return table.toString();
}

/** How far the largest campaign has come towards its own goals, and where nothing happens yet. */
function goals({ name, figures }: CampaignResult): string[] {
  const of = figure(figures);
  const measures = [...figures.keys()].flatMap((key) => /^goals\.(.+)\.goal$/.exec(key)?.[1] ?? []);
  return measures.map((measure) => {
    const share = ((figures.get(`goals.${measure}.share`) ?? 0) * 100).toFixed(1);
    return `${name}, ${measure}: ${of(`goals.${measure}.reached`)} of ${of(`goals.${measure}.goal`)}, ${share} %.`;
  });
}

function formsTable({ network }: Result): string {
  const of = figure(network);
  const table = tableWith('Form', ['Activities', 'In the programme', 'Reported'], false);
  const forms = [...network.keys()].flatMap((key) => /^activitiesByForm\.(.+)\.total$/.exec(key)?.[1] ?? []);
  for (const form of forms.sort())
    table.push([form, ...['total', 'inProgramme', 'reported'].map((step) => of(`activitiesByForm.${form}.${step}`))]);
  return table.toString();
}

function survey({ survey, results }: Surveyed): string {
  const counts = results.results.map(({ option, answers }) => `${option} ${answers ?? 'fewer than five or hidden'}`);
  return `Survey "${survey.title.sv}", ${results.answers} answers: ${counts.join(', ')}.`;
}

function verdict({ campaigns, networkDifferences, missing, exact }: Result): string {
  if (exact) return 'EXACT: statistics shows what was sent in, figure by figure.';
  const wrong = [
    ...missing,
    ...[
      ...campaigns.flatMap(({ id, differences }) =>
        differences.map((each) => ({ ...each, figure: `${id} ${each.figure}` })),
      ),
      ...networkDifferences,
    ].map(({ figure, expected, shown }) => `${figure}: statistics shows ${shown}, it should be ${expected}`),
  ];
  return `NOT EXACT: ${wrong.length} differences.\n${wrong
    .slice(0, 20)
    .map((line) => `  - ${line}`)
    .join('\n')}`;
}

function tableWith(first: string, counts: readonly string[], compared = true): Table.Table {
  return new Table({
    head: [first, ...counts, ...(compared ? ['Figures'] : [])],
    colAligns: ['left', ...counts.map(() => 'right' as const), ...(compared ? ['left' as const] : [])],
    style: { head: [], border: [] },
  });
}

const number = (value: number) => value.toLocaleString('en-GB');

/** A figure by its name, as it is read. */
function figure(figures: ReadonlyMap<string, number>): (name: string) => string {
  return (name) => number(figures.get(name) ?? 0);
}

function exactness({ differences }: CampaignResult): string {
  return differences.length === 0 ? 'exact' : `${differences.length} differ`;
}
