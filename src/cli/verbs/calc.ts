import { metrics } from '../../metrics/index.ts';
import { inputNames } from '../../quantities.ts';
import { calculationVerb } from '../calculation.ts';

export const calc = calculationVerb(
  {
    name: 'calc',
    flags: inputNames.filter((name) => name !== 'newPerYear' && name !== 'firstYearOrders'),
    hasConventions: true,
    takesModel: true,
    metrics,
    answers: metrics.map(({ name }) => name),
  },
  [
    'clv calc --avg 50 --freq 4 --years 3',
    'clv calc --avg 50 --freq 4 --years 3 --margin 40% --cac 60',
    "clv calc --avg 45..55 --freq '3 to 5' --years 3±1",
    'clv calc --input customers.csv --json',
    'clv calc --model model.json --horizon 5y --margin 40% --cac 60',
  ],
);
