import type { ValidationFile } from '../../input/model/validation-file.ts';

/** A row for each forecaster in each holdout: plain values by name. */
export function validationRows({ origins }: ValidationFile): Record<string, unknown>[] {
  return origins.flatMap(({ until, to, customers, actual, models, rules }) => {
    const holdout = { until, to, customers, actual };
    return [
      ...models.map(({ model, forecast, interval: { low, high } }) => ({
        ...holdout,
        name: model,
        ...forecast,
        low,
        high,
      })),
      ...rules.map((rule) => ({ ...holdout, ...rule })),
    ];
  });
}
