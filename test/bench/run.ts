import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sample } from '../check/sample.ts';
import { bin } from '../cli/clv.ts';
import { compare, isInstalled, peakMemory } from './measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

const example = 'calc --avg 50 --freq 4 --years 3';

it('start, beside a bare node', () => {
  startOn('this Node', process.execPath);
  execFileSync('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--silent',
    '--prefix',
    folder,
    'node@24',
  ]);
  startOn('Node 24', join(folder, 'node_modules/node/bin/node'));
});

function startOn(name: string, node: string): void {
  compare(
    `The start on ${name} (the contract: table 1.6 and JSON 1.4 on Node 20, 1.45 and 1.25 on Node 24)`,
    {
      'node -e 0': `${node} -e 0 | cat`,
      'clv calc, table': `${node} ${bin} ${example} | cat`,
      'clv calc, JSON': `${node} ${bin} ${example} --json | cat`,
    },
    61,
  );
}

/** Numbers like those of a shop, the same in every run. */
function records(count: number): string[] {
  let state = 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, () => {
    const avg = Math.round(next() * 10_000) / 100;
    return `{"avg":${avg},"freq":${1 + Math.floor(next() * 12)},"years":${1 + Math.floor(next() * 9)}}\n`;
  });
}

const million = join(folder, 'million.ndjson');
const fourMillion = join(folder, 'four-million.ndjson');

it('a million records of NDJSON, beside the tools at hand', () => {
  const lines = records(1_000_000).join('');
  writeFileSync(million, lines);
  const python = `python3 -c 'import json,sys
for l in sys.stdin:
    r=json.loads(l); r["clv"]=r["avg"]*r["freq"]*r["years"]; print(json.dumps(r))'`;
  const duckdb = join(folder, 'duck.py');
  writeFileSync(
    duckdb,
    `import duckdb
duckdb.sql("copy (select *, avg * freq * years as clv from read_json('${million}')) to '${folder}/duck.ndjson' (format json)")
`,
  );
  const others: Readonly<Record<string, readonly [command: string, probe: string]>> = {
    Miller: [
      `mlr --json --jvstack --ojsonl put '$clv=$avg*$freq*$years' < ${million}`,
      'mlr --version',
    ],
    'mawk (no validation, by position)': [
      `mawk -F'[:,}]' '{print $1":"$2","$3":"$4","$5":"$6",\\"clv\\":"$2*$4*$6"}"}' < ${million}`,
      'mawk -W version',
    ],
    'Python, json': [`${python} < ${million}`, 'python3 --version'],
    DuckDB: [`python3 ${duckdb}`, 'python3 -c "import duckdb"'],
  };
  const present = Object.entries(others).filter(([, [, probe]]) => isInstalled(probe));
  const absent = Object.keys(others).filter((name) => !present.some(([found]) => found === name));
  compare(
    'A million records, NDJSON to NDJSON (the contract: 0.35 of the CPU time of jq)',
    {
      "jq -c '.clv=.avg*.freq*.years'": `jq -c '.clv=.avg*.freq*.years' < ${million} > ${folder}/jq.ndjson`,
      'clv calc': `${process.execPath} ${bin} calc < ${million} > ${folder}/clv.ndjson`,
      ...Object.fromEntries(
        present.map(([name, [command]]) => [name, `${command} > ${folder}/other`]),
      ),
    },
    5,
  );
  if (absent.length > 0) process.stdout.write(`not installed here: ${absent.join(', ')}\n`);
});

const args = (file: string) => [bin, 'calc', '--input', file, '--format', 'ndjson'];

it('memory of a stream, for a reader that is slow and for four times the records', async () => {
  writeFileSync(fourMillion, Array.from({ length: 4 }, () => records(1_000_000).join('')).join(''));
  const rows = [
    { run: '1 M records', MB: await peakMemory(args(million), 0) },
    { run: '4 M records', MB: await peakMemory(args(fourMillion), 0) },
    { run: '1 M records, slow reader', MB: await peakMemory(args(million), 5) },
  ];
  process.stdout.write('\nPeak resident memory (the contract: 130 MB, flat)\n');
  console.table(rows.map(({ run, MB }) => ({ run, MB: MB.toFixed(0) })));
  expect(rows.every(({ MB }) => MB > 0)).toBe(true);
});

function several(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** A file of so many segments, scenarios and checks; every check is of every case. */
function assumptions(segments: number, scenarios: number, checks: number): string {
  const metrics = ['ltvCac', 'paybackMonths', 'clvMargin', 'netClv', 'customerValue'];
  const check = (index: number) =>
    `p${5 + index}(${metrics[index % metrics.length]}){scenario=*,segment=*} >= -${index}`;
  return `version: 1
inputs:
  avg: { value: 50, range: 45..55 }
  freq: { value: 4, range: 3 to 5 }
  years: { value: 3, range: 2..4 }
  margin: { value: 42%, range: 38%..46% }
  cac: { value: 60, range: 50..80 }
segments:
${several(segments, (index) => `  s${index}: { customers: ${100 + index}, avg: +${index % 9}% }`)}
scenarios:
${several(scenarios, (index) => (index === 0 ? '  base: {}' : `  bad${index}: { freq: -${index}% }`))}
checks:
${several(checks, (index) => `  - ${check(index)}`)}
`;
}

// CLV_BENCH_SEGMENTS makes the large file smaller, to try the bench itself.
const segments = Number(process.env['CLV_BENCH_SEGMENTS'] ?? 100);

function checkOf(file: string, flags = ''): string {
  return `${process.execPath} ${bin} check ${file} -q ${flags}`;
}

it('clv check, of the sample and of a large file', () => {
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const bare = `${process.execPath} -e 0`;
  write('measured.json', JSON.stringify({ freq: { value: 4, n: 4212 } }));
  const small = write('clv.yaml', sample);
  const large = write('large.yaml', assumptions(segments, 5, 50));
  // The sample does not hold in Belgium: exit code 1 is what it should be.
  const smallRun = (flags = '') => `{ ${checkOf(small, flags)} > ${folder}/out || [ $? = 1 ]; }`;
  execFileSync('bash', ['-c', smallRun('--write-baseline')]);
  compare(
    'clv check of the sample file',
    { 'node -e 0': bare, 'clv check': smallRun(), '100 draws': smallRun('--draws 100') },
    15,
  );
  const cases = segments * 5;
  compare(
    `clv check of ${segments} segments x 5 scenarios x 50 checks, 10,000 draws`,
    {
      'node -e 0': bare,
      'clv check': `${checkOf(large)} > ${folder}/out`,
      '100 draws': `${checkOf(large, '--draws 100')} > ${folder}/out`,
    },
    3,
  );
  process.stdout.write(
    `The draws bound it: computing the metrics of ${cases} cases 10,000 times over and adding them up to totals; the run with 100 draws shows the rest, start, YAML, checks and text.\n`,
  );
});
