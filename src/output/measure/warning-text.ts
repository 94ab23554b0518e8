import type { Warning } from '../../measure/warnings.ts';
import type { Text } from '../../quantities.ts';
import type { Style } from '../style.ts';
import { wordingOf } from './measure-wording.ts';

/** What a person should know before the figures are believed. */
export const warningText = (warning: Warning, style: Style): string =>
  textOf(warning, style)[style.language];

type Format = Style['format'];

function textOf(warning: Warning, { format }: Style): Text {
  const percent = (share: number) => format(Number(share.toPrecision(2)), 'share');
  switch (warning.about) {
    case 'noCustomer': {
      const [share, most] = [percent(warning.share), percent(warning.most)];
      return {
        en: `rows without a customer hold ${share} of the revenue, more than ${most}; no average by customer has them in it`,
        nl: `regels zonder klant hebben ${share} van de omzet, meer dan ${most}; ze zitten in geen gemiddelde per klant`,
      };
    }
    case 'repeats': {
      const [share, most] = [percent(warning.share), percent(warning.most)];
      return {
        en: `${share} of the rows repeat an order and count once (M_DUP), more than ${most}; where they are lines of an order, add them up with --lines sum`,
        nl: `${share} van de regels herhaalt een order en telt één keer (M_DUP), meer dan ${most}; zijn het regels van een order met elk een bedrag, tel ze dan op met --lines sum`,
      };
    }
    case 'equalRows':
      return equalRows(warning, format);
    case 'keptOrders':
      return {
        en: `--keep-duplicates counts equal rows that have no order; rows of one ${warning.column} stay one order`,
        nl: `--keep-duplicates telt gelijke regels zonder order elk mee; regels met dezelfde ${warning.column} blijven één order`,
      };
    case 'joinedEmails':
      return joinedEmails(warning, format);
    case 'sharedEmails':
      return sharedEmails(warning, format);
    case 'excludedStatus':
      return excludedStatus(warning, format);
    case 'absentStatuses': {
      const absent = warning.absent.join(', ');
      const there = (none: string) => warning.there.map((status) => status || none).join(', ');
      return {
        en: `no row has the status ${absent}; the statuses are ${there(wordingOf('en').noStatus)}`,
        nl: `geen regel heeft de status ${absent}; de statussen zijn ${there(wordingOf('nl').noStatus)}`,
      };
    }
    case 'manyStatuses':
      return {
        en: `${warning.column} holds more than ${warning.most} different texts, so it may be no status; name another column with --status, or say --no-status`,
        nl: `${warning.column} heeft meer dan ${warning.most} verschillende teksten en is misschien geen status; noem een andere kolom met --status, of zeg --no-status`,
      };
    case 'oneOrderEach': {
      const { column, customers } = warning;
      const all = format(customers, 'count');
      return {
        en: `each of the ${all} customers has one order only: see whether ${column} is an id of the order, and name the column of the person with --customer`,
        nl: `elk van de ${all} klanten heeft maar één order: kijk of ${column} een id van de order is, en noem de kolom van de persoon met --customer`,
      };
    }
    case 'freq':
      return freqStory(warning, format);
    case 'silence':
      return {
        en: `nobody bought between ${warning.from} and ${warning.to}, longer than in all the rest of the time; see whether those dates are right, or leave later ones out with --as-of`,
        nl: `tussen ${warning.from} en ${warning.to} kocht niemand iets, langer dan alle andere tijd samen; kijk of die datums kloppen, of laat latere weg met --as-of`,
      };
  }
}

type About<Name extends Warning['about']> = Extract<Warning, { about: Name }>;

/** A number with its noun, in the singular or the plural. */
const some = (format: Format, value: number, one: string, more: string): string =>
  `${format(value, 'count')} ${value === 1 ? one : more}`;

