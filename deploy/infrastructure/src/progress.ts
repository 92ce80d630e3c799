export type Log = (line: string) => void;

const silence = 2_000;
const interval = 5_000;

/** Logs how long `what` has been going on as soon as it takes longer than two seconds. */
export async function withProgress<T>(log: Log, what: string, work: Promise<T>): Promise<T> {
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  let lines = 0;
  const report = () => {
    lines++;
    log(`${what} ... ${elapsed()}`);
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    report();
    repeat = setInterval(report, interval);
  }, silence);

  try {
    const result = await work;
    if (lines > 0) log(`${what}: done in ${elapsed()}`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}
