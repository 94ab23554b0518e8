import type { Language } from '../../quantities.ts';

/** What `clv measure` says around its figures, in each language. */
const wording = {
  en: {
    rows: 'Rows',
    figures: 'Figures',
    cohorts: 'Cohorts by',
    cohortsOf: 'customers who bought again, % of the cohort',
    rfm: 'Recency and frequency: customers in each fifth',
    cohort: 'cohort',
    size: 'size',
    value: 'value',
    interval: '95 % interval',
    oneADay: 'one a day',
    perCustomer: 'per customer',
    perYear: 'per year',
    nextPeriod: 'next period',
    years: 'years',
    days: 'days',
    span: 'Observed span',
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
    ofRevenue: 'of the revenue',
    window: (from: string, to: string, months: string, zone: string) =>
      `${from} to ${to}, ${months} months, days in ${zone}`,
    left: (from: number, to: number) =>
      from === to
        ? `+${to} does not fit; --json has it`
        : `+${from} to +${to} do not fit; --json has them`,
    immature: '* a period that was not over: left out of retention',
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
    figures: 'Cijfers',
    cohorts: 'Cohorten per',
    cohortsOf: 'klanten die opnieuw kochten, % van het cohort',
    rfm: 'Recentheid en frequentie: klanten per vijfde deel',
    cohort: 'cohort',
    size: 'aantal',
    value: 'waarde',
    interval: '95%-interval',
    oneADay: 'één per dag',
    perCustomer: 'per klant',
    perYear: 'per jaar',
    nextPeriod: 'volgende periode',
    years: 'jaar',
    days: 'dagen',
    span: 'Waargenomen duur',
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
    ofRevenue: 'van de omzet',
    window: (from: string, to: string, months: string, zone: string) =>
      `${from} tot en met ${to}, ${months} maanden, dagen in ${zone}`,
    left: (from: number, to: number) =>
      from === to
        ? `+${to} past niet; --json heeft hem`
        : `+${from} tot en met +${to} passen niet; --json heeft ze`,
    immature: '* een periode die niet voorbij was: niet in het klantbehoud',
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
