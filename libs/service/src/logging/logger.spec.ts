import { traceContext } from '@kraftsamling/messaging';
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createLogger, NestLogger } from './logger.ts';

function recorded(write: (logger: NestLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const logger = createLogger({ service: 'library', level: 'debug' }, { write: (line) => lines.push(line) });
  write(new NestLogger(logger));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a log entry', () => {
  it('is one line of JSON with time, level, service and logger', () => {
    const [entry] = recorded((logger) =>
      logger.warn({ message: 'Slow', eventId: 'e-1', campaign: 'digitalidag-2024' }, 'Relay'),
    );
    expect(entry).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      service: 'library',
      context: 'Relay',
      message: 'Slow',
      eventId: 'e-1',
      campaign: 'digitalidag-2024',
    });
  });

  it('belongs to the trace of the request or event it is written in', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const [inside, outside] = recorded((logger) => {
      traceContext.run({ traceparent }, () => logger.log('inside', 'Books'));
      logger.log('outside', 'Books');
    });
    expect(inside).toMatchObject({ message: 'inside', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' });
    expect(outside).not.toHaveProperty('traceId');
  });

  it('holds the stack of an error, and what caused it', () => {
    const error = new Error('Not saved', { cause: new TypeError('no pages') });
    const [entry] = recorded((logger) => logger.error({ message: 'Failed', err: error }, 'Books'));
    expect(entry).toMatchObject({
      message: 'Failed',
      err: {
        type: 'Error',
        message: 'Not saved',
        stack: expect.stringContaining('logger.spec'),
        cause: { type: 'TypeError', message: 'no pages' },
      },
    });
  });

  it('is written when Nest’s own Logger is used, with a text and a stack too', () => {
    const [text, stack] = recorded((logger) => {
      Logger.overrideLogger(logger);
      new Logger('Books').log('Plain');
      new Logger('Books').error('Broken', 'Error: Broken\n    at nowhere');
      Logger.overrideLogger(true);
    });
    expect(text).toMatchObject({ level: 'info', context: 'Books', message: 'Plain' });
    expect(stack).toMatchObject({
      level: 'error',
      context: 'Books',
      message: 'Broken',
      stack: expect.stringContaining('nowhere'),
    });
  });

  it('is not written below the level', () => {
    expect(recorded((logger) => logger.verbose('Very much', 'Books'))).toEqual([]);
  });
});
