import { outcomeOf } from '../../assumptions/outcome.ts';
import { absenceText } from '../../output/assumptions/absence-text.ts';
import { solutionFor } from '../../analysis/solution.ts';
import { InputError, shown } from '../../errors.ts';
import { type DecimalSign, parseNumber } from '../../input/grammar/number.ts';
import { withUnit } from '../../input/grammar/unit-text.ts';
import { suggestion } from '../../input/suggestion.ts';
import { givenIn, missingFor } from '../../metrics/missing.ts';
import { type Goal, solveListing } from '../../output/analysis/solve-listing.ts';
import { listingTexts } from '../../output/listing.ts';
import { noteText } from '../../output/assumptions/note-wording.ts';
import { noteLines } from '../../output/notes.ts';
import {
  computableNames,
  type InputName,
  inputNames,
  type Inputs,
  isInputName,
  isPerPeriod,
  isShare,
  type QuantityName,
} from '../../quantities.ts';
import { defaultSampling } from '../flags/draw-flags.ts';
import type { Host } from '../process/host.ts';
import { pageOf } from '../page.ts';
import { say } from '../process/say.ts';
import {
  addOutputFlags,
  type OutputFlags,
  type OutputOptions,
  readOutputFlags,
} from '../flags/result-flags.ts';
import {
  addCaseFlags,
  type CaseFlags,
  type CaseOptions,
  readCaseFlags,
} from '../flags/case-flags.ts';
import { singleCase } from '../files/single-case.ts';
import type { Verb } from '../verb.ts';
import { writeResult } from '../write-result.ts';

export type SolveFlags = CaseFlags &
  OutputFlags & { readonly target?: string; readonly for?: string };

export interface SolveOptions {
  readonly target: Goal;
  /** The input to solve for; undefined is each that is given. */
  readonly wanted: InputName | undefined;
  readonly assumed: CaseOptions;
  readonly output: OutputOptions;
}

export const solve: Verb<SolveOptions> = {
  examples: [
    'clv solve --target ltvCac=3',
    'clv solve --target ltvCac=3 --for cac',
    'clv solve --target ltvCac=3 --avg 50 --freq 4 --years 3 --margin 42% --cac 60',
  ],
  declare(setup) {
    setup.heading('Target:');
    setup.value('--target <metric=number>', 'the metric and the value that it should take');
    setup.value('--for <input>', 'the input to solve for (all that are given if not said)');
    addCaseFlags(setup);
    addOutputFlags(setup);
  },
  read: readSolve,
  run: runSolve,
};

export async function readSolve(flags: SolveFlags, [file]: [string?]): Promise<SolveOptions> {
  const output = readOutputFlags(flags);
  const { decimal } = output;
  const target = targetOf(flags.target, decimal);
  const wanted = wantedOf(flags.for);
  if (wanted !== undefined && wanted === target.metric) {
    throw new InputError(
      `--for must be another input than the target, got ${shown(wanted)} for ${target.metric}; name another target, such as --target ltvCac=3`,
    );
  }
  const assumed = await readCaseFlags(flags, file, defaultSampling.interval, decimal);
  return { target, wanted, assumed, output };
}

async function runSolve(host: Host, options: SolveOptions): Promise<void> {
  const { target, wanted } = options;
  const { assumed, currency, notes } = await singleCase(host, options.assumed, (inputs) =>
    isEnough(inputs, target.metric, wanted),
  );
  const output = { ...options.output, currency: options.output.currency ?? currency };
  const { inputs } = assumed;
  const names = wanted === undefined ? inputNames.filter((name) => name in inputs) : [wanted];
  const results = names
    .filter((name) => name !== target.metric)
    .map((name) => solutionFor(name, inputs, target.metric, target.value));
  const now = wanted !== undefined && !(wanted in inputs) ? null : outcomeOf(inputs, target.metric);
  if (now?.value === null && results.every(({ value }) => value === null)) {
    throw new InputError(
      `--target must be a metric that the numbers give, got ${target.metric}: ${absenceText(now.absence).en}`,
    );
  }
  if (!output.quiet) say(host, ...noteLines(notes.map(noteText), output.language));
  const page = pageOf(output, host);
  await writeResult(host, output, listingTexts(solveListing(results, target, page), page));
}

function isEnough(inputs: Inputs, metric: QuantityName, wanted: InputName | undefined): boolean {
  const given = givenIn(inputs);
  return missingFor(metric, wanted === undefined ? given : [...given, wanted]).length === 0;
}

function targetOf(text: string | undefined, decimal: DecimalSign): Goal {
  const example = 'write it as --target ltvCac=3';
  if (text === undefined) throw new InputError(`--target must be given, got none; ${example}`);
  const [name = '', value, ...more] = text.split('=').map((part) => part.trim());
  const metric = computableNames.find((each) => each === name);
  if (value === undefined || more.length > 0) {
    throw new InputError(`--target must be a metric and a number, got ${shown(text)}; ${example}`);
  }
  if (metric === undefined) {
    throw new InputError(
      `--target must name a metric, got ${shown(name)}${suggestion(name, computableNames)}; ${example}`,
    );
  }
  const share = isShare(metric);
  // What is per period is solved for per the period of the other numbers.
  const unit = isPerPeriod(metric) ? undefined : withUnit(value, metric, '--target');
  const number = parseNumber(unit?.text ?? value, { subject: '--target', decimal, share });
  return { metric, value: unit === undefined ? number : unit.convert(number) };
}

function wantedOf(text: string | undefined): InputName | undefined {
  if (text === undefined || text === 'all') return undefined;
  if (isInputName(text)) return text;
  throw new InputError(
    `--for must be an input or all, got ${shown(text)}${suggestion(text, inputNames)}`,
  );
}
