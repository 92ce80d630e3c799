/** What is used of jStat, which brings no types. */
declare module 'jstat' {
  const library: {
    readonly jStat: {
      readonly chisquare: { cdf(x: number, degreesOfFreedom: number): number };
      readonly studentt: { inv(probability: number, degreesOfFreedom: number): number };
    };
  };
  export default library;
}
