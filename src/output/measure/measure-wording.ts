import type { Language } from '../../quantities.ts';

/** What `clv measure` says around its figures, in each language. */
const wording = {
  en: {
    rows: 'Rows',
    figuresOf: (from: string, to: string, months: string) =>
      `Figures of ${from} to ${to}, ${months} months`,
    allOrders: (from: string, to: string) => `Figures of all orders, ${from} to ${to}`,
    cohorts: 'Cohorts by',
    cohortsOf: 'customers who bought again, % of the cohort',
    rfm: 'Recency and frequency: customers in each fifth',
    cohort: 'cohort',
    size: 'size',
    value: 'value',
    interval: '95 % interval',
    oneADay: 'one a day',
    overMonths: (months: string) => `over ${months} months`,
    perYear: 'per year',
    boughtAgain: {
      month: 'Bought again in the next month',
      quarter: 'Bought again in the next quarter',
      year: 'Bought again in the next year',
    },
    years: 'years',
    days: 'days',
    between: 'Time between, ',
    median: 'median',
    mean: 'mean',
    top: (share: number) => `Revenue of the top ${share} %`,
    gini: 'Gini',
    fates: {
      rows: 'rows',
      money: 'money',
      read: 'read',
      used: 'used',
      merged: 'merged',
      netted: 'netted',
      excluded: 'excluded',
      rejected: 'rejected',
    },
    statuses: 'statuses',
    noStatus: '(none)',
    statusFates: { counted: 'counted', excluded: 'left out', refunded: 'paid back' },
    ofRevenue: 'of the revenue',
    daysIn: (zone: string) =>
      zone === 'local' ? "days in each row's own time zone" : `days in ${zone}`,
    left: (from: number, to: number) =>
      from === to
        ? `+${to} does not fit; --json has it`
        : `+${from} to +${to} do not fit; --json has them`,
    immature: '* a period that was not over: not in what bought again',
    leftCensored: '† so near the start of the orders that some may have bought before',
    best: '5 is best',
    formulas: (n: number, file: string) =>
      n === 1
        ? `1 id in ${file} would run as a formula in a spreadsheet; it has a ' before it now`
        : `${n} ids in ${file} would run as a formula in a spreadsheet; each has a ' before it now`,
    rule: undefined,
    periods: { month: 'month', quarter: 'quarter', year: 'year' },
  },
  nl: {
    rows: 'Regels',
    figuresOf: (from: string, to: string, months: string) =>
      `Cijfers van ${from} tot en met ${to}, ${months} maanden`,
    allOrders: (from: string, to: string) => `Cijfers van alle orders, ${from} tot en met ${to}`,
    cohorts: 'Cohorten per',
    cohortsOf: 'klanten die opnieuw kochten, % van het cohort',
    rfm: 'Recentheid en frequentie: klanten per vijfde deel',
    cohort: 'cohort',
    size: 'aantal',
    value: 'waarde',
    interval: '95%-interval',
    oneADay: 'één per dag',
    overMonths: (months: string) => `over ${months} maanden`,
    perYear: 'per jaar',
    boughtAgain: {
      month: 'Opnieuw gekocht in de volgende maand',
      quarter: 'Opnieuw gekocht in het volgende kwartaal',
      year: 'Opnieuw gekocht in het volgende jaar',
    },
    years: 'jaar',
    days: 'dagen',
    between: 'Tijd ertussen, ',
    median: 'mediaan',
    mean: 'gemiddelde',
    top: (share: number) => `Omzet van de top ${share}%`,
    gini: 'Gini',
    fates: {
      rows: 'regels',
      money: 'geld',
      read: 'gelezen',
      used: 'gebruikt',
      merged: 'samengevoegd',
      netted: 'verrekend',
      excluded: 'uitgesloten',
      rejected: 'afgewezen',
    },
    statuses: 'statussen',
    noStatus: '(geen)',
    statusFates: { counted: 'geteld', excluded: 'weggelaten', refunded: 'terugbetaald' },
    ofRevenue: 'van de omzet',
    daysIn: (zone: string) =>
      `dagen in ${zone === 'local' ? 'de tijdzone van elke regel zelf' : zone}`,
    left: (from: number, to: number) =>
      from === to
        ? `+${to} past niet; --json heeft hem`
        : `+${from} tot en met +${to} passen niet; --json heeft ze`,
    immature: '* een periode die niet voorbij was: telt niet mee in opnieuw gekocht',
    leftCensored:
      '† zo dicht bij het begin van de orders dat sommigen al eerder kunnen hebben gekocht',
    best: '5 is het best',
    formulas: (n: number, file: string) =>
      n === 1
        ? `1 id in ${file} zou in een spreadsheet als formule werken; het heeft nu een ' ervoor`
        : `${n} id's in ${file} zouden in een spreadsheet als formule werken; elk heeft nu een ' ervoor`,
    rule: 'vijfde delen naar het deel van de klanten dat lager zit: dag van de laatste aankoop, aankoopmomenten, omzet; wie gelijk is, zit in hetzelfde deel',
    periods: { month: 'maand', quarter: 'kwartaal', year: 'jaar' },
  },
} as const;

export type Wording = (typeof wording)[Language];

export const wordingOf = (language: Language): Wording => wording[language];
