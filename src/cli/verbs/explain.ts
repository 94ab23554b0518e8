import { InputError, shown } from '../../errors.ts';
import { suggestion } from '../../input/suggestion.ts';
import { metrics } from '../../metrics/index.ts';
import { levers } from '../../metrics/levers.ts';
import { explanationTexts, overviewTexts } from '../../output/explain/explain-text.ts';
import {
  conventionFacts,
  type Explained,
  type Facts,
  factsOf,
} from '../../output/explain/facts.ts';
import {
  type InputName,
  isInputName,
  isQuantityName,
  type Language,
  quantities,
  quantitiesCalled,
  quantityNames,
  type QuantityName,
} from '../../quantities.ts';
import { flagOf } from '../flags/quantity-flags.ts';
import {
  addOutputFlags,
  type OutputFlags,
  type OutputOptions,
  readOutputFlags,
} from '../flags/result-flags.ts';
import { pageOf } from '../page.ts';
import type { Host } from '../process/host.ts';
import type { Verb } from '../verb.ts';
import { writeResult } from '../write-result.ts';

interface ExplainOptions {
  /** What is explained; everything where it is undefined. */
  readonly name: string | undefined;
  readonly output: OutputOptions;
}

export const explain: Verb<ExplainOptions> = {
  examples: ['clv explain', 'clv explain clvPresent', 'clv explain retention --lang nl'],
  declare(setup) {
    setup.command.argument('[name]', 'a metric or an input; all of them if absent');
    addOutputFlags(setup);
  },
  read: (flags: OutputFlags, [name]: [string?]) => ({ name, output: readOutputFlags(flags) }),
  run: runExplain,
};

async function runExplain(host: Host, { name, output }: ExplainOptions): Promise<void> {
  const page = pageOf(output, host);
  const texts =
    name === undefined
      ? overviewTexts(quantityNames.map(explained), metricNames, page)
      : explanationTexts(factsNamed(name, page.language), page);
  await writeResult(host, output, texts);
}

const metricNames = metrics.map(({ name }) => name);

function factsNamed(name: string, language: Language): Facts {
  return conventionFacts.get(name.toLowerCase()) ?? factsOf(explained(checkedName(name)), language);
}

function checkedName(name: string): QuantityName {
  if (isQuantityName(name)) return name;
  const [only, ...others] = quantitiesCalled(name);
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    const names = [only, ...others].join(' or ');
    throw new InputError(`${shown(name)} may be ${names}; explain one of them`);
  }
  const near = suggestion(name, [...quantityNames, ...conventionFacts.keys()]);
  throw new InputError(
    `explain must name a metric or an input, got ${shown(name)}${near || '; see clv explain for the list'}`,
  );
}

/** All that is known of a metric or an input. */
function explained(name: QuantityName): Explained {
  return {
    name,
    flag: quantities[name].valid && flagOf(name),
    metric: metrics.find((candidate) => candidate.name === name),
    levers: leversOf(name),
  };
}

/** The levers of an input, or for a metric those of each input that it rests on. */
function leversOf(name: QuantityName): Explained['levers'] {
  const own = isInputName(name) ? levers[name] : undefined;
  if (own !== undefined) return [[name as InputName, own]];
  return inputsBehind(name).flatMap((input) => leversOf(input));
}

/** The inputs that a metric rests on in the end. */
function inputsBehind(name: string): QuantityName[] {
  const names = metrics
    .filter((metric) => metric.name === name)
    .flatMap((metric) => metric.inputs.flat())
    .flatMap((input) => (isInputName(input) ? [input] : inputsBehind(input)));
  return [...new Set(names)];
}
