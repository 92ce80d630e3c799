import Table from 'cli-table3';
import type { Result } from './main-job.ts';

/** What the main job came to, for people who read a terminal. */
export function report({
  campaigns,
  organisations,
  networkDifferences,
  missing,
  exact,
  commands,
  commandsPerSecond,
  latency,
}: Result): string {
  const table = new Table({
    head: [
      'Campaign',
      'Registrations',
      'Confirmed',
      'In contact',
      'Submitted',
      'Declined',
      'Withdrawn',
      'Municipalities',
      'Figures',
    ],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [] },
  });
  for (const { name, steps, municipalities, differences } of campaigns)
    table.push([
      name,
      steps.total,
      steps.confirmed,
      steps.contacted,
      steps.submitted,
      steps.declined,
      steps.withdrawn,
      `${municipalities}/290`,
      differences.length === 0 ? 'exact' : `${differences.length} differ`,
    ]);

  const wrong = [
    ...missing,
    ...[...campaigns.flatMap(({ id, differences }) => differences.map((each) => ({ ...each, figure: `${id} ${each.figure}` }))), ...networkDifferences] // prettier-ignore
      .map(({ figure, expected, shown }) => `${figure}: statistics shows ${shown}, registrations has ${expected}`),
  ];
  return [
    table.toString(),
    `${organisations} organisations in the network.`,
    commands === 0
      ? 'Everything was there already from an earlier run.'
      : `${commands} commands over HTTP, ${commandsPerSecond.toFixed(0)} a second.`,
    ...(latency
      ? [
          `From a command's answer to the figure: p50 ${latency.p50.toFixed(0)} ms, p99 ${latency.p99.toFixed(0)} ms (${latency.measured} measured one by one).`,
        ]
      : []),
    exact
      ? 'EXACT: statistics shows what was sent in, figure by figure.'
      : `NOT EXACT: ${wrong.length} differences.\n${wrong
          .slice(0, 20)
          .map((line) => `  - ${line}`)
          .join('\n')}`,
  ].join('\n');
}
