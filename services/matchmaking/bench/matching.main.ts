import { networkOf } from '../src/matching/network.ts';
import { propose } from '../src/matching/proposal.ts';
import { randomFrom } from '@kraftsamling/testing/random';
import { coveredByDirectory, coveredByPairs } from './others.ts';
import { sampleNeed, sampleNetwork } from './sample-network.ts';

/**
 * One core, one need after the other, as `npm run bench -- matching` runs it. Processor time, since other work on the machine is none of
 * the matcher's. Figures as JSON on standard output.
 */
const [ORGANISATIONS, NEEDS, SEED, WARM_UP] = [10_000, 2_000, 2024, 100];

const random = randomFrom(SEED);
const organisations = sampleNetwork(random, ORGANISATIONS);
const requests = Array.from({ length: NEEDS }, () => sampleNeed(random, organisations));
const before = process.memoryUsage().heapUsed;

const startedIndex = performance.now();
const network = networkOf(organisations);
const indexMs = performance.now() - startedIndex;
const byMunicipality = Map.groupBy(organisations, ({ municipality }) => municipality);

const times: Record<'all' | 'proposed' | 'impossible', number[]> = { all: [], proposed: [], impossible: [] };
const covered = { matcher: 0, directory: 0, pairs: 0 };
let [proved, undecided, highest] = [0, 0, 0];
// What runs for the first time is compiled first.
for (const request of requests.slice(0, WARM_UP)) propose(request, network);
for (const request of requests) {
  const started = process.cpuUsage();
  const proposal = propose(request, network);
  const { user, system } = process.cpuUsage(started);
  const took = (user + system) / 1000;
  times.all.push(took);
  highest = Math.max(highest, process.memoryUsage().heapUsed);

  switch (proposal.outcome) {
    case 'proposed':
      times.proposed.push(took);
      covered.matcher += 1;
      proved += proposal.certificate.complete ? 1 : 0;
      break;
    case 'impossible':
      times.impossible.push(took);
      proved += proposal.cause.smallest && proposal.changes.every(({ cheapest }) => cheapest) ? 1 : 0;
      break;
    case 'undecided':
      undecided += 1;
  }
  covered.directory += coveredByDirectory(request, byMunicipality) ? 1 : 0;
  covered.pairs += coveredByPairs(request, network) ? 1 : 0;
}

process.stdout.write(
  JSON.stringify({
    organisations: ORGANISATIONS,
    needs: NEEDS,
    indexMs,
    ms: Object.fromEntries(Object.entries(times).map(([kind, values]) => [kind, summary(values)])),
    covered,
    proved,
    undecided,
    heapGrownMb: (highest - before) / 1e6,
    residentMb: process.resourceUsage().maxRSS / 1024,
  }),
);

function summary(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), highest: at(1) };
}