function joinedEmails({ emails, rows }: About<'joinedEmails'>, format: Format): Text {
  return {
    en: `${some(format, rows, 'row', 'rows')} without a customer id joined the customer who shares their e-mail (${some(format, emails, 'e-mail', 'e-mails')})`,
    nl: `${some(format, rows, 'regel', 'regels')} zonder klant-id ${rows === 1 ? 'hoort' : 'horen'} bij de klant met hetzelfde e-mailadres (${some(format, emails, 'e-mailadres', 'e-mailadressen')})`,
  };
}

function equalRows(
  { rows, amount, currency, share, most }: About<'equalRows'>,
  format: Format,
): Text {
  const money = `${currency} ${format(amount, 'money')}`.trim();
  const part = format(Number(share.toPrecision(2)), 'share');
  const isMuch = Math.abs(share) > most;
  return {
    en: `${some(format, rows, 'row equals', 'rows equal')} another in every column and ${rows === 1 ? 'counts' : 'count'} once: ${money}, ${part} of the revenue${isMuch ? '; if such rows are purchases of their own, count each with --keep-duplicates' : ''}`,
    nl: `${some(format, rows, 'regel is', 'regels zijn')} in elke kolom gelijk aan een andere en ${rows === 1 ? 'telt' : 'tellen'} één keer: ${money}, ${part} van de omzet${isMuch ? '; zijn het aankopen op zich, tel ze dan elk met --keep-duplicates' : ''}`,
  };
}

function excludedStatus(
  { status, rows, share, counted }: About<'excludedStatus'>,
  format: Format,
): Text {
  const [part, list] = [
    format(Number(share.toPrecision(2)), 'share'),
    [...counted, status].join(','),
  ];
  return {
    en: `${some(format, rows, 'row', 'rows')} (${part}) ${rows === 1 ? 'is' : 'are'} ${status} and left out; if they are sales, as with cash on delivery, name all statuses that count, as with --status ${list}`,
    nl: `${some(format, rows, 'regel is', 'regels zijn')} (${part}) ${status} en weggelaten; zijn het verkopen, zoals bij betaling aan de deur, noem dan alle statussen die tellen, zoals met --status ${list}`,
  };
}

function sharedEmails({ emails, rows }: About<'sharedEmails'>, format: Format): Text {
  return {
    en: `${some(format, emails, 'e-mail has', 'e-mails have')} several customer ids; ${some(format, rows, 'row with it', 'rows with them')} and without an id joined none`,
    nl: `${some(format, emails, 'e-mailadres heeft', 'e-mailadressen hebben')} meerdere klant-id's; ${some(format, rows, 'regel daarmee', 'regels daarmee')} en zonder id ${rows === 1 ? 'hoort' : 'horen'} bij geen van die klanten`,
  };
}

/** Which way the frequency is off, and what that does to a value over years. */
function freqStory(
  { isLow, freq, newShare, firstYearOrders }: Extract<Warning, { about: 'freq' }>,
  format: Format,
): Text {
  const rate = format(freq, 'perPeriod');
  const first = firstYearOrders === undefined ? undefined : format(firstYearOrders, 'ratio');
  const share =
    newShare === undefined ? undefined : format(Number(newShare.toPrecision(2)), 'share');
  const en = [
    ...(share === undefined
      ? []
      : [`${share} of the customers of the window were first seen in it`]),
    ...(first === undefined ? [] : [`a customer orders ${first} times in the first year`]),
  ].join(', and ');
  const nl = [
    ...(share === undefined
      ? []
      : [`${share} van de klanten van het venster is daarin voor het eerst gezien`]),
    ...(first === undefined ? [] : [`een klant bestelt ${first} keer in het eerste jaar`]),
  ].join(', en ');
  return {
    en: `freq ${rate} is too ${isLow ? 'low' : 'high'} for what a customer orders in a year: ${en}; years × freq counts the time of lost customers twice`,
    nl: `freq ${rate} is te ${isLow ? 'laag' : 'hoog'} voor wat een klant in een jaar bestelt: ${nl}; years × freq telt de tijd van verloren klanten dubbel`,
  };
}
