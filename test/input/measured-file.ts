const figure = (value: number | null) => ({ value, low: null, high: null, n: 4, method: 'none' });

/** A sound file of clv measure, to be changed by tests: 8 orders of 4 customers in a year. */
export function measuredFile(): Record<string, unknown> {
  return {
    schema: 'clv.measured/2',
    preset: 'generic',
    files: [{ name: 'orders.csv', sha256: 'a'.repeat(64), rows: 12 }],
    window: {
      from: '2025-01-01',
      to: '2025-12-31',
      months: 12,
      first: '2024-01-01',
      asOf: '2025-12-31',
      tz: 'UTC',
    },
    currency: 'EUR',
    ledger: {
      rows: { read: 12, used: 8, merged: 1, netted: 1, excluded: 1, rejected: 1 },
      codes: [{ code: 'X_STATUS', currency: 'EUR', rows: 1, amount: 25 }],
      money: [
        {
          currency: 'EUR',
          read: 430.5,
          used: 400,
          netted: 5.5,
          merged: 0,
          excluded: 25,
          rejected: 0,
        },
      ],
    },
    revenue: figure(400),
    customers: figure(4),
    orders: figure(8),
    averageValue: { value: 100, low: 80, high: 120, n: 4, method: 'normal' },
    avg: figure(50),
    freq: figure(2),
    newPerYear: figure(1),
    firstYearOrders: { value: 3.5, low: 3, high: 4, n: 3, method: 'normal' },
    repeatRate: { value: 0.5, low: 0.15, high: 0.85, n: 4, method: 'Wilson' },
    observedSpan: figure(0.3),
    boughtAgain: figure(null),
    withheld: {},
    cohorts: [],
  };
}
