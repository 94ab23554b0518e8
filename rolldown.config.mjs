// @ts-check
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'rolldown';

/**
 * Two modules that libraries load at every start and clv never needs: commander's way to run
 * programs of their own, and string-width's table of emoji, as long as text is plain.
 *
 * @type {import('rolldown').Plugin}
 */
const quickStart = {
  name: 'quick-start',
  resolveId(id, importer = '') {
    if (id === 'node:child_process' && importer.includes('commander')) return '\0nothing';
    if (id === 'string-width' && importer.includes('cli-table3')) {
      return join(import.meta.dirname, 'src/output/text-width.cjs');
    }
    return null;
  },
  load: (id) => (id === '\0nothing' ? 'module.exports = {};' : null),
};

/** @type {import('rolldown').Plugin} */
const thirdPartyNotices = {
  name: 'third-party-notices',
  writeBundle({ dir = '.' }, bundle) {
    const folders = new Set(
      Object.values(bundle)
        .flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
        .flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.split(sep).join('/')) ?? []),
    );
    const notices = [...folders].toSorted().map(noticeOf);
    writeFileSync(join(dir, 'THIRD-PARTY-NOTICES.txt'), notices.join('\n'));
  },
};

/**
 * The licence of a package that is bundled; a package that comes without its text is under the
 * standard text of MIT, with the author that it names.
 *
 * @param {string} folder
 */
function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && license !== 'MIT') {
    throw new Error(`${name} ${version} has no licence text, and ${license} is not known here`);
  }
  const text =
    file === undefined
      ? `Copyright (c) ${author}\n\n${mit}`
      : readFileSync(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** What stands below the copyright line of every MIT licence, ours included. */
const mit = readFileSync(join(import.meta.dirname, 'LICENSE'), 'utf8').replace(
  /^[^]*?(?=Permission)/,
  '',
);

const [, program] = await build([
  {
    // The library: a file for each import, whose types tsc writes beside it.
    input: { index: 'src/index.ts', models: 'src/models/index.ts' },
    platform: 'neutral',
    output: { dir: 'dist', format: 'esm', cleanDir: true, entryFileNames: '[name].js' },
  },
  {
    // The command line, not minified: a stack in a bug report names functions and lines. Its
    // comments stay in src, and licences are in the notices.
    input: { clv: 'src/main.ts' },
    platform: 'node',
    // Not bundled: a driver is installed by whoever uses its engine, for their machine.
    external: ['@duckdb/node-api', 'pg'],
    plugins: [quickStart, thirdPartyNotices],
    output: {
      dir: 'dist/bin',
      format: 'cjs',
      comments: false,
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    },
  },
]);
process.stdout.write(`dist: the library and ${program?.output.length} files of the command line\n`);
