/** The file of design.md, section 4. */
export const sample = `version: 1
currency: EUR
inputs:
  avg:       { value: 50,  range: 45..55, source: shop export 2026-06, reviewed: 2026-07-01 }
  freq:      { value: 4,   range: 3 to 5, measured: measured.json#freq }
  years:     { value: 3,   range: 2..4,   owner: growth }
  margin:    { value: 42%, range: 38%..46% }
  cac:       { value: 60,  range: 50..80 }
segments:
  nl: { customers: 900 }
  be: { customers: 300, avg: 58, cac: 95 }
scenarios:
  base: {}
  price-rise: { avg: +8%, freq: -6% }
  churn-up: { years: 2 }
baseline: clv.baseline.json
checks:
  - ltvCac >= 3
  - paybackMonths <= 12
  - p10(ltvCac) >= 2.5
  - ltvCac{segment=be} >= 2.5
  - equity within 5% of baseline
  - warn: freq within 10% of measured
  - warn: ltvCac{scenario=churn-up} >= 3
    because: board asked for the stress case
`;
