/** The environment of a process whose clock is so far ahead of everybody else's, as that of a machine can be. */
export function clockAhead(minutes: number): NodeJS.ProcessEnv {
  const shifted = `
    const Real = Date;
    const ahead = ${minutes * 60_000};
    globalThis.Date = class Date extends Real {
      constructor(...given) {
        if (given.length === 0) super(Real.now() + ahead);
        else super(...given);
      }
      static now() {
        return Real.now() + ahead;
      }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript;base64,${Buffer.from(shifted).toString('base64')}` };
}
