import { readModel } from '../../input/model/model-schema.ts';
import { outlookOf } from '../../input/model/model-outlook.ts';
import type { OpenModel } from '../../input/yaml/named-models.ts';
import type { ModelOutlook } from '../../quantities.ts';

/** Outlooks by what they are made of: the same model in two files is one and the same. */
const opened = new Map<string, ModelOutlook>();

/**
 * How models are read that a file of assumptions names.
 *
 * @param textOf the content of a file, by its path as it is written and what messages call it
 */
export function modelOpener(textOf: (path: string, name: string) => string): OpenModel {
  return (file, { horizon, period }) => {
    const name = `model ${file}`;
    const text = textOf(file, name);
    const key = JSON.stringify([file, horizon, period, text]);
    const known = opened.get(key);
    if (known !== undefined) return known;
    const options = { file, horizon, period, spell: (word: string) => word };
    const outlook = outlookOf(readModel(text, name), options);
    opened.set(key, outlook);
    return outlook;
  };
}
