/** The first line of what DuckDB says, without its full stop. */
export function saidOf(error: unknown): string {
  const [first = ''] = (error as Error).message.split('\n');
  return first.replace(/\.$/, '');
}
