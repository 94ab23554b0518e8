import { calc } from './verbs/calc.ts';
import type { Verb } from './verb.ts';

/** A verb in the list of all. */
export interface VerbEntry {
  readonly name: string;
  readonly summary: string;
  /** The rest of the verb, loaded when it is wanted. */
  load(this: void): Promise<Verb>;
}

/** All verbs, in the order of the help. */
export const verbs: readonly VerbEntry[] = [
  {
    name: 'calc',
    summary: 'compute everything that the given numbers allow',
    load: () => Promise.resolve(calc),
  },
  {
    name: 'average',
    summary: 'average value W = O/K: revenue over customers',
    load: async () => (await import('./verbs/average.ts')).average,
  },
  {
    name: 'cac',
    summary: 'customer acquisition cost: spend over new customers',
    load: async () => (await import('./verbs/cac.ts')).cac,
  },
  {
    name: 'equity',
    summary: 'customer equity: the value of all customers, also year by year',
    load: async () => (await import('./verbs/equity.ts')).equity,
  },
  {
    name: 'budget',
    summary: 'marketing budget: 5 % of revenue to hold, 10 % to grow, and what it buys',
    load: async () => (await import('./verbs/budget.ts')).budget,
  },
  {
    name: 'measure',
    summary: 'measure averages, retention and customers from a file of orders',
    load: async () => (await import('./verbs/measure.ts')).measure,
  },
  {
    name: 'fit',
    summary: 'fit models of who comes back, how often and for how much, to orders',
    load: async () => (await import('./verbs/fit.ts')).fit,
  },
  {
    name: 'validate',
    summary: 'hold models and simple rules against what customers bought later',
    load: async () => (await import('./verbs/validate.ts')).validate,
  },
  {
    name: 'score',
    summary: 'what each customer will buy and is worth, by a fitted model',
    load: async () => (await import('./verbs/score.ts')).score,
  },
  {
    name: 'explain',
    summary: 'what a metric or an input means: formula, source, example, levers',
    load: async () => (await import('./verbs/explain.ts')).explain,
  },
  {
    name: 'check',
    summary: 'hold the assumptions of a file against its checks',
    load: async () => (await import('./verbs/check.ts')).check,
  },
  {
    name: 'diff',
    summary: 'what differs between two files or git revisions, and which input did it',
    load: async () => (await import('./verbs/diff.ts')).diff,
  },
  {
    name: 'solve',
    summary: 'what an input must be for a metric to reach a target',
    load: async () => (await import('./verbs/solve.ts')).solve,
  },
  {
    name: 'sensitivity',
    summary: 'which input matters most to a metric, and which one to go and measure',
    load: async () => (await import('./verbs/sensitivity.ts')).sensitivity,
  },
  {
    name: 'sweep',
    summary: 'a metric over steps of one or two inputs',
    load: async () => (await import('./verbs/sweep.ts')).sweep,
  },
  {
    name: 'init',
    summary: 'write a file of assumptions to start from',
    load: async () => (await import('./verbs/init.ts')).init,
  },
  {
    name: 'demo',
    summary: 'write a synthetic export of a shop of which the truth is known',
    load: async () => (await import('./verbs/demo.ts')).demo,
  },
  {
    name: 'schema',
    summary:
      'the JSON Schema of a record, an assumptions file, a measured one, a model or a validation',
    load: async () => (await import('./verbs/schema.ts')).schema,
  },
  {
    name: 'completion',
    summary: 'print the completion script of bash, zsh or fish',
    load: async () => (await import('./verbs/completion.ts')).completion,
  },
];
