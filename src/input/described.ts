import { globalRegistry } from 'zod/mini';
import type { ZodMiniType } from 'zod/mini';

/** A schema that says in its JSON Schema what it is for. */
export function described<Schema extends ZodMiniType>(schema: Schema, description: string): Schema {
  globalRegistry.add(schema, { description });
  return schema;
}
