import { contracts, subjectOf } from '@kraftsamling/contracts';
import type { Contract } from '@kraftsamling/contracts';
import type { TestStreams } from '@kraftsamling/messaging/testing';
import { eventually, extremeEvents } from '@kraftsamling/testing';

/** What a NATS server takes in one message, less what surrounds it. */
const mostBytes = 900_000;

/** RUNS=200 publishes more of them, SEED=7 the same ones again. */
const runs = Number(process.env['RUNS'] ?? 12);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/**
 * Publishes events of everything that a service subscribes to, each field of them at the ends of what its contract allows, and waits until
 * every handler has handled each or made a dead letter of it. Answers how many there were and what nobody has caught meanwhile.
 * @param handlers how many handlers the service has
 */
export async function publishExtremes(
  streams: TestStreams,
  handlers: number,
): Promise<{ readonly published: number; readonly unhandled: readonly unknown[] }> {
  const unhandled: unknown[] = [];
  process.on('unhandledRejection', (error) => unhandled.push(error));
  const { eventStream, eventRoot } = streams.names;
  const durables = await eventually(async () => {
    const found: { readonly name: string; readonly config: { filter_subjects?: string[]; filter_subject?: string } }[] =
      [];
    for await (const consumer of streams.manager.consumers.list(eventStream)) found.push(consumer);
    if (found.length < handlers) throw new Error(`${found.length} of ${handlers} handlers listen.`);
    return found;
  });
  const filters = new Set(durables.flatMap(({ config }) => config.filter_subjects ?? [config.filter_subject]));
  const subscribed = contracts.filter(({ type }) => filters.has(`${eventRoot}.${type}.*`));

  let published = 0;
  for (const contract of subscribed)
    for (const event of extremeEvents(contract, runs, seed)) {
      const subject = whereTo(contract, event.data, eventRoot);
      const body = JSON.stringify(event);
      if (subject === undefined || Buffer.byteLength(body) > mostBytes) continue;
      await streams.jetStream.publish(subject, body);
      published += 1;
    }

  await eventually(async () => {
    const infos = await Promise.all(durables.map(({ name }) => streams.manager.consumers.info(eventStream, name)));
    const pending = infos.reduce((sum, { num_pending, num_ack_pending }) => sum + num_pending + num_ack_pending, 0);
    if (pending > 0) throw new Error(`${pending} events are pending. Again: SEED=${seed}`);
  });
  return { published, unhandled };
}

/** No owner says what has no place on NATS. */
function whereTo(contract: Contract, data: unknown, root: string): string | undefined {
  try {
    return subjectOf(contract, data, root);
  } catch {
    return undefined;
  }
}
