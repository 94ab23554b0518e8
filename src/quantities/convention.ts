/** The time that `freq`, `churn` and `retention` are counted over. */
export type Period = 'year' | 'quarter' | 'month';

/** When the cash of a period is booked. */
export type Timing = 'start' | 'mid' | 'end';

export const periodsPerYear: Readonly<Record<Period, number>> = { year: 1, quarter: 4, month: 12 };

export const timings: readonly Timing[] = ['start', 'mid', 'end'];
export const periods: readonly Period[] = ['year', 'quarter', 'month'];

/** The conventions that a figure may rest on; printed wherever they moved one. */
export const conventionNames = ['timing', 'period', 'months'] as const;
export type ConventionName = (typeof conventionNames)[number];

/** What a figure that depends on a convention assumes when nothing else is said; always printed with it. */
export const defaultConventions = { timing: 'start', period: 'year', months: 12 } as const;
