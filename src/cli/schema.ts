import { destinationOf } from './destination.ts';
import type { Verb } from './verb.ts';

export const schema: Verb = {
  examples: ['clv schema', 'clv schema -o record.schema.json'],
  configure({ command, host, value }) {
    value('-o, --output <file>', 'write a file instead of stdout');
    command.action(async ({ output }: { output?: string }) => {
      const { recordJsonSchema } = await import('../input/schema.ts');
      const destination = destinationOf(host, output);
      destination.write(`${JSON.stringify(recordJsonSchema(), null, 2)}\n`);
      destination.finish();
    });
  },
};
