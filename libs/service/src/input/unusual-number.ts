import type { InputError } from '@kraftsamling/messaging/decision';

/** Of any capability but money, which is counted in kronor. */
const usualAmount = 1_000;

/** A number that may be true, and is more likely a slip of the hand: whoever is sure says so. The sentence says what is usual. */
export function unusualNumber(pointer: string, number: number, sentence: string): InputError {
  const detail = `${number} is unusual. ${sentence} Correct it, or say with confirmUnusual that it is right.`;
  return { pointer, code: 'unusual-number', detail };
}

/** The amounts of offers, needs or demands that are unusual, with pointers below the one to their list. */
export function unusualAmounts(
  pointer: string,
  stated: readonly {
    readonly capability: string;
    readonly amount: number;
    readonly confirmUnusual?: boolean;
  }[],
): InputError[] {
  return stated.flatMap(({ capability, amount, confirmUnusual }, at) =>
    confirmUnusual || capability === 'funding' || amount <= usualAmount
      ? []
      : [unusualNumber(`${pointer}/${at}/amount`, amount, `It is hardly ever more than ${usualAmount}.`)],
  );
}
