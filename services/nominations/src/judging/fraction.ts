/** An exact number: who is before whom is never decided by a rounded one. The denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function fraction(numerator: number | bigint, denominator: number | bigint = 1): Fraction {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** Negative where `a` is the smaller of the two. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest number that JSON can show. */
export function toNumber({ numerator, denominator }: Fraction): number {
  // A double ends at 2^1024; a thousandth of that is more precision than it has.
  const excess = BigInt(Math.max(0, 4 * denominator.toString(16).length - 900));
  return Number(numerator >> excess) / Number(denominator >> excess);
}
