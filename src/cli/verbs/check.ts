import type { Assumptions } from '../../assumptions/assumptions.ts';
import { drawerOf } from '../../assumptions/draw.ts';
import type { Setting } from '../../check/evaluate.ts';
import { type CheckReport, checkReport } from '../../check/check-report.ts';
import { InputError, shown } from '../../errors.ts';
import { isDay } from '../../calendar.ts';
import { noteLines } from '../../output/notes.ts';
import { sharingTexts } from '../../output/check/shared-ranges.ts';
import type { Language, Text } from '../../quantities.ts';
import type { Page } from '../../output/style.ts';
import { noteText } from '../../output/assumptions/note-wording.ts';
import { toleranceTexts } from '../../output/check/tolerance-text.ts';
import { suggestion } from '../../input/suggestion.ts';
import { baselineFor, baselineOutput, measuredFor, newBaseline } from '../files/check-files.ts';
import { defaultFile, readAssumptionFile } from '../files/assumption-file.ts';
import { folderOf, referencesFrom } from '../files/reference.ts';
import {
  addDrawFlags,
  type DrawFlags,
  readDrawFlags,
  type SamplingOptions,
} from '../flags/draw-flags.ts';
import { wholeNumber } from '../flags/whole-number.ts';
import type { Host } from '../process/host.ts';
import { pageOf } from '../page.ts';
import { say } from '../process/say.ts';
import { type OutputOptions, readOutputFlags } from '../flags/result-flags.ts';
import { type Output, writeAll } from '../process/outputs.ts';
import { type Selection, selected } from '../flags/selector.ts';
import type { Verb } from '../verb.ts';
import { Verdict } from '../verdict.ts';

const reporters = ['tty', 'json', 'junit', 'github', 'markdown'] as const;
type Reporter = (typeof reporters)[number];

/** A report to write: how, and where to; undefined is stdout. */
interface Report {
  readonly reporter: Reporter;
  readonly file: string | undefined;
}

