import type { CustomerScore } from '../../models/scorer.ts';

/** What is written of each customer, by the names of the columns. */
export type ScoreColumns = readonly (readonly [
  name: string,
  value: (score: CustomerScore) => number | null,
])[];

/** What there is to write of each customer. */
export interface ScoreShape {
  readonly isLifetime: boolean;
  readonly hasInterval: boolean;
  readonly hasValue: boolean;
}

/** The columns of a file of scores, after the customer. */
export function scoreColumns({ isLifetime, hasInterval, hasValue }: ScoreShape): ScoreColumns {
  return [
    ['alive', ({ alive }) => alive],
    ...(isLifetime
      ? ([['discountedPurchases', ({ discounted }) => discounted]] as ScoreColumns)
      : ([
          ['purchases', ({ purchases }) => purchases],
          ['buys', ({ buys }) => buys],
        ] as ScoreColumns)),
    ...(hasInterval && !isLifetime
      ? ([
          ['low', ({ interval }) => interval?.low ?? null],
          ['high', ({ interval }) => interval?.high ?? null],
        ] as ScoreColumns)
      : []),
    ...(hasValue
      ? ([
          ['spend', ({ spend }) => spend],
          ['value', ({ value }) => value],
        ] as ScoreColumns)
      : []),
  ];
}
