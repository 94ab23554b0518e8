import { describe, expect, it } from 'vitest';
import { clv, clvInProcess } from './clv.ts';

interface Case {
  readonly args: string;
  readonly stdin?: string;
}

const both = '--avg 50 --freq 4 --years 3 --margin 40% --cac 60';
const segments = 'segment,customers,avg,freq,years\nnl,900,50,4,3\nbe,300,58,4,3\n';
const ndjson = '{"avg":50,"freq":4,"years":3}\n{"name":"b","avg":60,"freq":4,"years":3}\n';
const flow = '--customers 1000 --avg 50 --freq 4 --margin 40% --retention 80%';

/** The runs whose output is kept in golden/: read those files as prose when they change. */
const files: Readonly<Record<string, readonly Case[]>> = {
  help: [
    { args: '' },
    { args: '--help' },
    { args: 'calc --help' },
    { args: 'average --help' },
    { args: 'cac --help' },
    { args: 'equity --help' },
    { args: 'budget --help' },
    { args: 'measure --help' },
    { args: 'explain --help' },
    { args: 'demo --help' },
    { args: 'schema --help' },
    { args: 'completion --help' },
    { args: 'help cac' },
  ],
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
  demo: [{ args: 'demo - --customers 4 --seed 4' }],
  schema: [{ args: 'schema' }],
  completion: [{ args: 'complete -- calc --a' }, { args: 'complete -- c' }],
};

describe.each(Object.entries(files))('the runs of %s', (name, cases) => {
  it('print what is kept, from the bundle and in this process alike', async () => {
    let transcript = '';
    for (const { args, stdin } of cases) {
      const words = args === '' ? [] : args.split(' ');
      const options = stdin === undefined ? {} : { stdin };
      const built = clv(words, options);
      // The completion library writes to the console, which is not ours to catch here.
      if (words[0] !== 'complete') expect(await clvInProcess(words, options)).toEqual(built);
      const input = stdin === undefined ? '' : `printf ${JSON.stringify(stdin)} | `;
      transcript += `$ ${input}clv${args === '' ? '' : ' '}${args}\n${built.stdout}${built.stderr}`;
      if (built.code !== 0) transcript += `[exit ${built.code}]\n`;
      transcript += '\n';
    }
    await expect(transcript).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
