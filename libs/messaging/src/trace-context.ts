import { AsyncLocalStorage } from 'node:async_hooks';

/** The W3C trace context of what is being done now: a request or an event. It goes into every event that follows from it. */
export const traceContext = new AsyncLocalStorage<{ readonly traceparent: string }>();
