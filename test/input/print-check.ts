import { percentText } from '../../src/assumptions/range.ts';
import type { Expression, Rule } from '../../src/assumptions/rule.ts';
import { isShare } from '../../src/quantities.ts';

/** Write a check so that `parseCheck` reads the same. */
export function printCheck({ aggregate, metric, scenario, segment, rule }: Expression): string {
  const operand = aggregate === undefined ? metric : `${aggregate}(${metric})`;
  const selectors = [
    scenario === undefined ? undefined : `scenario=${scenario}`,
    segment === undefined ? undefined : `segment=${segment}`,
  ].filter((part) => part !== undefined);
  const selector = selectors.length === 0 ? '' : `{${selectors.join(',')}}`;
  const isPercentage = aggregate !== 'age' && isShare(metric);
  const number = (value: number) =>
    isPercentage && Math.abs(value) > 1 ? percentage(value) : String(value);
  return `${operand}${selector} ${ruleText(rule, number, isPercentage)}`;
}

function ruleText(rule: Rule, number: (value: number) => string, isPercentage: boolean): string {
  switch (rule.kind) {
    case 'compare':
      return `${rule.operator} ${number(rule.limit)}`;
    case 'in':
      return `in ${number(rule.low)}..${number(rule.high)}`;
    case 'within': {
      const points = isPercentage ? percentage(rule.tolerance).replace('%', 'pp') : undefined;
      const tolerance = rule.isRelative
        ? percentage(rule.tolerance)
        : (points ?? String(rule.tolerance));
      return `within ${tolerance} of ${typeof rule.of === 'number' ? number(rule.of) : rule.of}`;
    }
  }
}

/** A share as a percentage that is read back as the very same number. */
function percentage(share: number): string {
  const [mantissa, exponent = '0'] = String(share).split('e');
  return percentText(share) ?? `${mantissa}e${Number(exponent) + 2}%`;
}
