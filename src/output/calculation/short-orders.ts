/** What is done with orders of less than a year, which a frequency per year cannot be told from. */
export function shortOrdersLine(months: number, isAnnualised: boolean): string {
  const counted = `${Number(months.toFixed(2))} months of orders`;
  return isAnnualised
    ? `--annualise takes ${counted} for a year: seasons and late buyers are not in freq, nor in what is computed from it`
    : `${counted} are not turned into a year: freq and what is computed from it are withheld; give --freq, or add --annualise`;
}
