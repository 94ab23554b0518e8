import type { Limit } from './fitted.ts';

/** The models of customers who come and go without a contract, in continuous time. */
export const buyerModels = ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const;

/**
 * `bg-nbd`: a customer may leave after each repeat purchase (Fader, Hardie & Lee 2005).
 * `mbg-nbd`: after each purchase, the first one too (Batislam, Denizel & Filiztekin 2007).
 * `pareto-nbd`: at any moment (Schmittlein, Morrison & Colombo 1987).
 */
export type BuyerModelName = (typeof buyerModels)[number];

/** What of a fitted model the predictions need. */
export interface BuyerModel {
  readonly model: BuyerModelName;
  /**
   * r and alpha (shape and rate of the gamma distribution of purchases per time unit over the
   * customers; alpha in time units), then a and b (beta distribution of the probability to leave
   * after a purchase), or for pareto-nbd s and beta (gamma distribution of the rate of leaving;
   * beta in time units). A limit has fewer: lambda, the rate of all customers, instead of r and
   * alpha; p, the probability of all, or mu, their rate of leaving, instead of the other two.
   */
  readonly parameters: Readonly<Record<string, number>>;
  /** Where the model is the limit of one with four parameters, which. */
  readonly limit?: Limit;
}
