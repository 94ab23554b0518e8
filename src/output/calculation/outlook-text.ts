import type { Row } from '../../metrics/calculate.ts';
import type { Horizon, Language, OutlookFacts, Text } from '../../quantities.ts';
import type { Style } from '../style.ts';

/** `mbg-nbd of model.json over 5 years`. */
export function outlookName({ model, file, horizon }: OutlookFacts, language: Language): string {
  const over = horizonText(horizon, language);
  return language === 'en'
    ? `${model} of ${file} over ${over}`
    : `${model} van ${file} over ${over}`;
}

/** `5y`, as a flag is written. */
export function horizonCode(horizon: Horizon): string {
  if (horizon === 'lifetime') return horizon;
  return `${horizon.count}${{ year: 'y', month: 'mo', week: 'w' }[horizon.unit]}`;
}

const units = {
  year: { en: ['year', 'years'], nl: ['jaar', 'jaar'] },
  month: { en: ['month', 'months'], nl: ['maand', 'maanden'] },
  week: { en: ['week', 'weeks'], nl: ['week', 'weken'] },
} as const;

export function horizonText(horizon: Horizon, language: Language): string {
  if (horizon === 'lifetime') return { en: 'a lifetime', nl: 'een levensduur' }[language];
  const [one, more] = units[horizon.unit][language];
  const count = String(horizon.count);
  const text = language === 'nl' ? count.replace('.', ',') : count;
  return `${text} ${horizon.count === 1 ? one : more}`;
}

/** How many years of a horizon are longer than any customer was observed. */
function yearsBeyond({ years, yearsOfData }: OutlookFacts): number {
  const beyond = years - yearsOfData;
  // Less than a second is rounding.
  return beyond > 1e-8 ? beyond : 0;
}

/** What a model adds to the JSON of a record. */
export function outlookJson(about: OutlookFacts): object {
  const { model, horizon, years } = about;
  return {
    fittedModel: model,
    horizon: horizonCode(horizon),
    // Of a lifetime there is no number of years.
    yearsBeyondData: years === Infinity ? null : yearsBeyond(about),
  };
}

/** What is to be said of the model behind some figures. */
export function outlookSentences(row: Row, style: Style): string[] {
  if (row.model === undefined) return [];
  const { about } = row.model;
  const { en, nl } = modelText(about, (years) => style.format(years, 'years'));
  const texts = [
    { en: `${en}.`, nl: `${nl}.` },
    ...warningTexts(about),
    ...countedTexts(about),
    ...discountTexts(row, style),
  ];
  if (typeof row.netClv === 'number' || typeof row.maxCac === 'number') texts.push(bestText);
  if (row.newPerYear !== undefined && row.equity !== undefined) texts.push(equityText);
  return texts.map((text) => text[style.language]);
}

/** Which model it is, how far it looks, and how much of that lies beyond its data. */
export function modelText(
  about: OutlookFacts,
  print: (years: number, language: Language) => string,
): Text {
  const { asOf, years, yearsOfData } = about;
  const name = (language: Language) => {
    const data =
      asOf === undefined
        ? ''
        : { en: `, data up to ${asOf}`, nl: `, data tot en met ${asOf}` }[language];
    return `${outlookName(about, language)}${data}`;
  };
  if (years === Infinity) {
    return {
      en: `Model: ${name('en')}; all after the first ${print(yearsOfData, 'en')} years lies beyond the data`,
      nl: `Model: ${name('nl')}; alles na de eerste ${print(yearsOfData, 'nl')} jaar ligt voorbij de data`,
    };
  }
  const beyond = yearsBeyond(about);
  // 52 weeks are a year to a person.
  if (beyond < 0.005) {
    return {
      en: `Model: ${name('en')}; customers were observed for as long`,
      nl: `Model: ${name('nl')}; klanten zijn zo lang waargenomen`,
    };
  }
  return {
    en: `Model: ${name('en')}; ${print(beyond, 'en')} of ${print(years, 'en')} years lie beyond the data`,
    nl: `Model: ${name('nl')}; ${print(beyond, 'nl')} van ${print(years, 'nl')} jaar ligt voorbij de data`,
  };
}

function warningTexts({ hasWarnings, file }: OutlookFacts): Text[] {
  if (!hasWarnings) return [];
  return [
    {
      en: `The fit has warnings, which ${file} keeps.`,
      nl: `De fit heeft waarschuwingen; ze staan in ${file}.`,
    },
  ];
}

const periodTexts = {
  year: { en: 'year', nl: 'jaar' },
  quarter: { en: 'quarter', nl: 'kwartaal' },
  month: { en: 'month', nl: 'maand' },
} as const;

function countedTexts({ counted }: OutlookFacts): Text[] {
  if (counted === undefined) return [];
  const { en, nl } = periodTexts[counted.period];
  const every = counted.period === 'month' ? 'elke' : 'elk';
  return [
    counted.in === 'payments'
      ? {
          en: `A subscriber pays at the start of each ${en}.`,
          nl: `Een abonnee betaalt aan het begin van ${every} ${nl}.`,
        }
      : {
          en: `A purchase is booked at the end of its ${en}.`,
          nl: `Een aankoop wordt aan het eind van ${every} ${nl} geboekt.`,
        },
  ];
}

function discountTexts({ modelClv, discount }: Row, { format }: Style): Text[] {
  if (typeof modelClv !== 'number') return [];
  if (typeof discount !== 'number')
    return [{ en: 'Nothing is discounted.', nl: 'Er is niets verdisconteerd.' }];
  const rate = format(discount, 'share');
  return [
    {
      en: `Each purchase after the first is discounted from its moment, at ${rate} a year.`,
      nl: `Elke aankoop na de eerste is verdisconteerd vanaf haar moment, met ${rate} per jaar.`,
    },
  ];
}

const bestText: Text = {
  en: 'What a customer may cost is held against the value of a new customer by the model; payback follows the purchases that it expects.',
  nl: 'Wat een klant mag kosten, is afgezet tegen de waarde van een nieuwe klant volgens het model; de terugverdientijd volgt de aankopen die het verwacht.',
};

const equityText: Text = {
  en: 'Customer equity is that of the customers won in a year, as the model values new customers alone.',
  nl: 'De totale klantwaarde is die van de klanten die in een jaar geworven worden: het model waardeert alleen nieuwe klanten.',
};
