import type { FitWarning, Limit } from '../../models/fitted.ts';
import type { Language } from '../../quantities.ts';

type Format = (value: number) => string;

/** What `clv fit` says around its figures, in each language. */
const wording = {
  en: {
    customers: (customers: string, again: string) =>
      `${customers} customers, ${again} of them bought again`,
    rounds: (customers: string) => `${customers} customers`,
    days: (from: string, to: string) => `, ${from} to ${to}`,
    weeks: 'times in weeks; in brackets the standard error',
    errors: 'in brackets the standard error',
    logLikelihood: 'log-likelihood',
    ahead: (years: number) => `new customer, ${years} ${years === 1 ? 'year' : 'years'}`,
    newCustomer: 'new customer: repeat purchases expected after the first one',
    taken: (model: string) =>
      `${model} is taken, for it has the highest log-likelihood; the models may differ more ahead than in the data: clv validate says which forecasts best`,
    alive: 'bg-nbd takes every customer who bought once for active: that is the model',
    classes: (model: string) => `customers by repeat purchases: actual, and expected by ${model}`,
    actual: 'actual',
    spendTitle: 'spend on a purchase: gamma-gamma',
    meanSpend: 'mean of a repeat purchase',
    firstPurchase: 'mean of the first purchases',
    fittedTo: 'customers fitted to',
    correlation: 'correlation with purchases',
    noMean: 'none: q is at most 1',
    noSpend: (reason: string) => `no model of spend: ${reason}`,
    withoutSpend: (customers: string) =>
      `${customers} customers who bought again for 0 take no part in the spend`,
    grouped: 'mean amounts are grouped in steps of a thousandth of their logarithm',
    warning: {
      disagree: 'the starts of the search disagree: there may be a higher likelihood still',
      near: (gain: string, limit: string) =>
        `the log-likelihood is only ${gain} above that of a simpler model, in which ${limit}: the parameters are little known`,
      spend: (pearson: string) =>
        `who buys ${pearson.startsWith('-') ? 'oftener spends less' : 'oftener spends more'} (correlation ${pearson}): value is not purchases × spend`,
    },
    limit: (limit: string) => `${limit}; that limit of the model is reported`,
    noDropout: 'no dropout can be seen in these data; the NBD model without dropout is reported',
    limits: {
      none: 'nobody leaves',
      equal: 'all customers are equally likely to leave',
      'all-or-nothing': 'customers leave at the first chance or never',
      rates: 'all customers buy at the same rate',
      constant: 'the amounts of one customer are all the same',
      alike: 'customers spend alike',
    },
    and: ' and ',
  },
  nl: {
    customers: (customers: string, again: string) =>
      `${customers} klanten, van wie er ${again} opnieuw kochten`,
    rounds: (customers: string) => `${customers} klanten`,
    days: (from: string, to: string) => `, ${from} tot en met ${to}`,
    weeks: 'tijden in weken; tussen haakjes de standaardfout',
    errors: 'tussen haakjes de standaardfout',
    logLikelihood: 'log-likelihood',
    ahead: (years: number) => `nieuwe klant, ${years} jaar`,
    newCustomer: 'nieuwe klant: verwachte vervolgaankopen na de eerste aankoop',
    taken: (model: string) =>
      `${model} is genomen, want dat heeft de hoogste log-likelihood; vooruit kunnen de modellen meer verschillen dan in de gegevens: clv validate zegt welk het best voorspelt`,
    alive: 'voor bg-nbd is elke klant die één keer kocht actief: zo is het model',
    classes: (model: string) =>
      `klanten naar vervolgaankopen: werkelijk, en verwacht door ${model}`,
    actual: 'werkelijk',
    spendTitle: 'besteding per aankoop: gamma-gamma',
    meanSpend: 'gemiddelde van een vervolgaankoop',
    firstPurchase: 'gemiddelde van de eerste aankopen',
    fittedTo: 'klanten in het model',
    correlation: 'correlatie met aankopen',
    noMean: 'geen: q is hoogstens 1',
    noSpend: (reason: string) => `geen model van de besteding: ${reason}`,
    withoutSpend: (customers: string) =>
      `${customers} klanten die voor 0 opnieuw kochten tellen niet mee in de besteding`,
    grouped: 'gemiddelde bedragen zijn gegroepeerd in stappen van een duizendste van hun logaritme',
    warning: {
      disagree: 'de zoektochten komen niet op hetzelfde uit: er is misschien een hogere likelihood',
      near: (gain: string, limit: string) =>
        `de log-likelihood is maar ${gain} hoger dan die van een eenvoudiger model, waarin geldt: ${limit}; de parameters zijn slecht bekend`,
      spend: (pearson: string) =>
        `wie vaker koopt besteedt ${pearson.startsWith('-') ? 'minder' : 'meer'} per keer (correlatie ${pearson}): waarde is geen aankopen × besteding`,
    },
    limit: (limit: string) => `${limit}; die limiet van het model wordt gegeven`,
    noDropout: 'deze gegevens laten geen verloop zien; het NBD-model zonder verloop wordt gegeven',
    limits: {
      none: 'niemand vertrekt',
      equal: 'alle klanten vertrekken even snel',
      'all-or-nothing': 'klanten vertrekken bij de eerste gelegenheid of nooit',
      rates: 'alle klanten kopen even vaak',
      constant: 'de bedragen van één klant zijn alle gelijk',
      alike: 'klanten besteden evenveel',
    },
    and: ' en ',
  },
} as const;

export type FitWording = (typeof wording)[Language];

export const fitWording = (language: Language): FitWording => wording[language];

/** What is given up in a limit, in words. */
function limitText({ rates, dropout, spend }: Limit, words: FitWording): string {
  const parts = [
    ...(rates === undefined ? [] : [words.limits.rates]),
    ...(dropout === undefined ? [] : [words.limits[dropout]]),
    ...(spend === undefined ? [] : [words.limits[spend]]),
  ];
  return parts.join(words.and);
}

/** That a limit is reported, and which. */
export function limitNote(limit: Limit, words: FitWording): string {
  const isPlainNbd = limit.dropout === 'none' && limit.rates === undefined;
  return isPlainNbd ? words.noDropout : words.limit(limitText(limit, words));
}

/** What a reader of a fit should know. */
export function fitWarningText(warning: FitWarning, words: FitWording, format: Format): string {
  switch (warning.code) {
    case 'starts-disagree':
      return words.warning.disagree;
    case 'near-limit':
      return words.warning.near(format(warning.gain), limitText(warning.limit, words));
    case 'spend-goes-with-frequency':
      return words.warning.spend(format(warning.pearson));
  }
}
