const DUPLICATE_KEY = 11000;

/** A unique index says that the aggregate exists. The service that owns the index knows which refusal this is. */
export class AlreadyExists extends Error {
  override readonly name = 'AlreadyExists';
  /** The fields of the violated index; empty where the server does not say. */
  readonly fields: readonly string[];

  constructor(fields: readonly string[], options?: ErrorOptions) {
    super(`A document with the same ${fields.join(', ') || 'key'} exists.`, options);
    this.fields = fields;
  }
}

/** Whether a unique index has refused a write. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === DUPLICATE_KEY;
}

/**
 * One write that puts a document in or changes it where it meets a condition, whoever does the same at this moment. An upsert whose
 * condition is not met is refused by the unique `_id`; tried once more without upsert it meets one that was put in just now.
 * @returns whether anything was written
 */
export async function upsertIf(
  update: (options: { upsert: boolean }) => PromiseLike<{ readonly matchedCount: number }>,
): Promise<boolean> {
  try {
    await update({ upsert: true });
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await update({ upsert: false })).matchedCount > 0;
  }
}

export function rethrowDuplicate(error: unknown): never {
  if (!isDuplicateKey(error)) throw error;
  const { keyPattern } = error as { keyPattern?: Record<string, unknown> };
  throw new AlreadyExists(Object.keys(keyPattern ?? {}), { cause: error });
}
