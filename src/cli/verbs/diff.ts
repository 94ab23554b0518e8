import { checkChanges } from '../../analysis/check-changes.ts';
import type { Assumptions } from '../../assumptions/assumptions.ts';
import { baseScenario } from '../../assumptions/assumptions.ts';
import { contentChanges } from '../../analysis/contents.ts';
import { differencesOf } from '../../analysis/difference.ts';
import { assertComputable } from '../../check/check-report.ts';
import { InputError, listed, shown } from '../../errors.ts';
import { suggestion } from '../../input/suggestion.ts';
import { numberFormat } from '../../output/number-format.ts';
import type { DiffReport } from '../../output/diff/diff-wording.ts';
import { headlineNames } from '../../quantities.ts';
import { destinationOf } from '../process/destination.ts';
import { addDrawOptions, readDrawOptions } from '../flags/draw-flags.ts';
import type { FlagTexts } from '../flags/quantity-flags.ts';
import type { Host } from '../process/host.ts';
import { metricNamed } from '../flags/metric-flag.ts';
import { readOutputOptions } from '../flags/result-flags.ts';
import { readRevision } from '../files/revision.ts';
import type { Verb } from '../verb.ts';
import { Verdict } from '../verdict.ts';

export const diff: Verb = {
  examples: [
    'clv diff old.yaml new.yaml',
    'clv diff main:clv.yaml clv.yaml --metric ltvCac',
    'clv diff main:clv.yaml clv.yaml --format markdown',
  ],
  configure(setup) {
    const { command, host, heading, value, toggle } = setup;
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
    addDrawOptions(setup);
    heading('Output:');
    value('--format <format>', 'format of the result', ['table', 'json', 'markdown']);
    toggle('--json', 'the same as --format json');
    value('-o, --output <file>', 'write a file instead of stdout');
    value('--lang <language>', 'language of the report', ['en', 'nl']);
    value('--locale <tag>', 'number format, such as nl-NL');
    command.action((old: string, now: string, texts: FlagTexts) => runDiff(host, old, now, texts));
  },
};

async function runDiff(host: Host, old: string, now: string, texts: FlagTexts): Promise<void> {
  const { interval, seed } = readDrawOptions(texts);
  const before = await readRevision(host, old, interval);
  const after = await readRevision(host, now, interval);
  assertComputable(before);
  assertComputable(after);
  const options = readOutputOptions({ ...texts, currency: after.currency });
  const metric = texts['metric'] as string | undefined;
  const metrics = metric === undefined ? headlineNames : [metricNamed(metric)];
  const scenarios = scenariosOf(before, after, texts['scenario'] as string | undefined);
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
  const { diffJson, diffMarkdown, diffText } = await import('../../output/diff/diff-wording.ts');
  const style = {
    language: options.language,
    format: numberFormat(options),
    oldFormat: numberFormat({ ...options, currency: before.currency }),
  };
  const destination = await destinationOf(host, options.output);
  await destination.write(
    options.format === 'json'
      ? diffJson(report)
      : options.format === 'markdown'
        ? diffMarkdown(report, style)
        : diffText(report, style),
  );
  await destination.finish();
  const isDifferent =
    checks.length > 0 || contents.length > 0 || differences.some(({ isChanged }) => isChanged);
  if (texts['exitCode'] === true && isDifferent) throw new Verdict();
}

/** The scenarios to compare: one that both sides have, or each of those. */
function scenariosOf(
  before: Assumptions,
  after: Assumptions,
  name: string = baseScenario,
): readonly string[] {
  const both = after.scenarios.filter((each) => before.scenarios.includes(each));
  if (name === '*') return both;
  if (both.includes(name)) return [name];
  throw new InputError(
    `--scenario must name a scenario of both sides, got ${shown(name)}: they have ${listed(both)}${suggestion(name, both)}`,
  );
}
