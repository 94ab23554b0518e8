import { codes } from '../measure/code.ts';
import { balanceLines, plainLine } from '../output/measure/balance-lines.ts';
import { type Customers, customersOf } from './customer-source.ts';
import type { CustomerOptions } from './flags/customer-flags.ts';
import type { Given, MeasureSource } from './measure-source.ts';
import { pageOf } from './page.ts';
import { say } from './process/say.ts';
import type { Watched } from './with-source.ts';

/**
 * The customers that a source holds; how rows were read and what became of them is said beside the
 * result, unless it is to be quiet.
 *
 * @throws InputError when the rows are refused
 */
export async function readCustomers(
  source: MeasureSource,
  given: Given,
  options: CustomerOptions,
  { host }: Watched,
): Promise<Customers> {
  const tell = (lines: readonly string[]) => {
    if (!options.output.quiet) say(host, ...lines);
  };
  const customers = await customersOf(source, given, options, tell);
  if (customers.orders !== undefined) {
    const page = pageOf(options.output, host);
    tell(balanceLines(customers.orders, codes, page).map(plainLine));
  }
  return customers;
}

/** Whether the rows are on a server, from which no customer is fetched. */
export function isRemote({ target }: Pick<CustomerOptions, 'target'>): boolean {
  return target !== undefined && target.address.kind !== 'duckdb';
}
