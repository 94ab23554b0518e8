import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

// LTV:CAC is 50 × 4 × 3 × 42 % / cac = 252 / cac: 4.20 for 60, and 2.65 for 95.
const old = `version: 1
inputs: { avg: 45..55, freq: 4, years: 3, margin: 42%, cac: 60 }
segments: { nl: { customers: 9 }, be: { cac: 95, customers: 1 } }
scenarios: { dear: { avg: +8% } }
checks:
  - ltvCac >= 3
  - { warn: 'netClv >= 300', because: bank }
  - { error: clvPresent > 1, if-missing: skip }
  - { error: clvPresent > 2 }
  - { warn: p10(ltvCac) > 0 }
`;
const now = old
  .replace('years: 3', 'years: 2.5')
  .replace('45..55', '44..56')
  .replace('ltvCac >= 3', 'ltvCac >= 2')
  .replace('dear', 'cheap');
const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'old.yaml'), old);
writeFileSync(join(folder, 'new.yaml'), now);
const dutch = (...args: string[]) => clvInProcess([...args, '--lang', 'nl'], { cwd: folder });

/** The words that the reports have in English, and no key, name or code has. */
const english =
  /\b(found|limit|under|over|change|now|because|skipped|passed|failed|warned|noted|checks?|draws?|needs|value|figures?|same|added|removed|loosened|changed|parts|rounding|read|scaled)\b/;
/** What comes from the file or from a format is no word of the report. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/clv (check|diff)|clv:(check|diff)|because: bank|type="\w+"/g, '')
    .replaceAll(/<\/?[a-z-]+|\b[a-z]+=/g, '');

describe('in Dutch', () => {
  it('a check says what was found, its limit, and the one change', async () => {
    const { stdout, stderr, code } = await dutch('check', 'old.yaml', '--scenario', 'dear');
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 1)).toEqual([
      "clv check old.yaml: 2 scenario's, 2 segmenten, seed 1, 10.000 trekkingen",
    ]);
    // 54 × 4 × 3 × 42 % / 95 = 2.8648, and 285 / (54 × 4 × 3) = 43.98 %.
    expect(stdout).toContain('      dear be: gevonden 2,86, grens 3,00, 0,14 eronder (4,51%)\n');
    expect(stdout).toMatch(
      /één verandering waarmee het slaagt: avg ≥ \S+ \(nu 54,00\) of .*margin ≥ 43,99% \(nu 42%\)/,
    );
    expect(stdout).toContain('      overgeslagen: daarvoor is discount nodig\n');
    expect(stdout).toContain(
      'clvPresent heeft geen waarde, daarvoor is discount nodig; de grens is 2,00',
    );
    expect(stdout).toContain('      reden: bank\n');
    expect(stdout).toContain(
      '5 controles: 1 geslaagd, 2 mislukt, 1 met waarschuwing, 1 overgeslagen; exit 1\n',
    );
    expect(stderr).toContain('dear verandert avg terwijl margin een aandeel is: ');
    expect(stderr).toContain(
      'dear be: avg +8%: 50 wordt 54, het bereik ervan geschaald met 1,08\n',
    );
  });

  it('a difference names what changed and what it brought', async () => {
    const { stdout, stderr, code } = await dutch(
      'diff',
      'old.yaml',
      'new.yaml',
      '--metric',
      'ltvCac',
    );
    expect([stderr, code]).toEqual(['', 0]);
    // 252 / 60 less 210 / 60.
    expect(stdout).toContain('ltvCac, base, nl: 4,20 → 3,50, -0,70 (-16,67%)\n');
    expect(stdout).toContain('  exact: voor afronding tellen de delen op tot -0,70\n');
    expect(stdout).toContain('  ~ range van avg: 45..55 → 44..56\n');
    expect(stdout).toContain('  controle versoepeld: ltvCac >= 2 (was ltvCac >= 3)\n');
    const same = await dutch('diff', 'old.yaml', 'old.yaml', '--metric', 'ltvCac');
    expect(same.stdout).toBe('clv diff old.yaml old.yaml\n\n2 cijfers zijn gelijk\n');
  });

  it.each([
    ['check', 'old.yaml'],
    ['check', 'old.yaml', '--scenario', 'dear'],
    ['check', 'old.yaml', '--reporter', 'markdown'],
    ['check', 'old.yaml', '--reporter', 'junit'],
    ['check', 'old.yaml', '--reporter', 'github'],
    ['diff', 'old.yaml', 'new.yaml'],
    ['diff', 'old.yaml', 'new.yaml', '--format', 'markdown'],
    ['diff', 'old.yaml', 'old.yaml', '--format', 'markdown'],
  ])('no English word is left in %s %s %s %s', async (...args) => {
    const { stdout, stderr } = await dutch(...args);
    expect(stdout.length).toBeGreaterThan(20);
    expect(wordsOf(stdout + stderr)).not.toMatch(english);
    // The same words are there in English, so that a new one is looked for as well.
    const { stdout: inEnglish } = await clvInProcess([...args], { cwd: folder });
    expect(wordsOf(inEnglish)).toMatch(english);
  });

  it('JSON stays as it is', async () => {
    for (const args of [
      ['check', 'old.yaml', '--json'],
      ['diff', 'old.yaml', 'new.yaml', '--json'],
    ]) {
      expect((await dutch(...args)).stdout).toBe(
        (await clvInProcess(args, { cwd: folder })).stdout,
      );
    }
  });
});
