import {
  type Aggregate,
  type Expression,
  type Operator,
  type Rule,
  ruleWith,
} from '../../assumptions/rule.ts';
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
import { withUnit } from './unit-text.ts';
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
  const unit = aggregate === 'age' ? undefined : withUnit(rest.trim(), metric, metric);
  const rule = ruleOf(unit?.text ?? rest.trim(), { aggregate, metric }, text);
  return {
    aggregate,
    metric,
    ...selectorOf(selector),
    rule: unit === undefined ? rule : ruleWith(rule, unit.convert),
    per: unit?.per,
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

/** What is before the sign of a check: a metric, or a figure of its draws. */
type Operand = Pick<Expression, 'aggregate' | 'metric'>;

function ruleOf(text: string, operand: Operand, check: string): Rule {
  const { aggregate, metric } = operand;
  const compared = compareRule(text, operand);
  if (compared !== undefined) return compared;
  if (aggregate === 'worst' || aggregate === 'best') {
    throw new InputError(
      `${aggregate}(${metric}) must be compared with >=, >, <= or <, which tell what is ${aggregate}, got ${shown(text)}`,
    );
  }
  const found = withinRule(text, operand) ?? inRule(text, operand);
  if (found !== undefined) return found;
  throw new InputError(
    `a check must hold a metric against something, got ${shown(check)}; ${forms}`,
  );
}

function compareRule(text: string, operand: Operand): Rule | undefined {
  const [, operator, limit = ''] = /^(>=|<=|>|<)(.*)$/s.exec(text) ?? [];
  if (operator === undefined) return undefined;
  return {
    kind: 'compare',
    operator: operator as Operator,
    limit: limitOf(limit.trim(), `the limit of ${operand.metric}`, operand),
  };
}

function inRule(text: string, operand: Operand): Rule | undefined {
  // In 0...5 the third point may belong to either number, or be a slip.
  if (/^in\b/.test(text) && text.includes('...')) {
    throw new InputError(`a range must have two points between its numbers, got ${shown(text)}`);
  }
  const [, from, to] = /^in\s+(\S*?)\s*\.\.\s*(\S+)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const low = limitOf(from, 'the lower bound', operand);
  const high = limitOf(to, 'the upper bound', operand);
  if (low <= high) return { kind: 'in', low, high };
  throw new InputError(
    `the bounds of ${operand.metric} must go from low to high, got ${shown(`${from}..${to}`)}; write ${brief(`${to}..${from}`)}`,
  );
}

function withinRule(text: string, operand: Operand): Rule | undefined {
  const [, tolerance, reference] = /^within\s+(\S+)\s+of\s+(\S+)$/.exec(text) ?? [];
  if (tolerance === undefined || reference === undefined) return undefined;
  const isRelative = tolerance.endsWith('%');
  const amount = toleranceOf(tolerance, operand);
  const of = referenceOf(reference, operand);
  if (of === 0 && isRelative) {
    throw new InputError(
      `the tolerance must be an amount where the reference is 0, got ${shown(tolerance)}; write it without %`,
    );
  }
  return { kind: 'within', tolerance: amount, isRelative, of };
}

/** A tolerance: a percentage of the reference, or an amount, which of a share is in points. */
function toleranceOf(text: string, operand: Operand): number {
  const ofShare = isShareOf(operand);
  const isPoints = ofShare && text.endsWith('pp');
  const isPercentage = isPoints || text.endsWith('%');
  const amount = parseNumber(isPoints ? text.replace(/pp$/, '%') : text, {
    subject: 'the tolerance',
    decimal: 'fixed',
    share: isPercentage,
  });
  if (ofShare && !isPercentage && amount >= 1) {
    throw new InputError(
      `the tolerance of the share ${operand.metric} must be in points or a percentage of the reference, got ${shown(text)}; write ${brief(text)}pp or ${brief(text)}%`,
    );
  }
  if (amount >= 0) return amount;
  throw new InputError(`the tolerance must be at least 0, got ${shown(text)}`);
}

function referenceOf(text: string, operand: Operand): 'baseline' | 'measured' | number {
  const { aggregate, metric } = operand;
  if (text !== 'baseline' && text !== 'measured') return limitOf(text, 'the reference', operand);
  if (aggregate !== undefined) {
    throw new InputError(
      `a ${text} value must be held against a value, got ${aggregate}(${metric}); write ${metric} alone`,
    );
  }
  if (text === 'measured' && !isInputName(metric)) {
    throw new InputError(`a measured value must be that of an input, got the metric ${metric}`);
  }
  return text;
}

function limitOf(text: string, subject: string, operand: Operand): number {
  const share = isShareOf(operand);
  const plain = operand.aggregate === 'age' ? text.replace(/\s*days?$/, '') : text;
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
function isShareOf({ aggregate, metric }: Operand): boolean {
  return aggregate !== 'age' && isShare(metric);
}
