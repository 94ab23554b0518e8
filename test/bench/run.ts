import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
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
  const duckdb = `python3 -c 'import duckdb; duckdb.sql("copy (select *, avg*freq*years clv from read_json(\\'${million}\\')) to \\'${folder}/duck.ndjson\\' (format json)")'`;
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
    DuckDB: [duckdb, 'python3 -c "import duckdb"'],
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
    7,
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
