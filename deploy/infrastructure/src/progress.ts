export type Say = (line: string) => void;

const silence = 2_000;
const interval = 5_000;

/** Logs how long `what` has been going on as soon as it takes longer than two seconds. */
export async function withProgress<T>(say: Say, what: string, work: Promise<T>): Promise<T> {
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  let told = 0;
  const tell = () => {
    told++;
    say(`${what} ... ${elapsed()}`);
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    tell();
    repeat = setInterval(tell, interval);
  }, silence);

  try {
    const result = await work;
    if (told > 0) say(`${what}: done in ${elapsed()}`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}
