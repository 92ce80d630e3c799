import { boot } from './boot.ts';
import { ConfigurationError } from '@kraftsamling/messaging/settings';
import type { ServiceDefinition } from './definition.ts';
import { UndeclaredRoutes } from './http/route-table.ts';

/**
 * Runs a service as a process: configured by the environment, until SIGTERM or SIGINT asks it to stop.
 * Exit code 0: stopped, everything in flight was finished. 1: could not start, failed, or was cut short (25 s after the pause, a second signal).
 */
export async function start(definition: ServiceDefinition): Promise<void> {
  const service = await boot(definition, process.env).catch((error: unknown) => {
    process.stderr.write(`${definition.name} cannot start. ${whatToMend(error)}\n`);
    process.exit(1);
  });
  const { logger } = service;
  logger.info({ url: service.url }, `${definition.name} listens`);

  let stopping = false;
  const stop = (exitCode: 0 | 1): void => {
    if (stopping) process.exit(1);
    stopping = true;

    setTimeout(() => {
      logger.fatal('The service did not stop in time');
      process.exit(1);
    }, service.stopsWithinMs).unref();

    service.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger.fatal({ err: error }, 'The service did not stop cleanly');
        process.exit(1);
      },
    );
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      logger.info({ signal }, 'Stopping');
      stop(0);
    });
  }
  // Nobody knows what state such an error has left behind: finish what can be finished, and begin anew.
  for (const accident of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(accident, (error: unknown) => {
      logger.fatal({ err: error, accident }, 'Stopping after an error that nothing caught');
      stop(1);
    });
  }
}

function whatToMend(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof UndeclaredRoutes) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `${error.message}: the port is taken. Set PORT to a free one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
