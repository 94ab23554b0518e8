import type { Aspect, Rival } from '../../models/comparison.ts';
import type { Language } from '../../quantities.ts';

type RuleName = Exclude<Rival, `${string}-nbd`>;

/** What `clv validate` says around its figures, in each language. */
const wording = {
  en: {
    customers: (customers: string, until: string, to: string, weeks: string) =>
      `${customers} customers who first bought by ${until}, and what they bought in the ${weeks} weeks to ${to}`,
    forecast: 'Forecast',
    purchases: 'Purchases',
    off: 'Off by',
    mae: 'MAE',
    rmse: 'RMSE',
    bias: 'Bias',
    top: 'Top tenth',
    actual: 'actual',
    rules: {
      'own-rate': 'own rate',
      'last-window': 'last window',
      hiatus: 'hiatus',
      nobody: 'nobody',
    } satisfies Record<RuleName, string>,
    aspects: {
      total: 'the total',
      squared: 'each customer',
      ranking: 'who buys most',
    } satisfies Record<Aspect, string>,
    found: {
      total: (share: string) => `off by ${share}`,
      squared: (rmse: string) => `RMSE ${rmse}`,
      ranking: (share: string) => `top tenth made ${share}`,
    } satisfies Record<Aspect, (figure: string) => string>,
    best: (clauses: string) => `Forecast best: ${clauses}.`,
    by: (aspect: string, name: string, figure: string) => `${aspect} by ${name} (${figure})`,
    and: ' and ',
    all: 'The models do better than every rule that anybody could use.',
    none: 'No model earns its place here: rules that anybody could use forecast better.',
    some: (rules: string, models: string) =>
      `A rule that anybody could use forecasts ${rules} better than the models; a model is better for ${models}.`,
    taken: (likeliest: string, best: string) =>
      `clv fit takes ${likeliest}, the likeliest; of the models ${best} forecasts each customer best: --model ${best} takes it`,
    inside: (name: string, low: string, high: string, share: string, actual: string) =>
      `${share} interval of ${name}: ${low} to ${high}; the ${actual} that were bought lie inside`,
    outside: (name: string, low: string, high: string, share: string, actual: string) =>
      `${share} interval of ${name}: ${low} to ${high}; the ${actual} that were bought lie outside: it is an interval under the model, and models err`,
    error: (name: string, share: string, holdouts: number) =>
      `error of ${name} itself, which its interval does not hold: ${share}, from ${holdouts} ${holdouts === 1 ? 'holdout' : 'holdouts'}; clv score --validation adds it`,
    more: 'one holdout says little of the next: --origins 3 looks at several',
    explained: (weeks: string, days: string) =>
      `own rate: as often as before; last window: as many as in the last ${weeks} weeks; hiatus: the own rate of who was seen within ${days} days, for nine in ten purchases came so soon after the one before; nobody: nobody comes back`,
    perCustomer:
      'MAE, RMSE and bias are per customer; MAE rewards forecasting nobody, so the verdict does not go by it',
    amount: (name: string, expected: string, spent: string) =>
      `spend: ${spent}; ${name} with gamma-gamma expected ${expected}`,
    classes: (name: string) =>
      `Purchases per customer, by repeat purchases before: actual and ${name}`,
    classNote: (largest: string) => `in brackets the customers; ${largest} is that many or more`,
    tracking: (name: string, weeks: number) =>
      `Repeat purchases per ${weeks === 1 ? 'week' : `${weeks} weeks`}: actual and as ${name} expected of new customers`,
    tracked: (day: string, actual: string, expected: string) =>
      `to ${day}: ${actual} repeat purchases, ${expected} expected`,
    calibration: (name: string) =>
      `Customers by the probability to buy at all that ${name} gave them`,
    tenth: ['Customers', 'Expected to buy', 'Bought'],
    holdouts: (name: string) => `Each holdout, and what ${name} said of it`,
    holdout: ['Calibration to', 'Holdout to', 'Actual', 'Forecast', 'Off by', 'Interval'],
    overall: (holdouts: number) => `All ${holdouts} holdouts`,
    overallHeader: ['Forecast', 'Total off by', 'RMSE', 'Top tenth'],
    trend: (name: string) =>
      `purchases rise or fall over time against what ${name} expects; no model here knows a trend`,
    season: (name: string) =>
      `good and bad weeks come in runs, as in a season; no model here knows one, and a forecast of ${name} for a part of the year may be far off`,
    long: (holdout: string, calibration: string) =>
      `the holdout, ${holdout} weeks, is longer than the calibration, ${calibration} weeks: what was never seen is forecast`,
  },
  nl: {
    customers: (customers: string, until: string, to: string, weeks: string) =>
      `${customers} klanten die uiterlijk ${until} voor het eerst kochten, en wat zij kochten in de ${weeks} weken tot en met ${to}`,
    forecast: 'Voorspelling',
    purchases: 'Aankopen',
    off: 'Ernaast',
    mae: 'MAE',
    rmse: 'RMSE',
    bias: 'Bias',
    top: 'Beste tiende',
    actual: 'werkelijk',
    rules: {
      'own-rate': 'eigen tempo',
      'last-window': 'vorige periode',
      hiatus: 'hiaat',
      nobody: 'niemand',
    } satisfies Record<RuleName, string>,
    aspects: {
      total: 'het totaal',
      squared: 'iedere klant',
      ranking: 'wie het meest koopt',
    } satisfies Record<Aspect, string>,
    found: {
      total: (share: string) => `${share} ernaast`,
      squared: (rmse: string) => `RMSE ${rmse}`,
      ranking: (share: string) => `beste tiende deed ${share}`,
    } satisfies Record<Aspect, (figure: string) => string>,
    best: (clauses: string) => `Het best voorspeld: ${clauses}.`,
    by: (aspect: string, name: string, figure: string) => `${aspect} door ${name} (${figure})`,
    and: ' en ',
    all: 'De modellen voorspellen beter dan elke vuistregel.',
    none: 'Geen model verdient hier zijn plaats: vuistregels voorspellen beter.',
    some: (rules: string, models: string) =>
      `Een vuistregel voorspelt ${rules} beter dan de modellen; een model is beter voor ${models}.`,
    taken: (likeliest: string, best: string) =>
      `clv fit neemt ${likeliest}, het waarschijnlijkste; van de modellen voorspelt ${best} iedere klant het best: --model ${best} neemt dat`,
    inside: (name: string, low: string, high: string, share: string, actual: string) =>
      `interval van ${share} van ${name}: ${low} tot ${high}; de werkelijke ${actual} aankopen vallen erin`,
    outside: (name: string, low: string, high: string, share: string, actual: string) =>
      `interval van ${share} van ${name}: ${low} tot ${high}; de werkelijke ${actual} aankopen vallen erbuiten: het interval geldt als het model klopt, en modellen zitten ernaast`,
    error: (name: string, share: string, holdouts: number) =>
      `fout van ${name} zelf, die niet in zijn interval zit: ${share}, uit ${holdouts} ${holdouts === 1 ? 'toetsperiode' : 'toetsperioden'}; clv score --validation telt die erbij op`,
    more: 'één toetsperiode zegt weinig over de volgende: --origins 3 bekijkt er meer',
    explained: (weeks: string, days: string) =>
      `eigen tempo: zo vaak als tot nu toe; vorige periode: zo veel als in de ${weeks} weken ervoor; hiaat: het eigen tempo van wie in de laatste ${days} dagen kocht, want negen van de tien aankopen volgden zo snel op de vorige; niemand: niemand komt terug`,
    perCustomer:
      'MAE, RMSE en bias zijn per klant; MAE beloont wie niemand voorspelt en telt daarom niet mee in het oordeel',
    amount: (name: string, expected: string, spent: string) =>
      `besteding: ${spent}; ${name} met gamma-gamma verwachtte ${expected}`,
    classes: (name: string) =>
      `Aankopen per klant, naar vervolgaankopen ervoor: werkelijk en ${name}`,
    classNote: (largest: string) => `tussen haakjes de klanten; ${largest} is dat aantal of meer`,
    tracking: (name: string, weeks: number) =>
      `Vervolgaankopen per ${weeks === 1 ? 'week' : `${weeks} weken`}: werkelijk en zoals ${name} van nieuwe klanten verwachtte`,
    tracked: (day: string, actual: string, expected: string) =>
      `tot en met ${day}: ${actual} vervolgaankopen, ${expected} verwacht`,
    calibration: (name: string) => `Klanten naar de kans dat zij kopen volgens ${name}`,
    tenth: ['Klanten', 'Verwacht te kopen', 'Kochten'],
    holdouts: (name: string) => `Elke toetsperiode, en wat ${name} ervan zei`,
    holdout: ['Gegevens t/m', 'Toets t/m', 'Werkelijk', 'Voorspeld', 'Ernaast', 'Interval'],
    overall: (holdouts: number) => `Alle ${holdouts} toetsperioden`,
    overallHeader: ['Voorspelling', 'Totaal ernaast', 'RMSE', 'Beste tiende'],
    trend: (name: string) =>
      `de aankopen stijgen of dalen in de tijd ten opzichte van wat ${name} verwacht; geen model hier kent een trend`,
    season: (name: string) =>
      `goede en slechte weken komen na elkaar, zoals in een seizoen; geen model hier kent dat, en een voorspelling van ${name} voor een deel van het jaar kan er ver naast zitten`,
    long: (holdout: string, calibration: string) =>
      `de toetsperiode, ${holdout} weken, is langer dan de gegevens ervoor, ${calibration} weken: wat nooit gezien is wordt voorspeld`,
  },
} as const;

export type ValidationWording = (typeof wording)[Language];

export const validationWording = (language: Language): ValidationWording => wording[language];

/** A model by its name, a rule in words. */
export function rivalText(name: Rival, { rules }: ValidationWording): string {
  return name in rules ? rules[name as RuleName] : name;
}
