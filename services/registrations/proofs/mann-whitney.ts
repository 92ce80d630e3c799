/**
 * The probability that two samples of one distribution are at least as far apart as these (Mann and Whitney, two-sided, by the normal
 * approximation with ties; for twenty or more in each). It asks nothing of the distribution: times have long tails.
 */
export function mannWhitney(ones: readonly number[], others: readonly number[]): number {
  const [m, n] = [ones.length, others.length];
  const all = [...ones.map((value) => ({ value, one: 1 })), ...others.map((value) => ({ value, one: 0 }))].toSorted(
    (a, b) => a.value - b.value,
  );

  let [rankSum, tied] = [0, 0];
  for (let first = 0; first < all.length;) {
    let end = first;
    while (all[end]?.value === all[first]?.value) end++;
    const equal = end - first;
    for (const { one } of all.slice(first, end)) rankSum += (one * (first + 1 + end)) / 2;
    tied += equal ** 3 - equal;
    first = end;
  }

  const mean = (m * (m + n + 1)) / 2;
  const variance = ((m * n) / 12) * (m + n + 1 - tied / ((m + n) * (m + n - 1)));
  if (variance === 0) return 1;
  const z = Math.max(0, Math.abs(rankSum - mean) - 0.5) / Math.sqrt(variance);
  return 2 * upperTail(z);
}

/** Of the normal distribution (Abramowitz and Stegun 26.2.17, to seven decimals). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const [b1, b2, b3, b4, b5] = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const series = t * (b1 + t * (b2 + t * (b3 + t * (b4 + t * b5))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
