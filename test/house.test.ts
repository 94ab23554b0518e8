import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/**
 * What the sources look like from above. The numbers are printed; the rules that have a number are
 * tested here, and those of one file (functions of at most 60 lines, no import circles, who may
 * import whom) are rules of the linter, which `boundaries.test.ts` shows at work.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

interface SourceFile {
  readonly path: string;
  readonly lines: number;
}

const files: readonly SourceFile[] = readdirSync(join(root, 'src'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => /\.(ts|cjs)$/.test(path))
  .map((path) => ({
    path: join('src', path).split(sep).join('/'),
    lines: readFileSync(join(root, 'src', path), 'utf8').split('\n').length - 1,
  }));

/** The files in groups, by what `keyOf` gives. */
function grouped(keyOf: (path: string) => string): ReadonlyMap<string, readonly SourceFile[]> {
  const groups = new Map<string, SourceFile[]>();
  for (const file of files) {
    const key = keyOf(file.path);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return groups;
}

const share = (numbers: readonly number[], p: number): number =>
  numbers.toSorted((one, other) => one - other)[Math.ceil(p * numbers.length) - 1] ?? 0;

/** Base names that two files have, each with its reason. */
const shared: Readonly<Record<string, string>> = {
  'fit.ts': 'the function of the library, and its verb',
  'validate.ts': 'the function of the library, and its verb',
  'index.ts': 'the library, and the list of metrics',
};

/** Files that are longer than 250 lines, each with its reason. */
const long: Readonly<Record<string, string>> = {
  'src/models/validate.ts': 'the holdout: each part of one table in a function of its own',
};

it('prints files and lines for each folder', () => {
  const folders = grouped(dirname);
  const rows = [...folders.keys()].toSorted().map((folder) => {
    const inside = folders.get(folder) ?? [];
    const lines = inside.map((file) => file.lines);
    return `${folder.padEnd(24)}${[inside.length, share(lines, 0.5), share(lines, 0.9), Math.max(...lines)].map((number) => String(number).padStart(8)).join('')}`;
  });
  const all = files.map(({ lines }) => lines);
  process.stdout.write(
    `${'folder'.padEnd(24)}   files  median     p90 longest\n${rows.join('\n')}\nmedian of all ${share(all, 0.5)}, p90 ${share(all, 0.9)}, ${files.length} files\n`,
  );
  expect(files.length).toBeGreaterThan(100);
});

it('gives every file a name of its own, or a reason', () => {
  const names = grouped((path) => basename(path));
  const twice = [...names].filter(([, places]) => places.length > 1).map(([name]) => name);
  expect(twice.toSorted()).toEqual(Object.keys(shared).toSorted());
});

/** Names that two files export, each with its reason. */
const sharedExports: Readonly<Record<string, string>> = {
  fit: 'the function of the library, and its verb',
  validate: 'the function of the library, and its verb',
};

it('gives everything that a file exports a name of its own, or has a reason', () => {
  const declared = /^export (?:async )?(?:function\*?|const|class|interface|type|enum) (\w+)/gm;
  const places = new Map<string, Set<string>>();
  for (const { path } of files) {
    for (const [, name = ''] of readFileSync(join(root, path), 'utf8').matchAll(declared)) {
      places.set(name, (places.get(name) ?? new Set()).add(path));
    }
  }
  expect(places.size).toBeGreaterThan(500);
  const twice = [...places].filter(([, paths]) => paths.size > 1);
  expect(
    Object.fromEntries(twice.map(([name, paths]) => [name, sharedExports[name] ?? [...paths]])),
  ).toEqual(sharedExports);
});

it('keeps files to 250 lines, or has a reason', () => {
  const tooLong = files.filter(({ lines }) => lines > 250).map(({ path }) => path);
  expect(tooLong.toSorted()).toEqual(Object.keys(long).toSorted());
});

it('lets no file of src out of the rules on circles and long functions', () => {
  const { rules, overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as {
    readonly rules: Readonly<Record<string, unknown>>;
    readonly overrides: readonly {
      readonly files: readonly string[];
      readonly rules: Readonly<Record<string, unknown>>;
    }[];
  };
  expect(rules).toMatchObject({
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'max-lines-per-function': ['error', { max: 60 }],
  });
  const loosened = overrides
    .filter((each) => 'max-lines-per-function' in each.rules || 'import/no-cycle' in each.rules)
    .flatMap(({ files: patterns }) => patterns);
  expect(loosened).toEqual(['test/**']);
});
