import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clv-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let tarball = '';

beforeAll(() => {
  // The bundle was built a moment ago; building it again here would only take time.
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  tarball = join(folder, run('npm', args, root).trim());
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', tarball], folder);
});

const installed = join(folder, 'node_modules/clv');

/** Why a package is not found, and what adds it where clv is. */
const absent = `which is not in ${folder}/node_modules; npm install --prefix ${folder}`;

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((file) => join(path, file))
    .filter((file) => statSync(file).isFile());
}

/** Run what was installed. */
function clv(...args: readonly string[]) {
  const program = join(installed, 'dist/bin/clv.cjs');
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], options);
  return { stdout, stderr, status };
}

describe('the packed tarball', () => {
  it('installs elsewhere and runs', () => {
    const out = run(
      'npx',
      ['clv', 'calc', '--avg', '50', '--freq', '4', '--years', '3', '--json'],
      folder,
    );
    expect(out).toBe('{"avg":50,"freq":4,"years":3,"customerValue":200,"clv":600}\n');
  });

  it('measures no orders without DuckDB, says so in a line, and calculates all the same', () => {
    writeFileSync(join(folder, 'orders.csv'), 'customer,date,amount\na,2025-01-13,5\n');
    for (const more of [[], ['-o', 'measured.json'], ['--summary', 'summary.csv']]) {
      expect(clv('measure', 'orders.csv', ...more)).toEqual({
        stdout: '',
        stderr: `clv measure needs DuckDB, ${absent} @duckdb/node-api\n`,
        status: 2,
      });
    }
    expect(readdirSync(folder).filter((name) => /measured|summary/.test(name))).toEqual([]);
    expect(clv('calc', '--avg', '50', '--freq', '4').status).toBe(0);
    expect(clv('measure', '--help').status).toBe(0);
  });

  it('asks no Postgres without its driver, says so in a line, and asks a Trino without any', () => {
    const [postgres, trino] = ['postgres://ann@127.0.0.1:1/shop', 'trino://ann@127.0.0.1:1/a/b'];
    const more = ['--table', 'orders', '-o', 'measured.json'];
    expect(clv('measure', '--engine', postgres, ...more)).toEqual({
      stdout: '',
      stderr: `--engine postgres:// needs its driver, ${absent} pg\n`,
      status: 2,
    });
    expect(clv('measure', '--engine', trino, ...more)).toMatchObject({
      stderr: expect.stringMatching(/^the engine at 127.0.0.1:1 must answer, got [^\n]*\n$/),
      status: 2,
    });
  });

  it('has no dependencies and takes at most 2 MB', () => {
    expect(
      readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
    ).toEqual(['clv']);
    const bytes = filesBelow(installed).reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThanOrEqual(2_000_000);
  });

  it('keeps the names of functions, so that the stack of a bug can be read', () => {
    const code = readFileSync(join(installed, 'dist/bin/run.cjs'), 'utf8');
    expect(code).toMatch(/^async function runIn\(host\) \{$/m);
    const longest = Math.max(...code.split('\n').map((line) => line.length));
    expect(longest).toBeLessThan(1000);
  });

  it('has the licence text of every package that is bundled', () => {
    const notices = readFileSync(join(installed, 'dist/bin/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const texts = new Map(
      notices
        .split(/^(?=\S+ \d+\.\d+\.\d+ \(.*\)$)/m)
        .map((text) => [text.slice(0, text.indexOf(' ')), text] as const),
    );
    const libraries = ['@bomb.sh/tab', 'chalk', 'cli-table3', 'commander', 'csv-parse'];
    for (const name of [...libraries, 'fastest-levenshtein', 'string-width', 'yaml', 'zod']) {
      expect(texts.get(name)).toMatch(/copyright[^]*permission[^]*software/i);
    }
  });

  it('is imported as a library, with types', () => {
    writeFileSync(
      join(folder, 'use.ts'),
      `import { calculate, customerLifetimeValue, ltvCacRatio } from 'clv';
       import { predict } from 'clv/models';
       const value: number = customerLifetimeValue({ avg: 50, freq: 4, years: 3 });
       const ratio: number | null = ltvCacRatio({ clvMargin: 240, cac: 60 });
       const { purchases } = predict(
         { model: 'bg-nbd', parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } },
         { x: 2, t_x: 30.43, T: 38.86 },
         { horizon: 39 },
       );
       const { clv } = calculate({ avg: 50, freq: 4, years: 3 }).values;
       process.stdout.write([value, ratio, clv, purchases.toFixed(3)].join());`,
    );
    const options = [
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--strict',
      '--types',
      'node',
      '--typeRoots',
      join(root, 'node_modules/@types'),
      '--outDir',
      'out',
    ];
    run(join(root, 'node_modules/.bin/tsc'), [...options, 'use.ts'], folder);
    expect(run(process.execPath, ['out/use.js'], folder)).toBe('600,4,600,1.226');
  });

  it('bundles for a browser: nothing of node, nothing of the command line', async () => {
    const entry = join(folder, 'browser.js');
    writeFileSync(entry, "export { customerLifetimeValue, calculate } from 'clv';");
    const bundle = await rolldown({ input: entry, platform: 'browser', cwd: folder });
    const { output } = await bundle.generate({ format: 'esm' });
    const [{ code, imports, moduleIds }] = output;
    expect(imports).toEqual([]);
    expect(code).not.toMatch(/\brequire\(|node:|process\.|commander/);
    const inside = moduleIds
      .filter((id) => id.includes('/dist/'))
      .map((id) => id.replace(/.*\/dist\//, ''));
    expect(inside).toEqual(['index.js']);
  });

  it('is right by publint', () => {
    expect(run(join(root, 'node_modules/.bin/publint'), ['--strict', tarball], root)).toMatch(
      /All good!/,
    );
  });

  it('has types that resolve, by arethetypeswrong', () => {
    // The package is for ESM alone, as its exports say; a require of it is out of the question.
    const args = ['--profile', 'esm-only', '--format', 'table', tarball];
    const table = run(join(root, 'node_modules/.bin/attw'), args, root);
    expect(table).toMatch(/node16 \(from ESM\) .*🟢 \(ESM\)/);
    expect(table.replace(/\(ignored[^│\n]*/g, '')).not.toMatch(/❌|💀|🚭/u);
  });
});
