import { TestStreams } from '@kraftsamling/messaging/testing';
import { boot } from '@kraftsamling/service';
import type { RunningService } from '@kraftsamling/service';
import { callerOf, infrastructure, isolation, signingKey } from '@kraftsamling/testing';
import type { Call, Isolation, SigningKey } from '@kraftsamling/testing';
import { activities } from '../src/activities.ts';

/** This service alone, against a real database and a real NATS. */
export interface Running extends AsyncDisposable {
  readonly service: RunningService;
  readonly call: Call;
  readonly key: SigningKey;
  readonly place: Isolation;
  readonly streams: TestStreams;
  readonly secretariat: string;
  /** Another replica of the same service: same database, same streams. */
  replica(env?: NodeJS.ProcessEnv): Promise<RunningService>;
}

export async function running(testFile: string, env: NodeJS.ProcessEnv = {}): Promise<Running> {
  const place = isolation(testFile);
  const key = await signingKey();
  const streams = await TestStreams.open(infrastructure().natsUrl, place.namespace);
  const environment: NodeJS.ProcessEnv = {
    ...place.env,
    ...key.env,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ANONYMOUS_READS_PER_MINUTE: '0',
    ANONYMOUS_WRITES_PER_MINUTE: '0',
    ...env,
  };

  const replicas: RunningService[] = [];
  const replica = async (more: NodeJS.ProcessEnv = {}): Promise<RunningService> => {
    const service = await boot(activities, { ...environment, ...more });
    replicas.push(service);
    return service;
  };
  const service = await replica();

  return {
    service,
    call: callerOf(service.url),
    key,
    place,
    streams,
    secretariat: await key.token('secretariat'),
    replica,
    [Symbol.asyncDispose]: async () => {
      for (const each of replicas) await each.stop();
      await streams[Symbol.asyncDispose]();
      await key.close();
      await place.cleanup();
    },
  };
}
