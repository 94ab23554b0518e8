import { InputError, shown } from '../../errors.ts';
import { jsonText } from '../../output/escape.ts';
import { writeOut } from '../process/destination.ts';
import type { Verb } from '../verb.ts';

/** What there are schemas of. */
const names = ['record', 'assumptions', 'measured', 'model', 'validation'] as const;

interface SchemaOptions {
  readonly of: string;
  readonly output: string | undefined;
}

export const schema: Verb<SchemaOptions> = {
  examples: ['clv schema', 'clv schema assumptions -o assumptions.schema.json'],
  declare({ command, value }) {
    value('-o, --output <file>', 'write a file instead of stdout');
    command.argument('[of]', `${names.join(', ')} (${names[0]} if not given)`);
  },
  read: ({ output }: { output?: string }, [of = names[0]]: [string?]) => ({ of, output }),
  async run(host, { of, output }) {
    const schemaOf = await loaded(of);
    await writeOut(host, output, `${jsonText(schemaOf(), 2)}\n`);
  },
};

async function loaded(name: string): Promise<() => object> {
  switch (name) {
    case 'record':
      return (await import('../../input/records/record-schema.ts')).recordJsonSchema;
    case 'assumptions':
      return (await import('../../input/yaml/assumptions-schema.ts')).assumptionsJsonSchema;
    case 'measured':
      return (await import('../../input/measured/measured-schema.ts')).measuredJsonSchema;
    case 'model':
      return (await import('../../input/model/model-schema.ts')).modelJsonSchema;
    case 'validation':
      return (await import('../../input/model/validation-schema.ts')).validationJsonSchema;
    default:
      throw new InputError(`schema must be one of ${names.join(', ')}, got ${shown(name)}`);
  }
}
