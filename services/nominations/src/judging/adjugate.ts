/**
 * The inverse of a positive definite matrix of whole numbers, exactly: the adjugate and the determinant by which it is to be divided.
 * Gauss-Jordan elimination without fractions (Bareiss 1968): every division leaves no remainder, and no pivot is zero.
 */
export function adjugateOf(matrix: readonly (readonly bigint[])[]): {
  readonly adjugate: readonly (readonly bigint[])[];
  readonly determinant: bigint;
} {
  let rows = matrix.map((row, at) => [...row, ...matrix.map((_, column) => (column === at ? 1n : 0n))]);
  let previous = 1n;
  for (const step of matrix.keys()) {
    const pivotRow = rows[step] ?? [];
    const pivot = pivotRow[step] ?? 0n;
    if (pivot <= 0n) throw new Error('The matrix is not positive definite.');
    const divisor = previous;
    rows = rows.map((row, at) => {
      if (at === step) return row;
      const factor = row[step] ?? 0n;
      return row.map((cell, column) => (pivot * cell - factor * (pivotRow[column] ?? 0n)) / divisor);
    });
    previous = pivot;
  }
  return { adjugate: rows.map((row) => row.slice(matrix.length)), determinant: previous };
}
