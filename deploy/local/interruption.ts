const asked = new AbortController();

/** Aborted when whoever started us wants an end: by Ctrl-C, by a signal, or by being gone, with nobody left to press Ctrl-C. */
export const interruption = asked.signal;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => asked.abort());
const parent = process.ppid;
setInterval(() => process.ppid !== parent && asked.abort(), 1_000).unref();

export const interrupted = new Promise<void>((resolve) => {
  interruption.addEventListener('abort', () => resolve(), { once: true });
});
