import type { Period, Text } from '../quantities.ts';

/** What a number is per. */
export const perPeriodText: Readonly<Record<Period, Text>> = {
  year: { en: 'per year', nl: 'per jaar' },
  quarter: { en: 'per quarter', nl: 'per kwartaal' },
  month: { en: 'per month', nl: 'per maand' },
};
