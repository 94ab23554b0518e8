import type { Period, QuantityName } from '../quantities.ts';

/** How much a check matters: an error fails the run, a warning is counted, the rest is noted. */
export type Level = 'error' | 'warn' | 'info';

/**
 * What a check looks at instead of the value itself: a figure of the draws from the ranges, or
 * the days since an input was reviewed.
 */
export type Aggregate = `p${number}` | 'mean' | 'worst' | 'best' | 'age';

export type Operator = '>=' | '>' | '<=' | '<';

/** What the figure found is held against. */
export type Rule =
  | { readonly kind: 'compare'; readonly operator: Operator; readonly limit: number }
  | {
      readonly kind: 'within';
      /** A share of the reference where it is relative, else in the unit of the metric. */
      readonly tolerance: number;
      readonly isRelative: boolean;
      readonly of: 'baseline' | 'measured' | number;
    }
  | { readonly kind: 'in'; readonly low: number; readonly high: number };

/** What one line of the grammar says. */
export interface Expression {
  readonly aggregate: Aggregate | undefined;
  readonly metric: QuantityName;
  /** A name, `*` for every one, or undefined where the check leaves it to its scope. */
  readonly scenario: string | undefined;
  readonly segment: string | undefined;
  readonly rule: Rule;
  /** What its numbers are per, where they are written with a unit such as `/year`. */
  readonly per?: Period | undefined;
}

/** A rule with each number in the unit of the metric converted. */
export function ruleWith(rule: Rule, convert: (value: number) => number): Rule {
  switch (rule.kind) {
    case 'compare':
      return { ...rule, limit: convert(rule.limit) };
    case 'in':
      return { ...rule, low: convert(rule.low), high: convert(rule.high) };
    case 'within':
      return {
        ...rule,
        tolerance: rule.isRelative ? rule.tolerance : convert(rule.tolerance),
        of: typeof rule.of === 'number' ? convert(rule.of) : rule.of,
      };
  }
}

/** One check of an assumptions file. */
export interface Check extends Expression {
  /** The expression as it is written in the file. */
  readonly text: string;
  readonly level: Level;
  readonly because: string | undefined;
  readonly id: string | undefined;
  /** What becomes of a check whose figure does not exist. */
  readonly ifMissing: 'fail' | 'skip';
  readonly line: number;
  readonly column: number;
}
