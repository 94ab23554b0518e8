import type { Choice } from '../../measure/presets/preset-choice.ts';

/** Which column holds what, in a line. */
export function mappingLine({ preset, mapping }: Choice): string {
  const columns = Object.entries(mapping).map(([role, column]) => `${role} ${column}`);
  return `preset ${preset.name}: ${columns.join(', ')}`;
}
