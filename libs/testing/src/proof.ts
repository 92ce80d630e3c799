/** How a proof is run: at length by `npm run prove -- <name>`, in a short form by `npm test`. */
export interface Proof {
  readonly runs: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export function counterexample(claim: string, details: unknown): Error {
  return new Error(`${claim}\n${JSON.stringify(details, undefined, 1)}`);
}
