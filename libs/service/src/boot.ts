import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { ConsumerRegistry, jetStreamStrategy, NatsConnection, Outbox, Republisher } from '@kraftsamling/messaging';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AccessGuard } from './access/access.guard.ts';
import { RateLimit } from './access/rate-limit.ts';
import { Tokens } from './access/tokens.ts';
import { ServiceSettings } from './configuration/service-settings.ts';
import { readSettings } from '@kraftsamling/messaging/settings';
import { Database } from './database/database.ts';
import type { ServiceDefinition } from './definition.ts';
import { Readiness } from './health/readiness.ts';
import { ApiDescription } from './openapi/api-description.ts';
import { Connections } from './http/connections.ts';
import { PublicAddress } from './http/public-address.ts';
import { watchRequests } from './http/watch-requests.ts';
import { createHttpAdapter } from './http/fastify.ts';
import type { KnownRoutes } from './http/known-routes.ts';
import { RepresentationInterceptor } from './http/representation.interceptor.ts';
import { RouteTable } from './http/route-table.ts';
import { ValidationPipe } from './input/validation.pipe.ts';
import { createLogger, NestLogger } from './logging/logger.ts';
import { ProblemFilter } from './problems/problem.filter.ts';
import { ProblemWriter } from './problems/problem-writer.ts';
import { ServiceModule } from './service.module.ts';

const finishWithinMs = 25_000;

export interface RunningService {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly logger: Logger;
  /** Ends it gracefully: requests go elsewhere, what is in flight is finished, what has been decided is published. */
  stop(): Promise<void>;
  /** How long that takes at most. */
  readonly stopsWithinMs: number;
}

/**
 * Starts a service and resolves when it listens. The database and NATS may come later: what needs them says so until then.
 * Throws `ConfigurationError` or `UndeclaredRoutes` when the service is not fit to start.
 */
export async function boot(definition: ServiceDefinition, env: NodeJS.ProcessEnv): Promise<RunningService> {
  const classes = [ServiceSettings, ...(definition.settings ? [definition.settings] : [])];
  const [settings, ...own] = readSettings(env, classes) as readonly [ServiceSettings, ...object[]];
  const ownSettings = own.map((value) => ({ provide: value.constructor, useValue: value }));
  const logger = createLogger({ service: definition.name, level: settings.logLevel });

  const address = new PublicAddress(settings.publicUrl);
  const knownRoutes: KnownRoutes = new Map();
  const routes = new RouteTable();
  const problems = new ProblemWriter(definition.problems, address);
  const database = new Database(settings.mongodbUri, settings.mongodbDatabase ?? definition.name, logger);

  const api = new ApiDescription(definition, address, routes, () => app);
  const adapter = await createHttpAdapter(settings, { routes, known: knownRoutes }, problems, {
    tokens: new Tokens(settings),
    limit: new RateLimit(settings, database),
  });
  watchRequests(adapter.getInstance(), logger);

  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    ServiceModule.of(definition, { settings, ownSettings, database, address, api, problems }),
    adapter,
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );

  const connections = new Connections(app.getHttpServer(), adapter.getInstance());
  const pauseMs = settings.shutdownPauseSeconds * 1000;

  const end = async () => {
    app.get(Readiness).stop();
    await Promise.all([app.get(ConsumerRegistry).stop(), app.get(Republisher).stop()]);
    await connections.closedBy(() => app.close(), pauseMs);
    await app.get(Outbox).stop();
    await app.get(NatsConnection).close();
    await database.close();
  };

  /** Whoever shares out requests needs time to notice that no more of them should come here; until then they are answered as ever. */
  const stop = async () => {
    app.get(Readiness).stop();
    connections.end();
    await delay(pauseMs);
    await end();
  };

  try {
    routes.read(app.get(ModulesContainer));
    app.useGlobalFilters(new ProblemFilter(problems, knownRoutes, logger));
    app.useGlobalGuards(new AccessGuard(routes));
    app.useGlobalPipes(new ValidationPipe());
    app.useGlobalInterceptors(new RepresentationInterceptor());
    app.connectMicroservice({ strategy: jetStreamStrategy(app) });

    database.open();
    await app.startAllMicroservices();
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await end();
    throw error;
  }

  address.listensOn(portOf(app));
  return { url: `http://localhost:${portOf(app)}`, app, logger, stop, stopsWithinMs: pauseMs + finishWithinMs };
}

function portOf(app: NestFastifyApplication): number {
  const address = app.getHttpServer().address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
