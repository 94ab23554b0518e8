import type { Check } from '../../assumptions/rule.ts';
import { type Language, quantities, type Text } from '../../quantities.ts';

/** How the tolerance of each check of a share was read: in points, or of the reference. */
export function toleranceTexts(checks: readonly Check[]): Text[] {
  return checks.flatMap(({ aggregate, metric, rule, text }): Text[] => {
    const isShare = aggregate !== 'age' && quantities[metric].unit.startsWith('share');
    if (rule.kind !== 'within' || !isShare) return [];
    const { tolerance, isRelative, of } = rule;
    const reading = (language: Language) => {
      const number = numbers[language];
      const reference = typeof of === 'number' ? `${number(of)}%` : references[of][language];
      const { relative, points, so } = words[language];
      const width = isRelative
        ? relative(`${number(tolerance)}%`, reference)
        : points(number(tolerance));
      if (typeof of !== 'number') return `${text}: ${width}`;
      const slack = isRelative ? tolerance * Math.abs(of) : tolerance;
      return `${text}: ${width}, ${so(`${number(of - slack)}%`, `${number(of + slack)}%`)}`;
    };
    return [{ en: reading('en'), nl: reading('nl') }];
  });
}

const words = {
  en: {
    relative: (share: string, reference: string) => `${share} of ${reference}, not points`,
    points: (points: string) => `${points} points either way`,
    so: (low: string, high: string) => `so ${low} to ${high}`,
  },
  nl: {
    relative: (share: string, reference: string) => `${share} van ${reference}, geen punten`,
    points: (points: string) => `${points} punten naar beide kanten`,
    so: (low: string, high: string) => `dus ${low} tot ${high}`,
  },
} as const satisfies Readonly<Record<Language, object>>;

const references = {
  baseline: { en: 'the baseline', nl: 'de baseline' },
  measured: { en: 'the measured value', nl: 'de gemeten waarde' },
} as const;

/** A share in percent, to the digits that a decimal carries. */
const percent = (share: number): string => String(Number((share * 100).toPrecision(12)));

const numbers: Readonly<Record<Language, (share: number) => string>> = {
  en: percent,
  nl: (share) => percent(share).replace('.', ','),
};
