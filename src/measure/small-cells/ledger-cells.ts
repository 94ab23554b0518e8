import { codes, type Fate } from '../code.ts';
import type { Ledger } from '../ledger.ts';
import { fewest, isFew } from './few.ts';

type Line = Ledger['codes'][number];
type Money = Ledger['money'][number];
type MoneyFate = Exclude<keyof Money, 'currency' | 'read'>;

/** The amounts of used and of netted rows add up to what is shown of both. */
const groupOf = ({ code }: Line): Fate => {
  const { fate } = codes[code];
  return fate === 'netted' ? 'used' : fate;
};

const rowsOf = (lines: readonly Line[]): number => lines.reduce((sum, { rows }) => sum + rows, 0);

/**
 * A ledger with no money for fewer rows than a few, and none that is left when what is shown is taken
 * off a sum.
 *
 * @param isUsedHidden whether what was used would tell on few customers
 */
export function ledgerCells(ledger: Ledger, isUsedHidden: boolean): object {
  const beside = (line: Line) =>
    ledger.codes.filter(
      (each) => each.currency === line.currency && groupOf(each) === groupOf(line),
    );
  return {
    ...ledger,
    codes: ledger.codes.map((line) => {
      const isHidden =
        (isUsedHidden && groupOf(line) === 'used') || beside(line).some(({ rows }) => isFew(rows));
      return isHidden ? { ...line, amount: null } : line;
    }),
    money: ledger.money.map((money) => {
      const lines = ledger.codes.filter(({ currency }) => currency === money.currency);
      const hidden = hiddenIn(money, lines, isUsedHidden);
      const none = hidden.map((name) => [name, null] as const);
      return hidden.length === 0 ? money : { ...money, ...Object.fromEntries(none), read: null };
    }),
  };
}

/** Of which fates the money is that of few rows. */
function hiddenIn(money: Money, lines: readonly Line[], isUsedHidden: boolean): MoneyFate[] {
  return (['used', 'netted', 'merged', 'excluded', 'rejected'] as const).filter((fate) => {
    const rows = rowsOf(lines.filter(({ code }) => codes[code].fate === fate));
    if (fate === 'used') return isUsedHidden || isFew(rows);
    // How many orders were paid back in part is not counted, so whole ones must be enough.
    if (fate === 'netted') return money.netted !== 0 && (isUsedHidden || rows < fewest);
    return isFew(rows);
  });
}
