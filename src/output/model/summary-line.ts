/** Which column of a summary of customers holds what, and what its times are in. */
export function summaryLine(columns: object, unit: string): string {
  const roles = Object.entries(columns).flatMap(([role, column]) =>
    typeof column === 'string' ? [`${role} ${column}`] : [],
  );
  return `a summary of customers: ${roles.join(', ')}; times in ${unit}s`;
}

/** Times in weeks that are so long may be days. */
export function longTimesLine(weeks: number): string {
  return `a customer was seen for ${Math.round(weeks)} weeks, ${Math.round(weeks / 52.1775)} years; if the times are days, say --time-unit day`;
}
