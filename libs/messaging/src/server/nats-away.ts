import { errors } from '@nats-io/transport-node';

const ways = [
  errors.TimeoutError,
  errors.ConnectionError,
  errors.ClosedConnectionError,
  errors.DrainingConnectionError,
] as const;

/** The server did not answer, or the connection to it has ended: nothing was wrong with what it was asked. */
export function isNatsAway(error: unknown): boolean {
  return error instanceof Error && (ways.some((way) => error instanceof way) || isNatsAway(error.cause));
}
