import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'measured.json'), '{"freq": {"value": 3.46}, "text": "4"}');
writeFileSync(
  join(folder, 'zero.json'),
  '{"version":2,"currency":null,"period":"year","timing":"start","segments":[],"cases":[{"scenario":"base","segment":null,"basis":null,"values":{"clv":0}}]}',
);
writeFileSync(join(folder, 'bad.json'), '{"version":3}');

const inputs = 'inputs: { avg: 50, freq: 4, years: 3, margin: 42%, cac: 60 }';
const sound = `version: 1\n${inputs}\n`;
const checks = 'checks: [ltvCac >= 3]\n';
const withCheck = (check: string) => `${sound}checks:\n  - ${check}\n`;
const withInput = (entry: string) =>
  `version: 1\ninputs:\n  avg: 50\n  ${entry}\nchecks: [avg > 1]\n`;

/** Nine levels of nine aliases each: 387 million values. */
const bomb = [
  'a: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    { length: 8 },
    (_, at) => `b${at}: &a${at + 1} [${Array(9).fill(`*a${at}`).join()}]`,
  ),
].join('\n');

it('the file that the broken ones are made from is sound', async () => {
  const { code, stderr } = await clvInProcess(['check', '-'], { stdin: `${sound}${checks}` });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('clv check refuses', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'an unknown metric',
      withCheck('profit >= 3'),
      /^stdin:4:5: profit is not a metric that can be checked$/,
    ],
    [
      'a metric misspelt',
      withCheck('ltvCca >= 3'),
      /^stdin:4:5: ltvCca is not a metric .*; did you mean ltvCac\?$/,
    ],
    ['a metric of the horizon', withCheck('kept >= 3'), /kept is not a metric that can be checked/],
    ['an empty selector', withCheck('"ltvCac{} >= 3"'), /a selector must be .*, got \{\}/],
    [
      'a selector of nothing',
      withCheck('"ltvCac{segment=de} >= 3"'),
      /segment=de must name a segment of the file, got none of that name: the file has no segments/,
    ],
    [
      'every segment of none',
      withCheck('"ltvCac{segment=*} >= 3"'),
      /segment=\* must name a segment/,
    ],
    ['a selector with a colon', withCheck('"ltvCac{segment: be} >= 3"'), /write = instead of :/],
    [
      'a scenario misspelt',
      `${sound}scenarios: { churn-up: { years: 2 } }\nchecks: ["ltvCac{scenario=churnup} >= 3"]\n`,
      /did you mean churn-up\?/,
    ],
    [
      'a duplicate key',
      `${sound}currency: EUR\ncurrency: USD\n${checks}`,
      /^stdin:4:1: currency must be given once here, got it twice; drop one of the two$/,
    ],
    [
      'a duplicate input',
      `version: 1\ninputs:\n  avg: 50\n  avg: 60\n${checks}`,
      /^stdin:4:3: avg must be given once here/,
    ],
    [
      'an unknown key',
      `${sound}seeds: 4\n${checks}`,
      /^stdin:3:1: seeds is not a key that the file knows/,
    ],
    [
      'an unknown input',
      withInput('frq: 4'),
      /^stdin:4:3: frq is not a key that inputs knows; did you mean freq\?$/,
    ],
    ['a metric as an input', withInput('ltvCac: 4'), /ltvCac is not a key that inputs knows/],
    ['no version', `${inputs}\n${checks}`, /version must be given, got nothing; add version: 1/],
    ['another version', `version: 2\n${inputs}\n${checks}`, /version must be 1, got 2/],
    ['no inputs', `version: 1\n${checks}`, /inputs must be a mapping, got nothing/],
    ['no checks', sound, /stdin must have checks, got none/],
    ['an empty list of checks', `${sound}checks: []\n`, /checks must hold one check at least/],
    [
      'a check that compares with nothing',
      withCheck('ltvCac'),
      /a check must hold a metric against something, got ltvCac/,
    ],
    [
      'a check with a second number',
      withCheck('ltvCac >= 3 4'),
      /the limit of ltvCac must be a number/,
    ],
    [
      'code in a check',
      withCheck('ltvCac >= process.exit(0)'),
      /the limit of ltvCac must be a number/,
    ],
    [
      'a limit that is no number',
      withCheck('ltvCac >= NaN'),
      /the limit of ltvCac must be a number such as 1234.5, got NaN/,
    ],
    ['a limit beyond a double', withCheck('ltvCac >= 1e999'), /a double carries exactly/],
    ['a share beyond 1 without a percent sign', withCheck('margin >= 42'), /write 42% or 0.42/],
    [
      'a percentile without a range',
      withCheck('p10(ltvCac) >= 3'),
      /p10\(ltvCac\) must rest on a range, got none that moves ltvCac in scenario base/,
    ],
    [
      'a percentile that a range does not move',
      `version: 1\ninputs: { avg: { value: 50, range: 45..55 }, freq: 4, years: 3, cac: 60 }\nchecks: [p10(cac) >= 3]\n`,
      /p10\(cac\) must rest on a range/,
    ],
    [
      'a percentile beyond p99',
      withCheck('p100(ltvCac) >= 3'),
      /p100 is not a figure of the draws that clv knows/,
    ],
    [
      'a check on a baseline that is not named',
      withCheck('clv within 5% of baseline'),
      /must have a baseline, got none; add baseline:/,
    ],
    [
      'a baseline that is not there',
      `${withCheck('clv within 5% of baseline')}baseline: gone.json\n`,
      /^baseline gone\.json does not exist$/,
    ],
    [
      'a baseline of another version',
      `${withCheck('clv within 5% of baseline')}baseline: bad.json\n`,
      /^baseline bad\.json is not a baseline of clv: version is something else; write it anew/,
    ],
    [
      'a percentage of a baseline of 0',
      `${withCheck('clv within 5% of baseline')}baseline: zero.json\n`,
      /percentage of a baseline value of 0/,
    ],
    [
      'a percentage of 0',
      withCheck('netClv within 5% of 0'),
      /the tolerance must be an amount where the reference is 0/,
    ],
    [
      'a measured value that is not named',
      withCheck('freq within 5% of measured'),
      /freq must have a measured value, got none for scenario base/,
    ],
    [
      'a measured value that is not there',
      withInput('freq: { value: 4, measured: measured.json#frq }').replace(
        'avg > 1',
        'freq within 5% of measured',
      ),
      /measured file measured\.json has no number under frq; measure it anew/,
    ],
    [
      'a measured value that is a text',
      withInput('freq: { value: 4, measured: measured.json#text }').replace(
        'avg > 1',
        'freq within 5% of measured',
      ),
      /measured file measured\.json has no number under text; measure it anew/,
    ],
    [
      'a review that nobody made',
      withCheck('age(avg) <= 180 days'),
      /must know when avg was reviewed/,
    ],
    [
      'a review in the future',
      withInput('freq: { value: 4, reviewed: 2030-01-01 }').replace('avg > 1', 'age(freq) < 9'),
      /must look back/,
    ],
    [
      'a day that does not exist',
      withInput('freq: { value: 4, reviewed: 2026-02-30 }'),
      /inputs\.freq\.reviewed must be a day such as 2026-07-01, got 2026-02-30/,
    ],
    [
      'a reversed range',
      withInput('freq: { value: 4, range: 5..3 }'),
      /^stdin:4:9: inputs\.freq must go from low to high, got 5\.\.3; write 3\.\.5$/,
    ],
    [
      'a value outside its range',
      withInput('freq: { value: 9, range: 3..5 }'),
      /freq must lie within its range 3\.\.5, got 9/,
    ],
    [
      'a range that is a number',
      withInput('freq: { value: 4, range: 5 }'),
      /inputs\.freq\.range must be a text, got 5/,
    ],
    [
      'reversed bounds of a check',
      withCheck('years in 7..1'),
      /must go from low to high, got 7\.\.1; write 1\.\.7/,
    ],
    ['a number out of its domain', withInput('freq: -4'), /freq must be at least 0, got -4/],
    ['an empty number', withInput("freq: ''"), /freq must be a number such as 1234\.5, got ''/],
    [
      'a number in words',
      withInput('freq: four'),
      /freq must be a number such as 1234\.5, got four/,
    ],
    [
      'a hexadecimal number',
      withInput('freq: 0x10'),
      /freq must be a number such as 1234\.5, got 0x10/,
    ],
    ['infinity', withInput('freq: .inf'), /freq must be a number such as 1234\.5, got \.inf/],
    [
      'a list for a number',
      withInput('freq: [4]'),
      /inputs\.freq must be a number, or a mapping with value, got a list/,
    ],
    [
      'nothing for a number',
      withInput('freq:'),
      /inputs\.freq must be a number, or a mapping with value, got nothing/,
    ],
    [
      'truth for a number',
      withInput('freq: true'),
      /inputs\.freq must be a number, or a mapping with value, got true/,
    ],
    [
      'inputs that disagree',
      withInput('years: 3\n  churn: 20%'),
      /scenario base: years must agree with churn, got 3 where it gives 5/,
    ],
    [
      'a change of nothing',
      `${sound}scenarios: { up: { discount: +8pp } }\n${checks}`,
      /scenarios\.up\.discount must have a number to change/,
    ],
    [
      'a change beyond the domain',
      `${sound}scenarios: { up: { margin: +200pp } }\n${checks}`,
      /scenarios\.up\.margin must be at most 1/,
    ],
    [
      'a total that counts in each segment',
      `version: 1\ninputs: { avg: 50, customers: 9 }\nsegments: { nl: {}, be: {} }\n${checks}`,
      /inputs\.customers must not count once in each segment/,
    ],
    [
      'a total that is not the sum of its parts',
      `version: 1\ninputs: { avg: 50, customers: 9 }\nsegments: { nl: { customers: 4 }, be: { customers: 4 } }\n${checks}`,
      /inputs\.customers must be the sum of the segments, got 9 where they have 8/,
    ],
    [
      'a name that a selector cannot write',
      `${sound}segments: { "a,b": {} }\n${checks}`,
      /a name must have at most 200 characters, none of/,
    ],
    [
      'a check with two levels',
      withCheck('{ warn: avg > 1, error: avg > 2 }'),
      /a check must have one of error, warn and info, got 2/,
    ],
    [
      'an id given twice',
      `${sound}checks:\n  - { error: avg > 1, id: x }\n  - { error: avg > 2, id: x }\n`,
      /the id x must be that of one check/,
    ],
    [
      'tabs',
      `version: 1\ninputs:\n\tavg: 50\n${checks}`,
      /^stdin:3:1: lines must be indented with spaces, got a tab$/,
    ],
    [
      'a tag',
      withInput('freq: !!js/function "() => 4"'),
      /^stdin:4:9: values must be plain .* !!js\/function; drop the tag$/,
    ],
    ['an alias bomb', `${bomb}\n`, /aliases must come to at most/],
    [
      'an alias to itself',
      `version: 1\ninputs: &loop { avg: 50, freq: *loop }\n${checks}`,
      /an alias must not stand inside what it stands for, got a cycle/,
    ],
    ['an alias of nothing', withInput('freq: *gone'), /\*gone must name an anchor above it/],
    [
      'a factor that YAML takes for an alias',
      `${sound}scenarios: { up: { avg: *0.9 } }\n${checks}`,
      /\*0\.9 must name an anchor above it, got none of that name; write x0\.9 to multiply by it$/,
    ],
    [
      'NUL bytes',
      `${sound}\0${checks}`,
      /^stdin:3:1: the text must have no control characters, got \\x00$/,
    ],
    [
      'a line of 10 MB',
      `${sound}# ${'x'.repeat(10 * 1024 * 1024)}\n${checks}`,
      /stdin must be at most 1048576 characters/,
    ],
    ['brackets without end', '['.repeat(100_000), /brackets must nest at most 100 deep/],
    [
      'indentation without end',
      Array.from({ length: 1200 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      /values must nest less deep/,
    ],
    [
      'two documents',
      `${sound}${checks}---\n${sound}`,
      /the file must hold one document, got several/,
    ],
    ['an empty file', '', /the file must be a mapping, got nothing/],
    ['a text', 'just text\n', /the file must be a mapping, got "just text"/],
    [
      'a key that is a list',
      `${sound}${checks}? [a]\n: 1\n`,
      /a key must be a plain text, got a list or a mapping/,
    ],
    [
      'the prototype as a key',
      `${sound}${checks}__proto__: { x: 1 }\n`,
      /a key must be a plain text, got __proto__/,
    ],
    [
      'a check that starts like a block of text',
      `${sound}checks:\n  - >= 3\n`,
      /put quotes around a text that starts with > or \|/,
    ],
    ['bytes that are no UTF-8', Uint8Array.of(0x61, 0x3a, 0xff), /^stdin is not UTF-8 text/],
  ])('%s', async (_, stdin, message) => {
    const { stdout, stderr, code } = await clvInProcess(
      ['check', '-', '--quiet', '--now', '2026-11-21'],
      {
        stdin,
        cwd: folder,
      },
    );
    expect({ stdout, code, lines: stderr.trimEnd().split('\n').length }).toEqual({
      stdout: '',
      code: 2,
      lines: 1,
    });
    expect(stderr.trimEnd()).toMatch(message);
  });
});

it('all that is wrong with a file is told at once, in the order of the file', async () => {
  const stdin = 'version: 1\ninputs:\n  avg: -1\n  frq: 4\nchecks:\n  - ltvCca >= 3\n  - clv > 1\n';
  const { stderr } = await clvInProcess(['check', '-'], { stdin });
  expect(stderr).toBe(
    'stdin:3:8: avg must be at least 0, got -1\n' +
      'stdin:4:3: frq is not a key that inputs knows; did you mean freq?\n' +
      'stdin:6:5: ltvCca is not a metric that can be checked; did you mean ltvCac?\n',
  );
});
