import { randomBytes } from 'node:crypto';

const wellFormed = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C trace context of this request: a step further in the caller's trace, or the first step of a new one. */
export function continueTrace(header: string | undefined): string {
  const step = randomBytes(8).toString('hex');
  if (header !== undefined && wellFormed.test(header)) return `00-${header.slice(3, 35)}-${step}-${header.slice(53)}`;
  return `00-${randomBytes(16).toString('hex')}-${step}-01`;
}

export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}