export interface CheckFlags extends DrawFlags, Selection {
  readonly maxWarnings?: string;
  readonly now?: string;
  readonly writeBaseline?: boolean;
  readonly allowOutside?: boolean;
  readonly reporter?: readonly string[];
  readonly json?: boolean;
  readonly lang?: Language;
  readonly locale?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

export interface CheckOptions {
  readonly file: string;
  /** The scenario and the segment of checks that name none. */
  readonly selection: Selection;
  /** Undefined where any number will do. */
  readonly maxWarnings: number | undefined;
  /** The day that ages count to; undefined is today. */
  readonly now: string | undefined;
  readonly isBaselineWritten: boolean;
  /** Whether the file may name files outside of its checkout. */
  readonly isOpen: boolean;
  readonly sampling: SamplingOptions;
  readonly reports: readonly Report[];
  readonly output: OutputOptions;
}

export const check: Verb<CheckOptions> = {
  examples: [
    'clv check',
    'clv check clv.yaml --reporter tty --reporter junit=clv.xml',
    'clv check --scenario churn-up --max-warnings 0',
  ],
  declare(setup) {
    const { command, heading, value, values, toggle } = setup;
    command.argument('[file]', `the assumptions (${defaultFile} if not given), - for stdin`);
    heading('Checks:');
    value('--scenario <name>', 'the scenario of checks that name none, instead of base');
    value('--segment <name>', 'the segment of checks that name none, instead of all');
    value('--max-warnings <count>', 'fail when there are more warnings than this');
    value('--now <date>', 'the day that age() counts to, such as 2026-11-21');
    toggle('--write-baseline', 'write the figures of now to the baseline of the file first');
    toggle('--allow-outside', 'let the file name files outside of its checkout');
    addDrawFlags(setup);
    heading('Output:');
    values('--reporter <name[=file]>', `${reporters.join(', ')}; several are written in turn`);
    toggle('--json', 'the same as --reporter json');
    value('--lang <language>', 'language of the report', ['en', 'nl']);
    value('--locale <tag>', 'number format, such as nl-NL');
    toggle('-q, --quiet', 'the result alone, without notes');
    toggle('--no-color', 'no colour');
  },
  read: readCheck,
  run: runCheck,
};

export function readCheck(flags: CheckFlags, [file = defaultFile]: [string?]): CheckOptions {
  const { scenario, segment, reporter = [], json = false, now, ...rest } = flags;
  if (now !== undefined && !isDay(now)) {
    throw new InputError(`--now must be a day such as 2026-11-21, got ${shown(now)}`);
  }
  return {
    file,
    selection: { scenario, segment },
    maxWarnings: wholeNumber('--max-warnings', rest.maxWarnings, { least: 0 }),
    now,
    isBaselineWritten: rest.writeBaseline === true,
    isOpen: rest.allowOutside === true,
    sampling: readDrawFlags(rest),
    reports: reportsOf(reporter, json),
    output: readOutputFlags(rest),
  };
}

async function runCheck(host: Host, options: CheckOptions): Promise<void> {
  const { file, sampling, maxWarnings } = options;
  const assumptions = await readAssumptionFile(host, file, sampling.interval, options.isOpen);
  if (assumptions.checks === undefined) {
    throw new InputError(
      `${assumptions.file} must have checks, got none; add checks: with one such as ltvCac >= 3`,
    );
  }
  const find = referencesFrom(folderOf(file), options.isOpen);
  const baseline = options.isBaselineWritten ? newBaseline(assumptions, find) : undefined;
  const setting: Setting = {
    focus: focusOf(assumptions, options.selection),
    baseline: baseline?.figures ?? baselineFor(assumptions, find),
    measured: measuredFor(assumptions, find),
    today: todayFor(assumptions, options.now),
    draw: drawerOf(
      sampling,
      assumptions.checks.map(({ metric }) => metric),
    ),
  };
  const report = checkReport(assumptions, setting, { ...sampling, maxWarnings });
  const outputs: Output[] = baseline === undefined ? [] : [baselineOutput(baseline)];
  const output = { ...options.output, currency: assumptions.currency };
  for (const { reporter, file: name } of options.reports) {
    const text = await reportText(reporter, report, pageOf({ ...output, output: name }, host));
    const subject = `--reporter ${reporter}`;
    outputs.push({ text, file: name, name, subject, example: `clv.${reporter}` });
  }
  // Nothing is said of a file, or written, before all of it could be evaluated.
  if (!output.quiet) say(host, ...noteLines(notesOf(assumptions), output.language));
  await writeAll(host, outputs, file, 'the assumptions');
  if (report.exitCode === 1) throw new Verdict();
}

/** What a reader should know of the file, and of the draws where a check looks at them. */
function notesOf(assumptions: Assumptions): readonly Text[] {
  const isDrawn = assumptions.checks?.some(
    ({ aggregate }) => aggregate !== undefined && aggregate !== 'age',
  );
  return [
    ...(isDrawn === true ? sharingTexts(assumptions) : []),
    ...assumptions.notes.map(noteText),
    ...toleranceTexts(assumptions.checks ?? []),
  ];
}

function reportsOf(texts: readonly string[], isJson: boolean): Report[] {
  const reports = texts.map((text): Report => {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    const file = at < 0 ? undefined : text.slice(at + 1);
    const reporter = reporters.find((known) => known === name);
    if (reporter === undefined) {
      throw new InputError(
        `--reporter must be one of ${reporters.join(', ')}, got ${shown(name)}${suggestion(name, reporters)}`,
      );
    }
    if (file === '') throw new InputError(`--reporter ${name}= must name a file, got none`);
    return { reporter, file };
  });
  if (isJson) reports.push({ reporter: 'json', file: undefined });
  return reports.length > 0 ? reports : [{ reporter: 'tty', file: undefined }];
}

function focusOf({ scenarios, segments }: Assumptions, selection: Selection): Setting['focus'] {
  return {
    scenario: selected('scenario', selection, scenarios),
    segment: selected('segment', selection, segments),
  };
}

/** The day that ages count to; the clock is read only where a check asks for an age. */
function todayFor({ checks = [] }: Assumptions, now: string | undefined): string | undefined {
  if (!checks.some(({ aggregate }) => aggregate === 'age')) return undefined;
  return now ?? new Date().toISOString().slice(0, 10);
}

async function reportText(reporter: Reporter, report: CheckReport, page: Page): Promise<string> {
  switch (reporter) {
    case 'tty': {
      const { checkText } = await import('../../output/check/check-text.ts');
      return checkText(report, page);
    }
    case 'json':
      return (await import('../../output/check/check-json.ts')).checkJson(report);
    case 'junit':
      return (await import('../../output/check/check-junit.ts')).checkJunit(report, page);
    case 'github':
      return (await import('../../output/check/check-github.ts')).checkGithub(report, page);
    case 'markdown':
      return (await import('../../output/check/check-markdown.ts')).checkMarkdown(report, page);
  }
}
