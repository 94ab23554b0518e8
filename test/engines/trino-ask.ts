/** Ask a Trino on the loopback without the client that is tested: cells as JSON gives them. */
export async function ask(port: number, sql: string, user = 'judge'): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  let next: string | undefined = `http://127.0.0.1:${port}/v1/statement`;
  for (let body: string | undefined = sql; next !== undefined; body = undefined) {
    const answer: Response = await fetch(next, {
      headers: { 'x-trino-user': user },
      ...(body !== undefined && { method: 'POST', body }),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    const page = (await answer.json()) as {
      readonly nextUri?: string;
      readonly data?: unknown[][];
      readonly error?: { readonly message: string };
    };
    if (page.error) throw new Error(page.error.message);
    rows.push(...(page.data ?? []));
    next = page.nextUri;
  }
  return rows;
}
