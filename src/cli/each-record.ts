import { InputError, shown } from '../errors.ts';
import type { Shape } from '../input/records/format.ts';
import { inOnePeriod, laidOver } from '../assumptions/given-numbers.ts';
import {
  recordCurrency,
  type InputRecord,
  readRecord,
  type RecordOptions,
} from '../input/records/record.ts';
import { type RecordVisitor, readRecords } from '../input/records/records.ts';
import { type CalculateOptions, type Calculation, derive } from '../metrics/calculate.ts';
import type { Result } from '../output/calculation/result.ts';
import { shortOrdersLine } from '../output/calculation/short-orders.ts';
import { nothingComputed } from './nothing-computed.ts';
import type { Host } from './process/host.ts';
import { say } from './process/say.ts';
import {
  answers,
  type CalculationOptions,
  type Question,
  Refused,
  type ResultVisitor,
  Unread,
} from './question.ts';
import type { RecordSource } from './files/source.ts';

/**
 * Compute a question for each record of a source.
 *
 * @returns whether there was a record at all
 * @throws InputError
 */
export async function eachRecord(
  host: Host,
  question: Question,
  options: CalculationOptions,
  calculateOptions: Required<CalculateOptions>,
  source: RecordSource,
  visitor: ResultVisitor,
): Promise<boolean> {
  const { given, input, output } = options;
  const { allowUnknown, keepGoing } = input;
  const calculate = calculatorOf(question, options, calculateOptions);
  let recordOptions = { decimal: output.decimal, allowUnknown, cells: false };
  let shape: Shape = 'object';
  let taken = 0;
  let refused = 0;

  const refuse = (error: unknown, place: number) => {
    if (!(error instanceof InputError)) throw error;
    const located = locate(error, source.file, shape, place);
    if (!keepGoing) throw located;
    refused++;
    say(host, ...located.problems);
  };
  const take = (result: Result) => {
    const done = visitor.result(result);
    taken++;
    return done;
  };
  const takeOther = async (value: unknown, place: number) => {
    try {
      await take(await rangedResult(value, recordOptions, options, calculateOptions, calculate));
    } catch (error) {
      refuse(error, place);
    }
  };
  const records = {
    start(as: Shape) {
      shape = as;
      recordOptions = { ...recordOptions, cells: as === 'csv' };
      visitor.start(as);
    },
    value(value: unknown, place: number) {
      const record = readRecord(value, recordOptions);
      if (record === undefined || given.ranges !== undefined) return takeOther(value, place);
      try {
        return take(calculate(record));
      } catch (error) {
        refuse(error, place);
      }
    },
    refuse,
  };
  await readWhileTaken(source, takingMeasured(records, host, options));
  if (refused > 0) {
    const were = refused === 1 ? 'was' : 'were';
    throw new Refused(`${refused} of ${taken + refused} records ${were} refused`);
  }
  return taken > 0;
}

/** Records of which one may be a file of clv measure. */
function takingMeasured(
  records: Omit<RecordVisitor, 'measured'>,
  host: Host,
  { input, output }: CalculationOptions,
): RecordVisitor {
  return {
    ...records,
    async measured(value, place) {
      const { recordOfMeasured } = await import('../input/measured/measured-record.ts');
      let found: ReturnType<typeof recordOfMeasured>;
      try {
        found = recordOfMeasured(value, input.annualise);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return records.refuse(error, place);
      }
      const { record, shortMonths } = found;
      if (shortMonths !== undefined && !output.quiet) {
        say(host, shortOrdersLine(shortMonths, input.annualise));
      }
      return records.value(record, place);
    },
  };
}

/** Read the records of a source, until nobody takes their results any longer. */
async function readWhileTaken(source: RecordSource, records: RecordVisitor): Promise<void> {
  try {
    await readRecords(source.bytes, source.format, records, source.file);
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
  }
}

type Calculate = (record: InputRecord) => Result;

/** What computes a record of plain numbers, with the flags laid over it. */
function calculatorOf(
  question: Question,
  { given, output }: CalculationOptions,
  calculateOptions: Required<CalculateOptions>,
): Calculate {
  const { spell } = calculateOptions;
  const hasFlags = Object.keys(given.inputs).length > 0;
  let answered: Calculation['metrics'] | undefined;
  return (record) => {
    assertCurrency(record, output.currency);
    const { inputs } =
      hasFlags || record.units !== undefined ? inOnePeriod(laidOver(record, given), spell) : record;
    const calculation = derive(inputs, calculateOptions);
    // Records of the same names share their list of metrics, so one look at it is enough.
    if (calculation.metrics !== answered) {
      if (!answers(question, calculation.metrics)) {
        throw new InputError(nothingComputed(question, inputs, spell));
      }
      answered = calculation.metrics;
    }
    return { labels: record.labels, calculation };
  };
}

/**
 * The result of a record with ranges, its own or those of flags.
 *
 * @throws InputError when it is no such record either
 */
async function rangedResult(
  value: unknown,
  recordOptions: RecordOptions,
  options: CalculationOptions,
  calculateOptions: Required<CalculateOptions>,
  calculate: Calculate,
): Promise<Result> {
  const { given, sampling } = options;
  const { readRangedRecord } = await import('../input/records/ranged-record.ts');
  const record =
    readRecord(value, recordOptions) ?? readRangedRecord(value, recordOptions, sampling.interval);
  if (record === undefined) {
    const { explainRecord } = await import('../input/records/record-schema.ts');
    throw explainRecord(value, recordOptions);
  }
  const result = calculate(record);
  const { inputs, ranges } = inOnePeriod(laidOver(record, given), calculateOptions.spell);
  if (ranges === undefined) return result;
  const { drawn } = await import('./drawn-result.ts');
  return drawn(result, inputs, ranges, calculateOptions, options);
}

/** A problem with its place, as in `orders.csv:3: ` or `line 3: `. */
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

/** @throws InputError where a record says that it is in another currency than the output is in */
function assertCurrency({ labels }: InputRecord, wanted: string | undefined): void {
  const currency = wanted === undefined ? undefined : recordCurrency(labels);
  if (currency === undefined || currency === wanted) return;
  throw new InputError(
    `currency must be ${wanted} as --currency says, got ${shown(currency)}; leave --currency out, or convert the record`,
  );
}
