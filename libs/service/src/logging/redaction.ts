const forbidden = new Set([
  'authorization',
  'cookie',
  'setcookie',
  'password',
  'secret',
  'token',
  'accesstoken',
  'managementlink',
  'managementsecret',
  'idempotencykey',
  'email',
  'phone',
  'telephone',
  'contact',
  'contacts',
  'contactperson',
  'contactpersons',
  'contactname',
  'firstname',
  'lastname',
  'organisationnumber',
  'personalnumber',
]);
const censored = '[redacted]';
const deepest = 6;

/** A copy of what is about to be logged, without personal data and secrets, however deep they lie. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth === deepest) return '[…]';
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redacted(item, depth + 1));

  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    copy[key] = forbidden.has(key.toLowerCase().replaceAll(/[-_]/g, '')) ? censored : redacted(item, depth + 1);
  }
  return copy;
}

/** Secrets inside running text: of addresses with a password, of query strings, of headers, and what a unique index found twice. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\/\/[^/@\s]+@/g, `//${censored}@`)
    .replaceAll(/\b(token|secret|key|code|password|email)=[^&\s"']+/gi, `$1=${censored}`)
    .replaceAll(/\bBearer\s+\S+/gi, `Bearer ${censored}`)
    .replaceAll(/dup key: \{.*\}/gs, `dup key: ${censored}`)
    .replaceAll(/[^\s"'<>@]+@[^\s"'<>@]+\.[a-z]{2,}/gi, censored);
}

function describeError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    ...('code' in error && { code: error.code }),
    ...(error.stack !== undefined && { stack: withoutSecrets(error.stack) }),
    ...(error.cause !== undefined && depth < deepest && { cause: redacted(error.cause, depth + 1) }),
  };
}
