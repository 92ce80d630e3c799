/** The names under which the MongoDB driver and mongoose say that the server cannot be reached. */
const outages = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'PoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
]);

/** The database's own word for a full disk. */
const OUT_OF_DISK_SPACE = 14031;

/** The database cannot be reached, has no primary for the moment, or no room. It is nobody's fault, and passes. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    outages.has(error.name) ||
    hasLabel(error, 'RetryableWriteError') ||
    (error as { code?: unknown }).code === OUT_OF_DISK_SPACE ||
    /buffering timed out|Connection was force closed/.test(error.message) ||
    isOutage(causeOf(error))
  );
}

/**
 * A transaction has lost its races against others for as long as the driver starts it over (two minutes). The same work may well succeed
 * a moment later, but need not: whoever always conflicts has a bug, so this counts as a failure like any other.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || isOutage(error)) return false;
  return hasLabel(error, 'TransientTransactionError') || isTransient(causeOf(error));
}

/** Of several writes that were sent as one the driver throws an error of its own, with whatever went wrong as the server's response. */
function causeOf(error: Error): unknown {
  return error.cause ?? (error as { errorResponse?: unknown }).errorResponse;
}

function hasLabel(error: Error, label: string): boolean {
  const { errorLabels } = error as { errorLabels?: readonly string[] };
  return errorLabels?.includes(label) ?? false;
}
