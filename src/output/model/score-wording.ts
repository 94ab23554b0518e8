import type { Language } from '../../quantities.ts';

/** What `clv score` says of all customers, in each language. */
const wording = {
  en: {
    source: (model: string, asOf: string | null, horizon: string) =>
      `${model}${asOf === null ? '' : `, orders up to ${asOf}`}, over ${horizon}`,
    customers: 'Customers',
    alive: 'Still active, expected',
    buys: 'Will buy, expected',
    purchases: 'Purchases, expected',
    discounted: 'Purchases, discounted',
    value: 'Value',
    interval: (share: string, low: string, high: string) => `${share} interval ${low} – ${high}`,
    basis: { revenue: 'revenue basis', margin: 'margin basis' },
    margin: (share: string) => `margin ${share}`,
    measured: (error: string, holdouts: number) =>
      `the interval of the purchases holds chance, the uncertainty of the parameters and an error of the model itself of ${error}, measured over ${holdouts} ${holdouts === 1 ? 'holdout' : 'holdouts'}`,
    own: 'the interval of the purchases is the model’s own, and models err: clv validate -o validation.json measures by how much, --validation adds it',
    discount: (rate: string) => `each purchase is discounted from its moment, at ${rate} a year`,
    noDiscount: 'nothing is discounted',
    beyond: (rest: string, all: string) => `${rest} of ${all} years lie beyond the data`,
    endless: (data: string) => `all after ${data} years lies beyond the data`,
    observed: (data: string) => `customers were observed for up to ${data} years`,
    bgNbd:
      'bg-nbd takes every customer who bought once for active (alive is 1): that is the model, not knowledge',
    alive1: 'alive is what the model believes and cannot be checked; buys can be',
    withoutSpend: (customers: string) =>
      `${customers} customers have no value: spend varies too much to have a mean`,
    noValue: {
      model: 'there is no value: the model file has no model of spend',
      summary: 'there is no value: the summary has no column of spend',
    },
  },
  nl: {
    source: (model: string, asOf: string | null, horizon: string) =>
      `${model}${asOf === null ? '' : `, orders tot en met ${asOf}`}, over ${horizon}`,
    customers: 'Klanten',
    alive: 'Nog actief, verwacht',
    buys: 'Zal kopen, verwacht',
    purchases: 'Aankopen, verwacht',
    discounted: 'Aankopen, verdisconteerd',
    value: 'Waarde',
    interval: (share: string, low: string, high: string) => `interval ${share}: ${low} – ${high}`,
    basis: { revenue: 'op basis van omzet', margin: 'op basis van marge' },
    margin: (share: string) => `marge ${share}`,
    measured: (error: string, holdouts: number) =>
      `het interval van de aankopen omvat toeval, de onzekerheid van de parameters en een fout van het model zelf van ${error}, gemeten over ${holdouts} ${holdouts === 1 ? 'toetsperiode' : 'toetsperioden'}`,
    own: 'het interval van de aankopen is dat van het model zelf, en modellen zitten ernaast: clv validate -o validation.json meet hoeveel, --validation telt het erbij op',
    discount: (rate: string) =>
      `elke aankoop is verdisconteerd vanaf haar moment, met ${rate} per jaar`,
    noDiscount: 'er is niets verdisconteerd',
    beyond: (rest: string, all: string) => `${rest} van ${all} jaar ligt voorbij de gegevens`,
    endless: (data: string) => `alles na ${data} jaar ligt voorbij de gegevens`,
    observed: (data: string) => `klanten zijn tot ${data} jaar waargenomen`,
    bgNbd:
      'voor bg-nbd is elke klant die één keer kocht actief (alive is 1): zo is het model, bekend is het niet',
    alive1: 'alive is wat het model gelooft en valt niet te controleren; buys wel',
    withoutSpend: (customers: string) =>
      `${customers} klanten hebben geen waarde: de besteding varieert te veel om een gemiddelde te hebben`,
    noValue: {
      model: 'er is geen waarde: het modelbestand heeft geen model van de besteding',
      summary: 'er is geen waarde: de samenvatting heeft geen kolom met de besteding',
    },
  },
} as const;

export type ScoreWording = (typeof wording)[Language];

export const scoreWording = (language: Language): ScoreWording => wording[language];
