import { calculationVerb, metricsNamed } from '../calculation.ts';

export const cac = calculationVerb(
  {
    name: 'cac',
    flags: ['acquisitionCost', 'newCustomers'],
    hasConventions: false,
    metrics: metricsNamed(['cac']),
    answers: ['cac'],
  },
  ['clv cac --acquisition-cost 100 --new-customers 100'],
);
