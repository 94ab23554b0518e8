import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../check/sample.ts';

/** Agreed to when the average was 51: 900 × 51 × 12 × .42 and 300 × 58 × 12 × .42. */
const baseline = JSON.stringify({
  version: 2,
  currency: 'EUR',
  period: 'year',
  timing: 'start',
  segments: ['nl', 'be'],
  cases: [
    { scenario: 'base', segment: 'nl', basis: 'margin', values: { equity: 231_336 } },
    { scenario: 'base', segment: 'be', basis: 'margin', values: { equity: 87_696 } },
  ],
});

/** A run whose output is kept in golden/. */
export interface Case {
  readonly args: string;
  readonly stdin?: string;
}

const both = '--avg 50 --freq 4 --years 3 --margin 40% --cac 60';
const segments = 'segment,customers,avg,freq,years\nnl,900,50,4,3\nbe,300,58,4,3\n';
const ndjson = '{"avg":50,"freq":4,"years":3}\n{"name":"b","avg":60,"freq":4,"years":3}\n';
const flow = '--customers 1000 --avg 50 --freq 4 --margin 40% --retention 80%';

/** The runs by the file that keeps them, each in a folder of `inFolder`. */
export const kept: Readonly<Record<string, readonly Case[]>> = {
  calc: [
    { args: 'calc --avg 50 --freq 4 --years 3' },
    { args: `calc ${both}` },
    { args: `calc ${both} --target-ratio 3 --lang nl --currency EUR` },
    { args: `calc ${both} --locale de-DE --currency EUR` },
    { args: `calc ${both} --currency JPY --quiet` },
    { args: `calc ${both} --format markdown` },
    { args: `calc ${both} --format csv` },
    { args: `calc ${both} --json` },
    { args: 'calc --avg 50 --freq 4 --years 1 --margin 10% --cac 60' },
    { args: 'calc --avg 50 --freq 4 --years 1 --margin 10% --cac 60 --lang nl' },
    { args: 'calc --avg 50 --freq 4 --years 3 --margin 40% --cac 0' },
    { args: 'calc --avg 50 --freq 4 --years 3 --unit-cost 60 --cac 10' },
    { args: 'calc --avg 20 --freq 1 --churn 3% --period month' },
    { args: 'calc --avg 20 --freq 1 --churn 3% --period month --discount 10% --margin 50%' },
    { args: 'calc --avg 50 --freq 4 --retention 80% --margin 100% --discount 10% --timing end' },
    { args: 'calc --avg 50 --freq 4 --years 3 --discount 10% --timing mid --lang nl' },
    { args: 'calc --revenue 120000 --customers 800 --orders 1600 --months 6 --years 3' },
    { args: 'calc', stdin: ndjson },
    { args: 'calc --format table', stdin: ndjson },
    { args: 'calc --format markdown --lang nl', stdin: ndjson },
    { args: 'calc --json', stdin: ndjson },
    { args: 'calc --format csv', stdin: 'name,avg,freq\n=1+1,50,4\n"a,b",-0,4\n' },
    { args: 'calc --margin 40%', stdin: segments },
  ],
  average: [
    { args: 'average --revenue 120000 --customers 800' },
    { args: 'average --revenue 120000 --customers 800 --orders 3200 --lang nl' },
    { args: 'average --revenue 120000 --customers 800 --json' },
  ],
  cac: [
    { args: 'cac --acquisition-cost 100 --new-customers 100' },
    { args: 'cac --acquisition-cost 100 --new-customers 100 --json' },
    { args: 'cac --acquisition-cost 100 --new-customers 100 --format markdown --lang nl' },
  ],
  equity: [
    { args: 'equity --customers 1000 --avg 50 --freq 4 --years 3' },
    { args: `equity ${flow} --discount 10% --horizon 1,3` },
    { args: `equity ${flow} --discount 10% --horizon 1,3 --json` },
    { args: `equity ${flow} --discount 10% --horizon 2 --new-per-year 100 --lang nl` },
    { args: `equity ${flow} --discount 10% --horizon 3 --new-per-year 100 --cac 60` },
    { args: `equity ${flow} --discount 10% --horizon 2 --new-per-year 100 --cac 60 --lang nl` },
    { args: `equity ${flow} --horizon 2 --format csv` },
    { args: `equity ${flow} --horizon 2 --new-per-year 100 --cac 60 --format csv` },
    { args: `equity ${flow} --discount 10% --horizon 2 --format markdown --timing mid` },
    { args: 'equity', stdin: segments },
    { args: 'equity --json', stdin: segments },
    { args: 'equity --format csv --lang nl', stdin: segments },
    {
      args: 'equity --horizon 2 --retention 80%',
      stdin: 'segment,customers,avg,freq\nnl,900,50,4\nbe,300,58,4\n',
    },
  ],
  budget: [
    { args: 'budget --revenue 120000' },
    { args: 'budget --revenue 120000 --cac 60' },
    { args: `budget --revenue 120000 --marketing-share 8% ${both}` },
    { args: `budget --revenue 120000 ${both} --lang nl` },
    { args: 'budget --revenue 120000 --cac 90 --avg 50 --freq 4 --years 1 --margin 40%' },
    { args: 'budget --revenue 120000 --cac 60 --json' },
  ],
  explain: [
    { args: 'explain' },
    { args: 'explain clv' },
    { args: 'explain clvPresent' },
    { args: 'explain retention --lang nl' },
    { args: 'explain avg --format markdown' },
    { args: 'explain cac --json' },
    { args: 'explain customers --format csv' },
  ],
  check: [
    { args: 'check' },
    { args: 'check --scenario churn-up --lang nl' },
    { args: 'check --quiet --reporter markdown' },
    { args: 'check --quiet --reporter github' },
    { args: 'check --quiet --reporter junit' },
    { args: 'check --quiet --json' },
    { args: 'check -', stdin: 'version: 1\ninputs: { avg: 50 }\nchecks: [avg >= 9]\n' },
    { args: 'check -', stdin: 'version: 1\ninputs: { avg: -1, frq: 4 }\nchecks: [ltvCca > 3]\n' },
  ],
  diff: [
    { args: 'diff old.yaml clv.yaml' },
    { args: 'diff old.yaml clv.yaml --metric ltvCac --lang nl' },
    { args: 'diff old.yaml clv.yaml --metric equity --format markdown' },
    { args: 'diff old.yaml clv.yaml --metric equity --json' },
    { args: 'diff old.yaml clv.yaml --metric equity --format csv' },
    { args: 'diff old.yaml old.yaml --exit-code' },
    { args: 'diff old.yaml clv.yaml --metric equity --exit-code' },
  ],
  solve: [
    { args: `solve --target ltvCac=3 ${both}` },
    { args: `solve --target ltvCac=3 ${both} --lang nl --currency EUR` },
    { args: `solve --target ltvCac=12 --for margin ${both} --format markdown` },
    { args: 'solve --target ltvCac=3 --for cac --segment be --quiet --json' },
    { args: 'solve --target ltvCac=3 --segment be --quiet --format csv' },
    { args: 'solve --target ltvCca=3' },
  ],
  sensitivity: [
    { args: 'sensitivity --segment nl' },
    { args: 'sensitivity --segment be --metric netClv --lang nl' },
    { args: 'sensitivity --segment be --metric netClv --quiet --format markdown' },
    { args: `sensitivity ${both} --json` },
    { args: `sensitivity ${both} --format csv` },
    { args: `sensitivity ${both}` },
  ],
  sweep: [
    { args: 'sweep --avg 50 --freq 3..5:1 --years 2..4:1' },
    { args: 'sweep --avg 50 --freq 3..5:1 --years 3 --lang nl --currency EUR' },
    { args: 'sweep --cac 60..120:30 --segment be --metric ltvCac --quiet --format markdown' },
    { args: 'sweep --cac 60..120:30 --segment be --metric ltvCac --quiet --json' },
    { args: 'sweep --cac 60..120:30 --segment be --metric ltvCac --quiet --format csv' },
    { args: 'sweep --freq 5..3:1' },
  ],
  init: [
    { args: 'init new.yaml' },
    { args: 'init clv.yaml' },
    { args: 'init in/a.yaml --ci github' },
  ],
  demo: [{ args: 'demo - --customers 4 --seed 4' }],
  schema: [{ args: 'schema' }],
  completion: [{ args: 'complete -- calc --a' }, { args: 'complete -- c' }],
};

/** Do what is to be done in a new folder with the files that the runs name. */
export async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'clv-golden-'));
  try {
    writeFileSync(join(folder, 'clv.yaml'), sample);
    writeFileSync(join(folder, 'old.yaml'), sample.replace('value: 50, ', 'value: 48, '));
    writeFileSync(join(folder, 'measured.json'), '{"freq":{"value":3.46}}');
    writeFileSync(join(folder, 'clv.baseline.json'), baseline);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
