import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
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

/** What node has itself: string-width brings a list of all emoji. */
const emoji: Plugin = {
  name: 'emoji',
  resolveId: (id) => (id === 'emoji-regex' ? '\0emoji-regex' : null),
  load: (id) => (id === '\0emoji-regex' ? 'module.exports = () => /\\p{RGI_Emoji}/gv;' : null),
};

/** Leave away how zod writes the kinds of schema that clv has none of. */
const fewProcessors: Plugin = {
  name: 'few-processors',
  transform(code, id) {
    if (!id.endsWith('json-schema-processors.js')) return null;
    const used =
      'array|boolean|enum|literal|null|nullable|number|object|optional|record|string|union|unknown';
    const unused = new RegExp(`^ {4}(?!(?:${used}):)\\w+: \\w+Processor,$`, 'gm');
    return { code: code.replace(unused, '') };
  },
};

/** Leave away the completion script of a shell that clv has no completion for, all comments and indentation. */
const shortCompletion: Plugin = {
  name: 'short-completion',
  transform(code, id) {
    if (!/@bomb\.sh.tab.dist.powershell-/.test(id)) return null;
    const shorter = code.replace(
      /return`# powershell completion for [^]*`\}export\{/,
      'return``}export{',
    );
    if (shorter === code) throw new Error('no script for PowerShell to leave away');
    return { code: shorter.replace(/^[ \t]*(?:# .*)?\n|^[ \t]+/gm, '') };
  },
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

/**
 * yaml as modules, of which only what reads is bundled: clv writes no YAML, so all that turns
 * nodes into text is left away.
 */
const readOnlyYaml: Plugin = {
  name: 'read-only-yaml',
  async resolveId(id, importer = '') {
    if (id === 'yaml') {
      const path = join(import.meta.dirname, 'node_modules/yaml/browser/index.js');
      return { id: path, moduleSideEffects: false };
    }
    if (!/\/yaml\/browser\//.test(importer.split(sep).join('/'))) return null;
    if (/\/stringify\/\w+\.js$/.test(id)) return '\0yaml-stringify';
    if (/\/yaml-1\.1\/(?!merge)\w+\.js$/.test(id)) return '\0yaml-1.1';
    const resolved = await this.resolve(id, importer, { skipSelf: true });
    return resolved && { ...resolved, moduleSideEffects: false };
  },
  load: (id) => ({ '\0yaml-stringify': unwritten, '\0yaml-1.1': unknown })[id] ?? null,
  // What is set on a function keeps it in the bundle, though nobody calls it.
  transform: (code, id) =>
    /yaml.browser.dist.visit\.js$/.test(id)
      ? { code: code.replace(/^visitAsync\.\w+ = .*$/gm, '') }
      : null,
};

/** What only YAML 1.1 knows; the parser is told to take none of it. */
const unknown = `
  const none = {};
  export {
    none as binary, none as floatTime, none as intTime, none as omap, none as pairs, none as schema,
    none as set, none as timestamp,
  };`;

const unwritten = `
  const unwritten = () => { throw new Error('clv writes no YAML'); };
  export {
    unwritten as createStringifyContext, unwritten as lineComment, unwritten as stringify,
    unwritten as stringifyCollection, unwritten as stringifyDocument, unwritten as stringifyNumber,
    unwritten as stringifyPair, unwritten as stringifyString,
  };`;

/** Escape what is not ASCII: a bundle of one-byte characters is read and compiled faster. */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      // There an escape would be the signs that it is written with.
      if (/String\.raw`[^`]*[^\0-\x7f]/.test(chunk.code)) {
        throw new Error(`${chunk.fileName} must be ASCII, got another sign in String.raw`);
      }
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
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
      const eager = chunk.code.replace(
        /(\/\* @__PURE__ \*\/ [\w$.]+)\(\(\(?([\w$,]*)\)?=>\{/g,
        '$1((function($2){',
      );
      // Notes for bundlers, which read the library and not this.
      chunk.code = eager
        .replace(/(?<=[\w$])\/\* ?@__PURE__ ?\*\/ ?/g, ' ')
        .replace(/\/\* ?@__PURE__ ?\*\/ ?/g, '');
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
    writeFileSync(join(dir, 'THIRD-PARTY-NOTICES.txt'), noticesOf([...bundled].toSorted()));
  },
};

/** Each text of a licence once, after the packages that it is for and their copyrights. */
function noticesOf(folders: readonly string[]): string {
  const terms = new Map<string, { text: string; packages: string[] }>();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const whole = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
    const [, head = '', text = ''] = /^([^]*?)(Permission [^]*)?$/.exec(whole) ?? [];
    const key = `${license} ${text.replace(/\s+/g, ' ')}`;
    const same = terms.get(key) ?? { text, packages: [] };
    same.packages.push(`${name} ${version} (${license})\n\n${head.trim()}\n`);
    terms.set(key, same);
  }
  return Array.from(terms.values(), ({ text, packages }) =>
    [...packages, text, ''].join('\n'),
  ).join('\n');
}

/** Libraries that only some runs need, each in a file of its own. */
const packedLibraries = ['csv-parse', 'tab', 'yaml', 'zod'];

/** These, and the one verb that takes long beside what it takes to unpack it. */
const packed: ReadonlySet<string> = new Set([...packedLibraries, 'measure']);

/**
 * Keep those files compressed, which takes a third of the disk: an install is at most 500 kB.
 * What unpacks one stands in its place, and takes one or two milliseconds.
 */
const packedFiles: Plugin = {
  name: 'packed-files',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !packed.has(chunk.name)) continue;
      const fileName = `${chunk.fileName}.br`;
      this.emitFile({ type: 'asset', fileName, source: brotliCompressSync(chunk.code) });
      chunk.code = `const packed = require('node:fs').readFileSync(__filename + '.br');
const code = require('node:zlib').brotliDecompressSync(packed).toString('latin1');
module._compile(code, __filename);
`;
    }
  },
};

/** The files of clv that the shortest run needs; all others are loaded when they are used. */
const always =
  /^src\/(quantities|errors|metrics\/(?!equity-over-years|levers|missing|simulate).*|input\/(format|number|record)|output\/(csv|json)|cli\/(calc|calculation|files\/source|draw-options|flags|options|process\/(destination|host)|question|run|verb|verdict|writer))\.ts$/;

/** Whether a module takes part in the shortest run. */
function isAlwaysUsed(id: string): boolean {
  const file = relative(import.meta.dirname, id)
    .split(sep)
    .join('/');
  return always.test(file) || /^node_modules\/commander\/(?!lib\/(help|argument))/.test(file);
}

const shared = {
  platform: 'node',
  // Not bundled: a driver is installed by who uses its engine, with a library for their machine.
  external: ['@duckdb/node-api', 'pg'],
  plugins: [
    replacedModules,
    seldomLoaded,
    readOnlyYaml,
    emoji,
    shortCompletion,
    fewProcessors,
    asciiOnly,
    eagerModules,
    thirdPartyNotices,
  ],
  output: { dir: 'dist/bin', format: 'cjs', minify: true, entryFileNames: '[name].cjs' },
} as const satisfies RolldownOptions;

export default defineConfig([
  {
    // The library: one file, whose types tsc has written beside it.
    input: 'src/index.ts',
    platform: 'neutral',
    output: { dir: 'dist', format: 'esm', minify: true, entryFileNames: '[name].js' },
  },
  {
    ...shared,
    input: { clv: 'src/main.ts' },
    plugins: [...shared.plugins, runtimeInEntry, packedFiles],
    output: {
      ...shared.output,
      cleanDir: true,
      chunkFileNames: '[name].cjs',
      banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
      // Each file costs its opening at the start, so all that a plain run needs is in one.
      codeSplitting: {
        groups: [
          { name: 'run', test: isAlwaysUsed },
          ...packedLibraries.map((name) => ({
            name,
            test: new RegExp(`node_modules/(@[^/]+/)?${name}/`),
          })),
          {
            name: 'range',
            test: /src\/(math\/(?!sum)|metrics\/simulate|input\/(range|reading)|(cli|output)\/uncertainty)/,
          },
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
