import type { Buyer } from './buyer.ts';
import { buyerModels, type BuyerModelName } from './buyer-model.ts';
import { fitBgBb, type BgBbFit, type RoundBuyer } from './bg-bb.ts';
import { fitBuyers, type BuyerFit } from './fit-buyers.ts';
import { fitSpend, type SpendFit, type Spender } from './gamma-gamma.ts';
import { fitSbg, type SbgFit, type Survivors } from './sbg.ts';

/**
 * Fit a model of customers who buy without a contract by maximum likelihood.
 *
 * `bg-nbd`, `mbg-nbd`, `pareto-nbd`: in continuous time, of {@link Buyer}s; any unit of time, which
 * is that of alpha and beta. Where the data show no dropout, or no difference between customers,
 * the limit of the model is fitted and named, never parameters that run off to infinity.
 * `bg-bb`: in rounds, of {@link RoundBuyer}s.
 * `gamma-gamma`: what customers spend on a purchase, of {@link Spender}s; the currency is theirs.
 * `sbg`: customers with a contract, of the {@link Survivors} of each cohort.
 *
 * Rows may come in any order, and with counts. Their number bounds only memory.
 *
 * @throws RangeError when a row cannot be
 * @throws FitError (a RangeError) when the data have no fit; its `reason` says why
 * @see Fader, Hardie & Lee, Marketing Science 24 (2005), equation 6; Batislam, Denizel &
 *   Filiztekin (2007); Schmittlein, Morrison & Colombo (1987); Fader, Hardie & Shang (2010),
 *   equation 5; Fader & Hardie, note 025 (2013), equation 1a; Fader & Hardie (2007), equation 6
 * @example fit('sbg', [[1000, 869, 743, 653, 593, 551, 517, 491]]).parameters.a.toFixed(3) // "0.668"
 */
export function fit(model: BuyerModelName, rows: Iterable<Buyer>): BuyerFit;
export function fit(model: 'bg-bb', rows: Iterable<RoundBuyer>): BgBbFit;
export function fit(model: 'gamma-gamma', rows: Iterable<Spender>): SpendFit;
export function fit(model: 'sbg', rows: readonly Survivors[]): SbgFit;
export function fit(
  model: BuyerModelName | 'bg-bb' | 'gamma-gamma' | 'sbg',
  rows: Iterable<unknown>,
): BuyerFit | BgBbFit | SpendFit | SbgFit {
  switch (model) {
    case 'bg-nbd':
    case 'mbg-nbd':
    case 'pareto-nbd':
      return fitBuyers(model, rows as Iterable<Buyer>);
    case 'bg-bb':
      return fitBgBb(rows as Iterable<RoundBuyer>);
    case 'gamma-gamma':
      return fitSpend(rows as Iterable<Spender>);
    case 'sbg':
      return fitSbg(rows as readonly Survivors[]);
    default:
      throw new RangeError(
        `model must be one of ${[...buyerModels, 'bg-bb', 'gamma-gamma', 'sbg'].join(', ')}, got ${String(model)}`,
      );
  }
}
