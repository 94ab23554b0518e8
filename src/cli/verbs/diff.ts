import { checkChanges } from '../../analysis/check-changes.ts';
import type { Assumptions } from '../../assumptions/assumptions.ts';
import { baseScenario } from '../../assumptions/assumptions.ts';
import { contentChanges } from '../../analysis/contents.ts';
import { differencesOf } from '../../analysis/difference.ts';
import { assertComputable } from '../../check/check-report.ts';
import { InputError, listed, shown } from '../../errors.ts';
import { suggestion } from '../../input/suggestion.ts';
import { numberFormat } from '../../output/number-format.ts';
import type { DiffReport, DiffStyle } from '../../output/diff/diff-wording.ts';
import type { Texts } from '../../output/texts.ts';
import { headlineNames, type Language, type QuantityName } from '../../quantities.ts';
import {
  addDrawFlags,
  type DrawFlags,
  readDrawFlags,
  type SamplingOptions,
} from '../flags/draw-flags.ts';
import type { Host } from '../process/host.ts';
import { metricNamed } from '../flags/metric-flag.ts';
import { type OutputOptions, readOutputFlags } from '../flags/result-flags.ts';
import { readRevision } from '../files/revision.ts';
import type { Verb } from '../verb.ts';
import { Verdict } from '../verdict.ts';
import { writeResult } from '../write-result.ts';

export interface DiffFlags extends DrawFlags {
  readonly metric?: string;
  readonly scenario?: string;
  readonly exitCode?: boolean;
  readonly format?: 'table' | 'json' | 'markdown';
  readonly json?: boolean;
  readonly output?: string;
  readonly lang?: Language;
  readonly locale?: string;
}

export interface DiffOptions {
  readonly old: string;
  readonly now: string;
  readonly metrics: readonly QuantityName[];
  /** The scenario to compare; `*` is each that both sides have. */
  readonly scenario: string;
  /** Whether the run ends with 1 where anything differs. */
  readonly isVerdict: boolean;
  readonly sampling: SamplingOptions;
  readonly output: OutputOptions;
}

export const diff: Verb<DiffOptions> = {
  examples: [
    'clv diff old.yaml new.yaml',
    'clv diff main:clv.yaml clv.yaml --metric ltvCac',
    'clv diff main:clv.yaml clv.yaml --format markdown',
  ],
  declare(setup) {
    const { command, heading, value, toggle } = setup;
    command.argument(
      '<old>',
      'the assumptions before: a file, or a revision such as main:clv.yaml',
    );
    command.argument('<new>', 'the assumptions after');
    heading('Difference:');
    value('--metric <name>', 'one metric, instead of every headline metric');
    value(
      '--scenario <name>',
      `the scenario to compare (${baseScenario} if not given), * for each`,
    );
    toggle('--exit-code', 'end with 1 where anything differs');
    addDrawFlags(setup);
    heading('Output:');
    value('--format <format>', 'format of the result', ['table', 'json', 'markdown']);
    toggle('--json', 'the same as --format json');
    value('-o, --output <file>', 'write a file instead of stdout');
    value('--lang <language>', 'language of the report', ['en', 'nl']);
    value('--locale <tag>', 'number format, such as nl-NL');
  },
  read: readDiff,
  run: runDiff,
};

export function readDiff(flags: DiffFlags, [old, now]: [string, string]): DiffOptions {
  const { metric, scenario = baseScenario, exitCode = false } = flags;
  return {
    old,
    now,
    metrics: metric === undefined ? headlineNames : [metricNamed(metric)],
    scenario,
    isVerdict: exitCode,
    sampling: readDrawFlags(flags),
    output: readOutputFlags(flags),
  };
}

async function runDiff(host: Host, options: DiffOptions): Promise<void> {
  const { old, now, metrics, output } = options;
  const { interval, seed } = options.sampling;
  const before = await readRevision(host, old, interval);
  const after = await readRevision(host, now, interval);
  assertComputable(before);
  assertComputable(after);
  const scenarios = scenariosOf(before, after, options.scenario);
  const differences = scenarios.flatMap((scenario) =>
    differencesOf(before, after, scenario, metrics, seed),
  );
  if (differences.length === 0) {
    throw new InputError(
      `${metrics.join(', ')} must be computable on one side at least, got none that is; give the files its inputs`,
    );
  }
  const checks = checkChanges(before.checks ?? [], after.checks ?? []);
  const contents = contentChanges(before, after, scenarios, differences);
  const report: DiffReport = { old, new: now, differences, checks, contents };
  const style = {
    language: output.language,
    format: numberFormat({ ...output, currency: after.currency }),
    oldFormat: numberFormat({ ...output, currency: before.currency }),
  };
  await writeResult(host, output, textsOf(report, style));
  const isDifferent =
    checks.length > 0 || contents.length > 0 || differences.some(({ isChanged }) => isChanged);
  if (options.isVerdict && isDifferent) throw new Verdict();
}

function textsOf(report: DiffReport, style: DiffStyle): Texts {
  return {
    table: async () => (await import('../../output/diff/diff-text.ts')).diffText(report, style),
    json: async () => (await import('../../output/diff/diff-json.ts')).diffJson(report),
    markdown: async () =>
      (await import('../../output/diff/diff-markdown.ts')).diffMarkdown(report, style),
  };
}

/** The scenarios to compare: one that both sides have, or each of those. */
function scenariosOf(before: Assumptions, after: Assumptions, name: string): readonly string[] {
  const both = after.scenarios.filter((each) => before.scenarios.includes(each));
  if (name === '*') return both;
  if (both.includes(name)) return [name];
  throw new InputError(
    `--scenario must name a scenario of both sides, got ${shown(name)}: they have ${listed(both)}${suggestion(name, both)}`,
  );
}
