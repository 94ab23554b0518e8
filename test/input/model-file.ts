import {
  keptBuyers,
  keptContract,
  keptRounds,
  keptSpend,
} from '../../src/input/model/kept-model.ts';
import type { ModelData, ModelFile } from '../../src/input/model/model-file.ts';
import { type Buyer, fit, type RoundBuyer, type Spender } from '../../src/models/index.ts';

const data: ModelData = {
  source: 'orders.csv',
  sha256: 'a'.repeat(64),
  first: '2025-01-01',
  asOf: '2025-12-31',
  longest: 52,
  currency: 'EUR',
  ledger: { read: 900, used: 890, merged: 4, netted: 3, excluded: 2, rejected: 1 },
};

/** Buyers whose fit is an ordinary one, without a limit. */
const buyers: readonly Buyer[] = [
  { x: 0, t_x: 0, T: 52, count: 160 },
  { x: 0, t_x: 0, T: 20, count: 90 },
  { x: 1, t_x: 8, T: 52, count: 30 },
  { x: 1, t_x: 30, T: 40, count: 25 },
  { x: 2, t_x: 20, T: 52, count: 20 },
  { x: 3, t_x: 45, T: 50, count: 15 },
  { x: 6, t_x: 50, T: 52, count: 10 },
  { x: 12, t_x: 51, T: 52, count: 4 },
];
const spenders: readonly Spender[] = [12, 18, 25, 31, 47, 80, 22, 19].map((spend, index) => ({
  x: 1 + (index % 4),
  spend,
  count: 12,
}));
const rounds: readonly RoundBuyer[] = [
  { x: 0, t_x: 0, n: 4, count: 60 },
  { x: 1, t_x: 1, n: 4, count: 20 },
  { x: 1, t_x: 3, n: 4, count: 12 },
  { x: 2, t_x: 3, n: 4, count: 10 },
  { x: 3, t_x: 4, n: 4, count: 15 },
  { x: 4, t_x: 4, n: 4, count: 18 },
];

/** A sound file of each kind, as clv fit writes it. */
export function modelFiles(): Readonly<Record<'buyers' | 'rounds' | 'contract', ModelFile>> {
  const first = { firstPurchase: 24.5, firstPurchaseError: 1.2 };
  const [chosen, other] = [fit('bg-nbd', buyers), fit('pareto-nbd', buyers)];
  return {
    buyers: keptBuyers(
      chosen,
      [other],
      keptSpend(fit('gamma-gamma', spenders), first, false),
      data,
    ),
    rounds: keptRounds(fit('bg-bb', rounds), 'month', data),
    contract: keptContract(fit('sbg', [[1000, 869, 743, 653, 593, 551, 517, 491]]), {
      ...data,
      first: null,
      asOf: null,
      longest: 7,
      currency: null,
      ledger: null,
    }),
  };
}
