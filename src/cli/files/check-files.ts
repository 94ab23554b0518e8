import { existsSync, statSync } from 'node:fs';
import type { Assumptions } from '../../assumptions/assumptions.ts';
import { type Baseline, baselineOf } from '../../check/baseline.ts';
import { assertComputable } from '../../check/check-report.ts';
import type { Setting } from '../../check/evaluate.ts';
import { inTermsOf } from '../../check/measured-reference.ts';
import { InputError } from '../../errors.ts';
import { isBaseline, readBaseline } from '../../input/measured/baseline-file.ts';
import { measuredNumber } from '../../input/measured/measured.ts';
import { jsonText } from '../../output/escape.ts';
import type { Output } from '../process/outputs.ts';
import { readPlainDocument } from './open.ts';
import type { FindReferenced } from './reference.ts';

interface NewBaseline {
  readonly name: string;
  readonly path: string;
  readonly figures: Baseline;
}

/**
 * The figures of now, for the file that the assumptions name.
 *
 * @throws InputError where they name none, or one that is no baseline
 */
export function newBaseline(assumptions: Assumptions, find: FindReferenced): NewBaseline {
  const { baseline: name } = assumptions;
  if (name === undefined) {
    throw new InputError(
      `--write-baseline must have a file to write, got none; add baseline: clv.baseline.json to ${assumptions.file}`,
    );
  }
  assertComputable(assumptions);
  const path = find(name, `baseline ${name}`);
  if (
    existsSync(path) &&
    !(statSync(path).isFile() && isBaseline(readPlainDocument(path, `baseline ${name}`)))
  ) {
    throw new InputError(
      `${name} exists and is not a baseline, so --write-baseline does not replace it; name another file as baseline:, or remove this one`,
    );
  }
  return { name, path, figures: baselineOf(assumptions) };
}

export function baselineOutput({ name, path, figures }: NewBaseline): Output {
  return {
    text: `${jsonText(figures, 2)}\n`,
    file: path,
    name,
    subject: 'baseline',
    example: 'clv.baseline.json',
  };
}

/** The baseline, read only where a check asks for it. */
export function baselineFor(
  { baseline, checks = [] }: Assumptions,
  find: FindReferenced,
): Baseline | undefined {
  const isAsked = checks.some(({ rule }) => rule.kind === 'within' && rule.of === 'baseline');
  if (baseline === undefined || !isAsked) return undefined;
  const name = `baseline ${baseline}`;
  return readBaseline(readPlainDocument(find(baseline, name), name), name);
}

/** Look measured values up, each in the file that the assumptions name. */
export function measuredFor(assumptions: Assumptions, find: FindReferenced): Setting['measured'] {
  const texts = new Map<string, string>();
  return (reference, quantity, inputs) => {
    const [file = '', path = ''] = reference.split('#');
    const name = `measured file ${file}`;
    const text = texts.get(file) ?? readPlainDocument(find(file, name), name);
    texts.set(file, text);
    const number = measuredNumber(text, name, path, quantity);
    return inTermsOf(number, quantity, inputs, { ...assumptions, measured: file });
  };
}
