import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as library from '../src/index.ts';
import packageJson from '../package.json' with { type: 'json' };
import { bin, clv } from './cli/clv.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const readme = read('README.md');

/** The contents of the fenced blocks of one kind. */
function blocks(kind: string): string[] {
  const found = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(
    ([, name]) => name === kind,
  );
  return found.map(([, , text = '']) => text);
}

const programs = mkdtempSync(join(tmpdir(), 'clv-readme-'));
// All runs, in their order, are in one folder: what one writes the next ones read.
const folder = mkdtempSync(join(tmpdir(), 'clv-readme-'));
afterAll(() => [programs, folder].forEach((made) => rmSync(made, { recursive: true })));
writeFileSync(join(programs, 'clv'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, {
  mode: 0o755,
});

/** A command, and what a reader who types it sees. */
function runOf(command: string): string {
  const { stdout } = spawnSync('sh', ['-c', `exec 2>&1\n${command}`], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: `${programs}:${process.env['PATH']}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return `$ ${command}\n${stdout}`.trimEnd();
}

/** The README with what its runs print now: as it is where nothing changed. */
function readmeNow(): string {
  const tables = clv(['explain', '--format', 'markdown']).stdout.trim();
  return readme
    .replaceAll(
      /^(```console\n)(.*?)(\n```)$/gms,
      (_, start: string, block: string, end: string) => {
        const commands = Array.from(block.matchAll(/^\$ (.*)$/gm), ([, command = '']) => command);
        return start + commands.map(runOf).join('\n\n') + end;
      },
    )
    .replace(
      /(<!-- clv explain --format markdown -->\n<!-- prettier-ignore-start -->\n).*(\n<!-- prettier-ignore-end -->)/s,
      (_, start: string, end: string) => `${start}\n${tables}\n${end}`,
    );
}

describe('the README', () => {
  it('shows runs, prints what they print, and has the metrics and inputs as clv explains them', async () => {
    expect(existsSync(bin), 'npm run build comes first').toBe(true);
    expect(blocks('console').length).toBeGreaterThan(4);
    await expect(readmeNow()).toMatchFileSnapshot('../README.md');
  });

  it('has a library example that gives what its comments say', () => {
    const [example = ''] = blocks('js');
    const lines = [...example.matchAll(/^(.*); \/\/ (.*)$/gm)];
    expect(lines.length).toBeGreaterThan(3);
    for (const [, expression = '', expected = ''] of lines) {
      const names = Object.keys(library);
      // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the text of the README is the program
      const run = new Function(...names, `return ${expression}`) as (
        ...values: unknown[]
      ) => unknown;
      const value = run(...Object.values(library));
      const digits = /\.(\d+)$/.exec(expected)?.[1]?.length ?? 0;
      expect(typeof value === 'number' ? value.toFixed(digits) : String(value)).toBe(expected);
    }
  });

  it('has two commands: to see a CLV, and to test, which is the one that CI calls', () => {
    const [see = '', test = ''] = blocks('sh').map((block) => block.trim());
    expect(see).toBe('npm ci && npm run build && npx clv calc --avg 50 --freq 4 --years 3');
    expect(test).toBe('npm ci && npm test');
    expect(read('.ci/run')).toContain(test);
    expect(Object.keys(packageJson.scripts)).toEqual(
      expect.arrayContaining(['build', 'test', 'bench']),
    );
  });
});
