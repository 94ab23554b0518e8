import { calculationVerb, metricsNamed } from '../calculation.ts';

export const average = calculationVerb(
  {
    name: 'average',
    flags: ['revenue', 'customers', 'orders', 'months'],
    hasConventions: false,
    metrics: metricsNamed(['avg', 'freq', 'averageValue', 'customerValue']),
    answers: ['averageValue'],
  },
  [
    'clv average --revenue 120000 --customers 800',
    'clv average --revenue 120000 --customers 800 --orders 3200',
  ],
);
