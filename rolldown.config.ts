import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { defineConfig, type Plugin, type RolldownOptions } from 'rolldown';

/**
 * Modules of node that commander loads at once: two for commands that are programs of their own,
 * which clv has none of, and one that stands there as a global already.
 */
const replaced: Readonly<Record<string, string>> = {
  'node:child_process': 'module.exports = {};',
  'node:path': 'module.exports = {};',
  'node:process': 'module.exports = process;',
};

const replacedModules: Plugin = {
  name: 'replaced-modules',
  resolveId: (id, importer = '') =>
    id in replaced && importer.includes('/commander/') ? `\0${id}` : null,
  load: (id) => replaced[id.replace('\0', '')] ?? null,
};

/**
 * What two libraries load at once and seldom need, as files of their own: the help of commander,
 * and string-width with its pattern of all emoji, which most texts can be measured without.
 */
const seldom: Readonly<Record<string, string>> = {
  'help.js': `
    const load = () => require('./commander-help.cjs');
    exports.Help = class { constructor() { return new (load().Help)(); } };
    exports.stripColor = (text) => load().stripColor(text);`,
  'string-width': `
    const plain = /^[ -~\\xa0-\\xa8\\xaa-\\xad\\xaf-\\u02ff\\u2010-\\u2027\\u20ac\\u2500-\\u257f]*$/;
    module.exports = (text) => plain.test(text) ? text.length : require('./string-width.cjs')(text);`,
};

const seldomLoaded: Plugin = {
  name: 'seldom-loaded',
  resolveId(id, importer = '') {
    if (id.endsWith('.cjs')) return { id, external: true };
    const name = id.replace(/^.*\//, '');
    return /\/(commander|cli-table3)\//.test(importer) && name in seldom ? `\0${name}` : null;
  },
  load: (id) => (id.startsWith('\0') ? (seldom[id.slice(1)] ?? null) : null),
};

/** Escape what is not ASCII: a bundle of one-byte characters is read and compiled faster. */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  renderChunk: (code) =>
    code.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

/**
 * Make the function around each bundled CommonJS module one that V8 compiles at once. Around an
 * arrow function it reads the module twice, first to skip it and then to run it.
 */
const eagerModules: Plugin = {
  name: 'eager-modules',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      chunk.code = chunk.code.replace(
        /(\/\* @__PURE__ \*\/ [\w$.]+)\(\(\(?([\w$,]*)\)?=>\{/g,
        '$1((function($2){',
      );
    }
  },
};

/** Put the helpers that all chunks share into the first file, which is loaded anyway. */
const runtimeInEntry: Plugin = {
  name: 'runtime-in-entry',
  generateBundle(_options, bundle) {
    const { 'rolldown-runtime.cjs': runtime, 'clv.cjs': entry } = bundle;
    if (runtime?.type !== 'chunk' || entry?.type !== 'chunk') throw new Error('no runtime to move');
    entry.code += `(()=>{${runtime.code}\n})();\n`;
    delete bundle[runtime.fileName];
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replaceAll('./rolldown-runtime.cjs', './clv.cjs');
    }
  },
};

/** The packages bundled so far, by all builds below. */
const bundled = new Set<string>();

/** Write the licences of all that is bundled beside the bundle. */
const thirdPartyNotices: Plugin = {
  name: 'third-party-notices',
  writeBundle({ dir = '.' }, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      for (const id of Object.keys(chunk.modules)) {
        const path = id.split(sep).join('/');
        const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
        if (folder !== undefined) bundled.add(folder);
      }
    }
    const notices = [...bundled].toSorted().map(noticeOf);
    writeFileSync(join(dir, 'THIRD-PARTY-NOTICES.txt'), notices.join('\n'));
  },
};

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** The files of clv that are loaded only when they are used, each with the library that it needs. */
const onDemand =
  /^src\/(main|engines\/[\w-]+|measure\/[\w-]+|math\/sum|metrics\/(equity-over-years|levers)|input\/(csv|json|ndjson|records|schema|text)|output\/(color|column|heat|markdown|number|report|sentence|table)|cli\/(aside|average|budget|cac|completion|equity|equity-text|explain|measure|measure-\w+|progress|records|schema|tables))\.ts$/;

/** Whether a module takes part in the shortest run. */
function isAlwaysUsed(id: string): boolean {
  const file = relative(import.meta.dirname, id)
    .split(sep)
    .join('/');
  return (
    (file.startsWith('src/') && !onDemand.test(file)) ||
    /^node_modules\/commander\/(?!lib\/(help|argument))/.test(file)
  );
}

const shared = {
  platform: 'node',
  // Not bundled: it is installed by who measures, with a library for their machine.
  external: ['@duckdb/node-api'],
  plugins: [replacedModules, seldomLoaded, asciiOnly, eagerModules, thirdPartyNotices],
  output: { dir: 'dist/bin', format: 'cjs', minify: true, entryFileNames: '[name].cjs' },
} as const satisfies RolldownOptions;

export default defineConfig([
  {
    ...shared,
    input: { clv: 'src/main.ts' },
    plugins: [...shared.plugins, runtimeInEntry],
    output: {
      ...shared.output,
      cleanDir: true,
      chunkFileNames: '[name].cjs',
      banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
      // Each file costs its opening at the start, so all that a plain run needs is in one.
      codeSplitting: {
        groups: [
          { name: 'run', test: isAlwaysUsed },
          {
            name: 'table',
            test: /src\/(cli\/tables|output\/(column|markdown|number|report|sentence|table))\.ts$|cli-table3/,
          },
        ],
      },
    },
  },
  { ...shared, input: { 'commander-help': 'node_modules/commander/lib/help.js' } },
  { ...shared, input: { 'string-width': 'string-width' } },
]);
