import type { CheckReport, CheckResult, Target } from '../../check/check-report.ts';
import { failureText, checkNotes, passedText, withoutText } from './check-wording.ts';
import { xmlText } from '../escape.ts';
import type { Style } from '../style.ts';

/** A test case of a report: one check in one place. */
interface Place {
  readonly result: CheckResult;
  readonly target: Target;
}

/**
 * What came of all checks as JUnit XML: a suite for each scenario, a case for each check and
 * place, with no attribute that junit-10.xsd has not.
 *
 * @see https://github.com/jenkinsci/xunit-plugin
 */
export function checkJunit(report: CheckReport, style: Style): string {
  const places = report.results.flatMap((result) =>
    result.targets.map((target): Place => ({ result, target })),
  );
  const scenarios = [...new Set(places.map(({ target }) => target.scenario))];
  const suites = scenarios.map((scenario) =>
    suiteText(
      scenario,
      places.filter(({ target }) => target.scenario === scenario),
      report,
      style,
    ),
  );
  const counts = countsText(places);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="clv check" ${counts}>\n${suites.join('')}</testsuites>\n`;
}

function suiteText(
  scenario: string,
  places: readonly Place[],
  report: CheckReport,
  style: Style,
): string {
  const cases = places.map((place) => caseText(place, report, style)).join('');
  const skipped = places.filter(({ target }) => target.isSkipped).length;
  return `  <testsuite name=${attribute(scenario)} ${countsText(places)} skipped="${skipped}">\n${cases}  </testsuite>\n`;
}

function countsText(places: readonly Place[]): string {
  const failures = places.filter(isFailure).length;
  return `tests="${places.length}" failures="${failures}" errors="0" time="0"`;
}

function isFailure({ result, target }: Place): boolean {
  return result.status === 'failed' && !target.passed && !target.isSkipped;
}

function caseText(place: Place, report: CheckReport, style: Style): string {
  const { result, target } = place;
  const { check, status } = result;
  const { file } = report.assumptions;
  const classname = ['clv', target.scenario, target.segment ?? undefined]
    .filter((part) => part !== undefined)
    .join('.');
  const open = `    <testcase name=${attribute(check.text)} classname=${attribute(classname)} time="0">\n`;
  const failure = failureText(target, check, style);
  const body = isFailure(place)
    ? `      <failure message=${attribute(failure)} type=${attribute(check.level)}>${xmlText(`${file}:${check.line}:${check.column}`)}</failure>\n`
    : target.isSkipped
      ? `      <skipped message=${attribute(withoutText(target, style))}/>\n`
      : '';
  const notes = [
    target.passed || target.isSkipped ? passedText(target, check, style) : failure,
    ...checkNotes(result, report.draws, style),
  ];
  const told =
    status === 'warned' || status === 'noted' || notes.length > 1
      ? `      <system-out>${notes.map(xmlText).join('\n')}</system-out>\n`
      : '';
  return `${open}${body}${told}    </testcase>\n`;
}

function attribute(text: string): string {
  return `"${xmlText(text)}"`;
}
