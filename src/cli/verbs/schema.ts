import { InputError, shown } from '../../errors.ts';
import { jsonText } from '../../output/escape.ts';
import { destinationOf } from '../process/destination.ts';
import type { Verb } from '../verb.ts';

export const schema: Verb = {
  examples: ['clv schema', 'clv schema assumptions -o assumptions.schema.json'],
  configure({ command, host, value }) {
    value('-o, --output <file>', 'write a file instead of stdout');
    command.argument('[of]', `${names.join(', ')} (${names[0]} if not given)`);
    command.action(async (name: string = names[0], { output }: { output?: string }) => {
      const schemaOf = await loaded(name);
      const destination = await destinationOf(host, output);
      await destination.write(`${jsonText(schemaOf(), 2)}\n`);
      await destination.finish();
    });
  },
};

/** What there are schemas of. */
const names = ['record', 'assumptions', 'measured'] as const;

async function loaded(name: string): Promise<() => object> {
  switch (name) {
    case 'record':
      return (await import('../../input/records/record-schema.ts')).recordJsonSchema;
    case 'assumptions':
      return (await import('../../input/yaml/assumptions-schema.ts')).assumptionsJsonSchema;
    case 'measured':
      return (await import('../../input/measured/measured-schema.ts')).measuredJsonSchema;
    default:
      throw new InputError(`schema must be one of ${names.join(', ')}, got ${shown(name)}`);
  }
}
