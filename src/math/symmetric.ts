/** A symmetric matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** The eigenvalues of a symmetric matrix, and the eigenvector of each. */
export interface Eigen {
  readonly values: readonly number[];
  /** One a row, orthonormal. */
  readonly vectors: Matrix;
}

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, by rotations.
 *
 * @see Golub & Van Loan, Matrix Computations (2013), section 8.5: the cyclic method of Jacobi
 */
export function eigenOf(matrix: Matrix): Eigen {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const vectors = a.map((_, row) => Float64Array.from(a, (_other, column) => +(row === column)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) turned = rotate(a, vectors, p, q) || turned;
    }
    if (!turned) break;
  }
  return {
    values: a.map((row, index) => row[index] as number),
    vectors: vectors.map((row) => [...row]),
  };
}

/** Turn the element (p, q) to 0; whether there was anything to turn. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): boolean {
  const [rowP, rowQ] = [a[p] as Float64Array, a[q] as Float64Array];
  const [pp, qq, pq] = [rowP[p] as number, rowQ[q] as number, rowP[q] as number];
  if (Math.abs(pq) <= 1e-18 * Math.sqrt(Math.abs(pp)) * Math.sqrt(Math.abs(qq))) return false;
  const ratio = (qq - pp) / (2 * pq);
  const tangent = Math.sign(ratio || 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (const row of a) {
    const [left, right] = [row[p] as number, row[q] as number];
    row[p] = cosine * left - sine * right;
    row[q] = sine * left + cosine * right;
  }
  mix(rowP, rowQ, cosine, sine);
  mix(vectors[p] as Float64Array, vectors[q] as Float64Array, cosine, sine);
  rowP[q] = rowQ[p] = 0;
  return true;
}

function mix(first: Float64Array, second: Float64Array, cosine: number, sine: number): void {
  for (let index = 0; index < first.length; index++) {
    const [left, right] = [first[index] as number, second[index] as number];
    first[index] = cosine * left - sine * right;
    second[index] = sine * left + cosine * right;
  }
}

/**
 * The inverse of a symmetric matrix whose eigenvalues are all above 0.
 *
 * @throws RangeError when one is not
 */
export function inverseOf(matrix: Matrix): number[][] {
  const { values, vectors } = eigenOf(matrix);
  const largest = Math.max(...values);
  if (!values.every((value) => value > largest * 1e-15 && value > 0)) {
    throw new RangeError(`the eigenvalues must be above 0, got ${values.join(', ')}`);
  }
  const weights = values.map((value) => 1 / value);
  return fromEigen(weights, vectors);
}

/** The symmetric matrix that has these eigenvalues and eigenvectors. */
function fromEigen(values: readonly number[], vectors: Matrix): number[][] {
  const columns = vectors.map((_, i) => vectors.map((vector) => vector[i] as number));
  return columns.map((left) =>
    columns.map((right) =>
      values.reduce((sum, value, k) => sum + value * (left[k] as number) * (right[k] as number), 0),
    ),
  );
}

/** The sum of the products of two vectors of one length. */
export function dot(first: readonly number[], second: readonly number[]): number {
  let total = 0;
  for (let index = 0; index < first.length; index++) {
    total += (first[index] as number) * (second[index] as number);
  }
  return total;
}

/** vᵀ M v. */
export function quadraticForm(matrix: Matrix, vector: readonly number[]): number {
  return dot(
    matrix.map((row) => dot(row, vector)),
    vector,
  );
}
