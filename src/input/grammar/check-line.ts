import { percentText } from '../../assumptions/range.ts';
import type { Aggregate, Expression, Operator, Rule } from '../../assumptions/rule.ts';
import { brief, InputError, shown } from '../../errors.ts';
import {
  computableNames,
  isInputName,
  isQuantityName,
  isShare,
  quantities,
  type QuantityName,
} from '../../quantities.ts';
import { parseNumber } from './number.ts';
import { suggestion } from '../suggestion.ts';

/** A check is a line: what is longer is no check. */
const longestCheck = 500;

const forms = 'write it as ltvCac >= 3, equity within 5% of baseline or years in 1..7';

/**
 * Read one check: `p10(ltvCac){segment=be} >= 2.5`, `equity within 5% of baseline`,
 * `years in 1..7`.
 *
 * @throws InputError that says what is wrong, and what was probably meant
 */
export function parseCheck(text: string): Expression {
  if (text.length > longestCheck) {
    throw new InputError(
      `a check must be at most ${longestCheck} characters, got ${text.length}: ${shown(text)}`,
    );
  }
  const parts = /^\s*([A-Za-z]\w*)\s*(?:\(([^()]*)\))?\s*(?:\{([^{}]*)\})?(.*)$/s.exec(text);
  if (parts === null)
    throw new InputError(`a check must start with a metric, got ${shown(text)}; ${forms}`);
  const [, word = '', inner, selector, rest = ''] = parts;
  const aggregate = inner === undefined ? undefined : aggregateOf(word);
  const metric = metricOf((inner ?? word).trim(), aggregate);
  return {
    aggregate,
    metric,
    ...selectorOf(selector),
    rule: ruleOf(rest.trim(), aggregate, metric, text),
  };
}

function aggregateOf(word: string): Aggregate {
  if (/^p[1-9]\d?$/.test(word)) return word as Aggregate;
  const known = ['mean', 'worst', 'best', 'age'] as const;
  const found = known.find((name) => name === word);
  if (found !== undefined) return found;
  throw new InputError(
    `${shown(word)} is not a figure of the draws that clv knows${suggestion(word, known)}; write p1 to p99, mean, worst, best or age`,
  );
}

function metricOf(name: string, aggregate: Aggregate | undefined): QuantityName {
  if (!isQuantityName(name) || quantities[name].onlyIn !== undefined) {
    throw new InputError(
      `${shown(name)} is not a metric that can be checked${suggestion(name, computableNames)}`,
    );
  }
  if (aggregate === 'age' && !isInputName(name)) {
    throw new InputError(`age must be of an input, got the metric ${name}`);
  }
  return name;
}

function selectorOf(text: string | undefined): Pick<Expression, 'scenario' | 'segment'> {
  const found: { scenario?: string; segment?: string } = {};
  for (const part of text?.split(',') ?? []) {
    const [key = '', name = '', ...more] = part.split('=').map((word) => word.trim());
    if ((key !== 'scenario' && key !== 'segment') || name === '' || more.length > 0) {
      throw new InputError(
        `a selector must be {segment=name}, {scenario=name} or both, got {${brief(text ?? '')}}; ${
          part.includes(':') ? 'write = instead of :' : 'write * for every one'
        }`,
      );
    }
    if (found[key] !== undefined) {
      throw new InputError(
        `a selector must name one ${key}, got ${shown(found[key])} and ${shown(name)}`,
      );
    }
    found[key] = name;
  }
  return { scenario: found.scenario, segment: found.segment };
}

