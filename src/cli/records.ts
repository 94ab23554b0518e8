import { InputError } from '../errors.ts';
import type { Shape } from '../input/format.ts';
import { readRecord } from '../input/record.ts';
import { readRecords } from '../input/records.ts';
import { type CalculateOptions, type Calculation, derive } from '../metrics/calculate.ts';
import { metrics } from '../metrics/index.ts';
import { conventionNames, type Inputs, isInputName } from '../quantities.ts';
import type { Host } from './host.ts';
import {
  answers,
  type CalculationOptions,
  type Question,
  Refused,
  type ResultVisitor,
} from './question.ts';
import type { Source } from './source.ts';

/**
 * Compute a question for each record of a source.
 *
 * @returns whether there was a record at all
 * @throws InputError
 */
export async function eachRecord(
  host: Host,
  question: Question,
  { given, input, output }: CalculationOptions,
  calculateOptions: Required<CalculateOptions>,
  source: Source,
  visitor: ResultVisitor,
): Promise<boolean> {
  const { decimal } = output;
  const { allowUnknown } = input;
  let recordOptions = { decimal, allowUnknown, cells: false };
  const { spell } = calculateOptions;
  const hasFlags = Object.keys(given).length > 0;
  let shape: Shape = 'object';
  let taken = 0;
  let refused = 0;
  let answered: Calculation['metrics'] | undefined;

  const refuse = (problem: InputError, place: number) => {
    const located = locate(problem, source.file, shape, place);
    if (!input.keepGoing) throw located;
    refused++;
    host.warn(`${located.message}\n`);
  };
  const explain = async (value: unknown, place: number) => {
    const { explainRecord } = await import('../input/schema.ts');
    refuse(explainRecord(value, recordOptions), place);
  };

  await readRecords(source.bytes, source.format, {
    start(as) {
      shape = as;
      recordOptions = { decimal, allowUnknown, cells: as === 'csv' };
      visitor.start(as);
    },
    value(value, place) {
      const record = readRecord(value, recordOptions);
      if (record === undefined) return explain(value, place);
      const inputs = hasFlags ? { ...record.inputs, ...given } : record.inputs;
      try {
        const calculation = derive(inputs, calculateOptions);
        // Records of the same names share their list of metrics, so one look at it is enough.
        if (calculation.metrics !== answered) {
          if (!answers(question, calculation.metrics)) {
            throw new InputError(nothingComputed(question, inputs, spell));
          }
          answered = calculation.metrics;
        }
        visitor.result({ labels: record.labels, calculation });
        taken++;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        refuse(error, place);
      }
      return undefined;
    },
    refuse,
  });
  if (refused > 0) {
    const were = refused === 1 ? 'was' : 'were';
    throw new Refused(`${refused} of ${taken + refused} records ${were} refused`);
  }
  return taken > 0;
}

/** A problem with the place that it stands at, as in `orders.csv:3: ` or `line 3: `. */
function locate(
  { problems }: InputError,
  file: string | undefined,
  shape: Shape,
  place: number,
): InputError {
  const unit = shape === 'array' ? 'record' : 'line';
  const where =
    shape === 'object'
      ? file
      : file === undefined
        ? `${unit} ${place}`
        : shape === 'array'
          ? `${file}: ${unit} ${place}`
          : `${file}:${place}`;
  return new InputError(
    problems.map((problem) => (where === undefined ? problem : `${where}: ${problem}`)),
  );
}

/** What is missing for the answer that lacks the least. */
export function nothingComputed(
  question: Question,
  inputs: Inputs,
  spell: (name: string) => string,
): string {
  const given = Object.keys(inputs).filter(isInputName);
  const wanted = question.answers.filter((name) => !given.some((input) => input === name));
  const lacks = wanted.map((name) => ({ name, missing: missingFor(name, given) }));
  const near = lacks.filter(({ name, missing }) => missing.length < missingFor(name, []).length);
  const [nearest] = (near.length > 0 ? near : lacks).toSorted(
    (one, other) => one.missing.length - other.missing.length,
  );
  const got = given.length === 0 ? 'no numbers' : `${given.map(spell).join(' and ')} alone`;
  const needed = (nearest?.missing ?? []).map(spell).join(' and ');
  return `clv ${question.name} must have numbers to compute from, got ${got}; add ${needed} for ${nearest?.name}`;
}

/** The fewest inputs that a quantity still needs. */
function missingFor(name: string, given: readonly string[]): string[] {
  if (given.includes(name) || conventionNames.some((convention) => convention === name)) return [];
  const ways = metrics
    .filter((metric) => metric.name === name)
    .flatMap((metric) => metric.inputs)
    .map((names) => [...new Set(names.flatMap((input) => missingFor(input, given)))]);
  if (isInputName(name)) ways.unshift([name]);
  return ways.toSorted((one, other) => one.length - other.length)[0] ?? [];
}
