import { run } from '@kraftsamling/platform/run';

interface Times {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Matched {
  readonly organisations: number;
  readonly needs: number;
  /** Processor time for a need. */
  readonly ms: Readonly<Record<'all' | 'proposed' | 'impossible', Times>>;
  /** How many needs each covers completely. */
  readonly covered: Readonly<Record<'matcher' | 'directory' | 'pairs', number>>;
  /** How many answers are proved; the others say that they are not. */
  readonly proved: number;
  readonly residentMb: number;
}

/** A process of its own: the matcher belongs to its service, which nothing here imports, and its memory is counted alone. */
export async function matchNeeds(): Promise<Matched> {
  const printed = await run(['--conditions=@kraftsamling/source', 'services/matchmaking/bench/matching.main.ts']);
  return JSON.parse(printed) as Matched;
}
