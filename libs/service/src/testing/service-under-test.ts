import { TestStreams } from '@kraftsamling/messaging/testing';
import { callerOf, infrastructure, isolation, ready, signingKey } from '@kraftsamling/testing';
import type { Call, Isolation, SigningKey } from '@kraftsamling/testing';
import { boot } from '../boot.ts';
import type { RunningService } from '../boot.ts';
import type { ServiceDefinition } from '../definition.ts';
import { testEnvironment } from './test-environment.ts';

/** A service alone, against a real database and a real NATS, under names of its own: any number of replicas, none to begin with. */
export interface TestBed extends AsyncDisposable {
  readonly isolation: Isolation;
  readonly key: SigningKey;
  readonly streams: TestStreams;
  /** A token of the secretariat, which may do most things. */
  readonly secretariat: string;
  readonly replicas: readonly RunningService[];
  /** Starts another replica, and waits until it is ready. */
  replica(env?: NodeJS.ProcessEnv, options?: StartOptions): Promise<RunningService>;
  /** Stops one of them before the end. */
  stop(replica: RunningService): Promise<void>;
}

/** The same with a replica that runs, and somebody to speak to it. */
export interface ServiceUnderTest extends TestBed {
  readonly service: RunningService;
  readonly call: Call;
}

export interface StartOptions {
  /** `false` where something it needs is away: it listens all the same. */
  readonly ready?: boolean;
}

export async function testBed(
  definition: ServiceDefinition,
  testFile: string,
  env: NodeJS.ProcessEnv = {},
): Promise<TestBed> {
  await using opened = new AsyncDisposableStack();
  const own = isolation(testFile);
  opened.defer(() => own.cleanup());
  const key = await signingKey();
  opened.defer(() => key.close());
  const streams = opened.use(await TestStreams.open(infrastructure().natsUrl, own.namespace, definition.name));

  const replicas: RunningService[] = [];
  opened.defer(async () => {
    for (const replica of replicas) await replica.stop();
  });
  const everything = opened.move();

  return {
    isolation: own,
    key,
    streams,
    secretariat: await key.token('secretariat'),
    replicas,
    replica: async (more = {}, { ready: waits = true } = {}) => {
      const replica = await boot(definition, { ...testEnvironment(definition.name, own, key), ...env, ...more });
      replicas.push(replica);
      if (waits) await ready(callerOf(replica.url));
      return replica;
    },
    stop: async (replica) => {
      replicas.splice(replicas.indexOf(replica), 1);
      await replica.stop();
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

export async function serviceUnderTest(
  definition: ServiceDefinition,
  testFile: string,
  env: NodeJS.ProcessEnv = {},
  options: StartOptions = {},
): Promise<ServiceUnderTest> {
  const bed = await testBed(definition, testFile, env);
  try {
    const service = await bed.replica({}, options);
    return { ...bed, service, call: callerOf(service.url) };
  } catch (error) {
    await bed[Symbol.asyncDispose]();
    throw error;
  }
}