function ruleOf(
  text: string,
  aggregate: Aggregate | undefined,
  metric: QuantityName,
  check: string,
): Rule {
  const number = (word: string, subject: string) => limitOf(word, subject, aggregate, metric);
  const [, operator, limit = ''] = /^(>=|<=|>|<)(.*)$/s.exec(text) ?? [];
  if (operator !== undefined) {
    return {
      kind: 'compare',
      operator: operator as Operator,
      limit: number(limit.trim(), `the limit of ${metric}`),
    };
  }
  if (aggregate === 'worst' || aggregate === 'best') {
    throw new InputError(
      `${aggregate}(${metric}) must be compared with >=, >, <= or <, which tell what is ${aggregate}, got ${shown(text)}`,
    );
  }
  const [, tolerance, reference] = /^within\s+(\S+)\s+of\s+(\S+)$/.exec(text) ?? [];
  if (tolerance !== undefined && reference !== undefined) {
    return withinRule(tolerance, reference, aggregate, metric);
  }
  // In 0...5 the third point may belong to either number, or be a slip.
  if (/^in\b/.test(text) && text.includes('...')) {
    throw new InputError(`a range must have two points between its numbers, got ${shown(text)}`);
  }
  const [, low, high] = /^in\s+(\S*?)\s*\.\.\s*(\S+)$/.exec(text) ?? [];
  if (low !== undefined && high !== undefined) {
    const bounds = [number(low, 'the lower bound'), number(high, 'the upper bound')] as const;
    if (bounds[0] > bounds[1]) {
      throw new InputError(
        `the bounds of ${metric} must go from low to high, got ${shown(`${low}..${high}`)}; write ${brief(`${high}..${low}`)}`,
      );
    }
    return { kind: 'in', low: bounds[0], high: bounds[1] };
  }
  throw new InputError(
    `a check must hold a metric against something, got ${shown(check)}; ${forms}`,
  );
}

function withinRule(
  tolerance: string,
  reference: string,
  aggregate: Aggregate | undefined,
  metric: QuantityName,
): Rule {
  const isRelative = tolerance.endsWith('%');
  const isPoints = tolerance.endsWith('pp') && isShareOf(metric, aggregate);
  const amount = parseNumber(isPoints ? tolerance.replace(/pp$/, '%') : tolerance, {
    subject: 'the tolerance',
    decimal: 'fixed',
    share: isRelative || isPoints,
  });
  if (!isRelative && !isPoints && amount >= 1 && isShareOf(metric, aggregate)) {
    throw new InputError(
      `the tolerance of the share ${metric} must be in points or a percentage of the reference, got ${shown(tolerance)}; write ${brief(tolerance)}pp or ${brief(tolerance)}%`,
    );
  }
  if (amount < 0) throw new InputError(`the tolerance must be at least 0, got ${shown(tolerance)}`);
  const of =
    reference === 'baseline' || reference === 'measured'
      ? reference
      : limitOf(reference, 'the reference', aggregate, metric);
  if (typeof of === 'string' && aggregate !== undefined) {
    throw new InputError(
      `a ${of} value must be held against a value, got ${aggregate}(${metric}); write ${metric} alone`,
    );
  }
  if (of === 'measured' && !isInputName(metric)) {
    throw new InputError(`a measured value must be that of an input, got the metric ${metric}`);
  }
  if (of === 0 && isRelative) {
    throw new InputError(
      `the tolerance must be an amount where the reference is 0, got ${shown(tolerance)}; write it without %`,
    );
  }
  return { kind: 'within', tolerance: amount, isRelative, of };
}

function limitOf(
  text: string,
  subject: string,
  aggregate: Aggregate | undefined,
  metric: QuantityName,
): number {
  const isAge = aggregate === 'age';
  const share = isShareOf(metric, aggregate);
  const plain = isAge ? text.replace(/\s*days?$/, '') : text;
  const value = parseNumber(plain, { subject, decimal: 'fixed', share });
  if (share && Math.abs(value) > 1 && !text.endsWith('%')) {
    const fraction = Number(`${value}e-2`);
    const or = Math.abs(fraction) <= 1 ? ` or ${fraction}` : '';
    throw new InputError(
      `${subject} must be a share or have a percent sign, got ${shown(text)}; write ${brief(text)}%${or}`,
    );
  }
  return value;
}

/** Whether a check looks at a share, and not at the days since it was reviewed. */
function isShareOf(metric: QuantityName, aggregate: Aggregate | undefined): boolean {
  return aggregate !== 'age' && isShare(metric);
}

/** Write a check so that {@link parseCheck} reads the same. */
export function printCheck({ aggregate, metric, scenario, segment, rule }: Expression): string {
  const operand = aggregate === undefined ? metric : `${aggregate}(${metric})`;
  const selectors = [
    scenario === undefined ? undefined : `scenario=${scenario}`,
    segment === undefined ? undefined : `segment=${segment}`,
  ].filter((part) => part !== undefined);
  const selector = selectors.length === 0 ? '' : `{${selectors.join(',')}}`;
  const isPercentage = isShareOf(metric, aggregate);
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
