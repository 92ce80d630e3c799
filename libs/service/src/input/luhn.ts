/** Whether the last digit checks the others (Luhn): every second digit doubled, digit sums added up, a multiple of ten. */
export function isChecked(digits: string): boolean {
  const sum = Array.from(digits, Number).reduce((total, digit, at) => {
    const value = digit * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
