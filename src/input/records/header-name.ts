import { type InputName, inputNames, quantities, spelledPlainly } from '../../quantities.ts';
import { kindOf } from './record.ts';

/** The inputs by name and by label in both languages; a name beats a label. */
const inputs: ReadonlyMap<string, InputName> = new Map<string, InputName>([
  ...inputNames.flatMap((name) =>
    Object.values(quantities[name].label).map((label): [string, InputName] => [
      spelledPlainly(label),
      name,
    ]),
  ),
  ...inputNames.map((name): [string, InputName] => [spelledPlainly(name), name]),
]);

/**
 * The key that a cell of a header means: an input in any case, with blanks, hyphens or underscores,
 * or by its label, else the cell as it is.
 */
export function keyOfHeader(cell: string): string {
  return kindOf(cell) === undefined ? (inputs.get(spelledPlainly(cell)) ?? cell) : cell;
}
