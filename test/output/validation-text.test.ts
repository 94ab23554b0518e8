import { describe, expect, it } from 'vitest';
import type { ValidationFile } from '../../src/input/model/validation-file.ts';
import type { Comparison } from '../../src/models/comparison.ts';
import { validationText } from '../../src/output/model/validation-text.ts';
import { numberFormat } from '../../src/output/number-format.ts';
import type { Language } from '../../src/quantities.ts';
import { validationFile } from '../input/validation-file.ts';

const textOf = (file: ValidationFile, language: Language = 'en', width?: number) => {
  const style = { locale: language === 'en' ? 'en' : 'nl-NL', currency: undefined };
  const page = {
    ...style,
    language,
    format: numberFormat(style),
    width,
    hasColor: false,
    quiet: false,
  };
  return validationText('table', file, page);
};

/** The record with other winners. */
const won = (best: Comparison['best']): ValidationFile => ({
  ...validationFile,
  comparison: { ...validationFile.comparison, best },
});

describe('the verdict', () => {
  it('is for the models where they do better in everything', async () => {
    const text = await textOf(won({ total: 'bg-nbd', squared: 'bg-nbd', ranking: 'bg-nbd' }));
    expect(text).toContain(
      'Forecast best: the total by bg-nbd (off by 10%; hiatus 20%), each customer by bg-nbd (RMSE 1.2500; hiatus 1.5000), who buys most by bg-nbd (top tenth made 50%; hiatus 60%).\nThe models do better than every rule that anybody could use.\n',
    );
  });

  it('says so where a rule wins, and where rules win all', async () => {
    expect(await textOf(validationFile)).toContain(
      'who buys most by hiatus (top tenth made 60%).\nA rule that anybody could use forecasts who buys most better than the models; a model is better for the total and each customer.\n',
    );
    expect(await textOf(won({ total: 'hiatus', squared: 'hiatus', ranking: 'hiatus' }))).toContain(
      '\nNo model earns its place here: rules that anybody could use forecast better.\n',
    );
    expect(await textOf(validationFile, 'nl')).toContain(
      '\nEen vuistregel voorspelt wie het meest koopt beter dan de modellen; een model is beter voor het totaal en iedere klant.\n',
    );
  });
});

it('warns of a trend and a season, which no model knows', async () => {
  const text = await textOf(validationFile);
  expect(text).toContain(
    'purchases rise or fall over time against what bg-nbd expects; no model here knows a trend\n',
  );
  expect(text).toContain(
    'good and bad weeks come in runs, as in a season; no model here knows one, and a forecast of bg-nbd for a part of the year may be far off\n',
  );
  const dutch = await textOf(validationFile, 'nl');
  expect(dutch).toContain('geen model hier kent een trend\n');
  expect(dutch).toContain('zoals in een seizoen; geen model hier kent dat');
});

it('says that the truth lies outside of the interval, where it does', async () => {
  expect(await textOf(validationFile)).toContain(
    '90% interval of bg-nbd: 8 to 18; the 16 that were bought lie inside\n',
  );
  const origins = validationFile.origins.map((origin) => ({ ...origin, actual: 40 }));
  expect(await textOf({ ...validationFile, origins })).toContain(
    'the 40 that were bought lie outside: it is an interval under the model, and models err\n',
  );
});

it('has charts that are right in a terminal of 40 columns too', async () => {
  const text = await textOf(validationFile, 'en', 40);
  const charts = text.split('\n').filter((line) => /[▁▂▃▄▅▆▇█▏▎▍▌▋▊▉▲]/.test(line));
  expect(charts.length).toBeGreaterThan(2);
  for (const line of charts) expect(line.length).toBeLessThanOrEqual(40);
});
