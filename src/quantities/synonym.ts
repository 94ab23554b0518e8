import type { found } from './found.ts';
import type { given } from './given.ts';

/**
 * What a number is also called, in English and Dutch: suggested, and never read as its name, since
 * the same word often has another meaning in another firm.
 */
export const synonyms: {
  readonly [Name in keyof typeof given | keyof typeof found]?: readonly string[];
} = {
  avg: ['aov', 'averageOrderValue', 'orderValue', 'basket', 'orderwaarde', 'bestelwaarde'],
  freq: ['frequency', 'purchaseFrequency', 'orderFrequency', 'frequentie', 'aankoopfrequentie'],
  years: ['lifespan', 'lifetime', 'tenure', 'levensduur', 'klantduur', 'klantlevensduur'],
  churn: ['churnRate', 'attrition', 'verloop', 'klantverloop', 'opzegpercentage'],
  retention: ['retentionRate', 'retentie', 'klantbehoud'],
  margin: [
    'grossMargin',
    'contributionMargin',
    'profitMargin',
    'marge',
    'brutomarge',
    'winstmarge',
  ],
  unitCost: ['cogs', 'cost', 'costPrice', 'aoc', 'kostprijs'],
  discount: ['discountRate', 'wacc', 'disconteringsvoet'],
  cac: ['cpa', 'aoc', 'wervingskosten', 'acquisitiekosten'],
  acquisitionCost: ['adSpend', 'marketingSpend', 'marketingkosten', 'advertentiekosten'],
  newCustomers: ['acquiredCustomers', 'nieuweKlanten'],
  targetRatio: ['ratio', 'target', 'doelverhouding'],
  revenue: ['sales', 'turnover', 'omzet'],
  customers: ['users', 'subscribers', 'klanten'],
  orders: ['purchases', 'transactions', 'bestellingen', 'aankopen'],
  averageValue: ['arpu', 'arpa', 'revenuePerCustomer', 'omzetPerKlant'],
  clv: ['ltv', 'cltv', 'lifetimeValue', 'klantwaarde'],
  paybackMonths: ['payback', 'paybackPeriod', 'terugverdientijd'],
  ltvCac: ['ltvToCac', 'clvCac', 'cacRatio'],
  maxCac: ['maximumCac', 'allowableCac'],
  equity: ['customerEquity'],
};

/** A name without case, blanks, hyphens and other signs. */
export function spelledPlainly(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
