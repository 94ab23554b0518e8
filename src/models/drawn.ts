import { stratifiedDraws } from '../math/draws.ts';
import { normalQuantile } from '../math/normal.ts';
import { eigenOf } from '../math/symmetric.ts';
import type { Fitted } from './fitted.ts';
import { largest, type Parameter } from './form.ts';
import { parametersOf, type ModelKind } from './parameters.ts';

/** How often to draw, and which draws. */
export interface DrawnOptions {
  /** A whole number from 1 to 1,000,000. */
  readonly draws: number;
  /** Any whole number: the same one gives the same draws. */
  readonly seed: number;
  /** The name of what is drawn: what has another name is drawn independently. */
  readonly stream: string;
}

/** Parameters by name. */
type Parameters = Fitted['parameters'];

/**
 * Draw the parameters of a fit as its covariance says that they may be: their logarithms are
 * jointly normal (of a share, ln(p/(1-p)) is), each principal axis stratified.
 *
 * @throws RangeError when the number of draws is outside its domain
 */
export function drawnParameters(
  fit: Fitted & ModelKind,
  { draws, seed, stream }: DrawnOptions,
): Parameters[] {
  const { values, vectors } = eigenOf(fit.covariance.matrix);
  const axes = values.map((value, axis) => {
    const deviation = Math.sqrt(Math.max(0, value));
    return stratifiedDraws(draws, seed, `${stream} ${axis}`).map(
      (p) => deviation * normalQuantile(p),
    );
  });
  const parameters = parametersOf(fit);
  return Array.from({ length: draws }, (_, draw) =>
    Object.fromEntries(
      parameters.map((parameter, index) => {
        const offset = vectors.reduce(
          (sum, vector, axis) => sum + (vector[index] as number) * (axes[axis]?.[draw] as number),
          0,
        );
        return [parameter.name, moved(parameter, fit.parameters[parameter.name] as number, offset)];
      }),
    ),
  );
}

const farthest = Math.log(largest);

/** A parameter after its logarithm moved; it stays where a fit could be. */
function moved({ kind }: Parameter, value: number, offset: number): number {
  if (offset === 0) return value;
  if (kind === 'share') {
    // d ln(p/(1-p)) is d ln p / (1-p).
    const logit = Math.log(value / (1 - value)) + offset / (1 - value);
    return 1 / (1 + Math.exp(-Math.max(-farthest, Math.min(farthest, logit))));
  }
  return Math.exp(Math.max(-farthest, Math.min(farthest, Math.log(value) + offset)));
}
