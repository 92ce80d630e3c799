import { traceContext } from '@kraftsamling/messaging';
import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Level, Logger, LoggerOptions } from 'pino';
import { traceIdOf } from '../http/trace.ts';
import { redacted, withoutSecrets } from './redaction.ts';

/** One line of JSON for each entry, with the trace it belongs to, without personal data and secrets. */
export function createLogger(
  { service, level }: { service: string; level: string },
  destination?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level,
    base: { service },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    mixin: () => {
      const trace = traceContext.getStore();
      return trace === undefined ? {} : { traceId: traceIdOf(trace.traceparent) };
    },
    // What is redacted is described already.
    serializers: { err: (described: unknown) => described },
    formatters: {
      level: (label) => ({ level: label }),
      log: (entry) => redacted(entry) as Record<string, unknown>,
    },
    hooks: {
      logMethod(args, method) {
        method.apply(
          this,
          args.map((arg: unknown) => (typeof arg === 'string' ? withoutSecrets(arg) : arg)) as typeof args,
        );
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const levels = { verbose: 'trace', debug: 'debug', log: 'info', warn: 'warn', error: 'error', fatal: 'fatal' } as const;

/** Lets everything that logs through Nest's `Logger` end in the one pino logger. A message is text or an object with a `message`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write(levels.verbose, message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write(levels.debug, message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(levels.log, message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write(levels.warn, message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write(levels.error, message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write(levels.fatal, message, rest);
  }

  /** Nest hands over the name of the logger last, and for errors perhaps a stack before it. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    if (!this.logger.isLevelEnabled(level)) return;

    const context = rest.length > 0 && typeof rest.at(-1) === 'string' ? { context: rest.at(-1) } : {};
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? { stack: rest[0] } : {};
    const entry = message instanceof Error ? { message: message.message, err: message } : message;

    if (typeof entry === 'object' && entry !== null) {
      this.logger[level]({ ...context, ...stack, ...entry });
    } else {
      this.logger[level]({ ...context, ...stack }, String(entry));
    }
  }
}
