import type { Codes } from '../../measure/code.ts';
import type { Ledger } from '../../measure/ledger.ts';
import { numberFormat } from '../number-format.ts';
import type { Page, Style } from '../style.ts';
import { wordingOf } from './measure-wording.ts';

/** A ledger, and the currency of what counts. */
interface Balance {
  readonly ledger: Ledger;
  readonly currency: string | undefined;
  readonly anonymousShare: number | undefined;
}

/** A line of the ledger; that of a code has an indent, as it is a part of the money above it. */
export interface BalanceLine {
  readonly indent?: string;
  readonly text: string;
}

export const plainLine = ({ indent = '', text }: BalanceLine): string => indent + text;

/** The ledger in sentences that add up. */
export function balanceLines(balance: Balance, codes: Codes, page: Page): BalanceLine[] {
  // Its lines name the currency of their money themselves.
  const format = numberFormat({ ...page, currency: undefined });
  const style = { ...page, format };
  const count = (value: number) => format(value, 'count');
  const { rows, money } = balance.ledger;
  const { fates } = wordingOf(page.language);
  const parts = (['used', 'merged', 'netted', 'excluded', 'rejected'] as const).map(
    (fate) => `${fates[fate]} ${count(rows[fate])}`,
  );
  return [
    { text: `${fates.rows} ${count(rows.read)} = ${parts.join(' + ')}` },
    ...money
      .filter(({ read, used }) => read !== 0 || used !== 0)
      .map((each) => ({ text: moneyLine(each, style) })),
    ...codeLines(balance, codes, style),
    ...statusLine(balance.ledger, style),
  ];
}

/** The statuses, and what was done with the rows of each. */
function statusLine({ statuses }: Ledger, { format, language }: Style): BalanceLine[] {
  if (statuses.length === 0) return [];
  const { statuses: name, noStatus, statusFates } = wordingOf(language);
  const parts = statuses.map(
    ({ status, rows, fate }) =>
      `${status === '' ? noStatus : status} ${format(rows, 'count')} ${statusFates[fate]}`,
  );
  return [{ text: `${name}: ${parts.join(', ')}` }];
}

function moneyLine(money: Ledger['money'][number], { format, language }: Style): string {
  const { fates } = wordingOf(language);
  const parts = (['used', 'netted', 'merged', 'excluded', 'rejected'] as const)
    .filter((name) => name === 'used' || money[name] !== 0)
    .map((name) => `${fates[name]} ${format(money[name], 'money')}`);
  const read = format(money.read, 'money');
  return `${money.currency || fates.money} ${read} ${fates.read} = ${parts.join(' + ')}`;
}

function codeLines(
  { ledger, currency = '', anonymousShare }: Balance,
  codes: Codes,
  { format, language }: Style,
): BalanceLine[] {
  const { ofRevenue } = wordingOf(language);
  return ledger.codes
    .filter(({ code }) => code !== 'USED')
    .map((line) => {
      const { code, rows } = line;
      const share =
        code === 'X_NO_CUSTOMER' && anonymousShare !== undefined && line.currency === currency
          ? `, ${format(anonymousShare, 'share')} ${ofRevenue}`
          : '';
      const money = line.currency === '' ? '' : ` ${line.currency}`;
      const text = `${code} ${format(rows, 'count')}${money}: ${codes[code].reason[language]}${share}`;
      return { indent: '  ', text };
    });
}
