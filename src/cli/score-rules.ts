import { InputError, shown } from '../errors.ts';
import type { BuyerModelFile } from '../input/model/model-file.ts';
import { readValidation } from '../input/model/validation-schema.ts';
import { summaryColumns, tableKind } from '../measure/summary-table.ts';
import type { ScoreTotals } from '../output/model/score-result.ts';
import type { Customers } from './customer-source.ts';
import { openModel } from './files/fitted-model.ts';
import { readDocument } from './files/open.ts';
import type { Given } from './measure-source.ts';
import type { ScoringOptions } from './scoring.ts';

/** What of the flags asks for amounts. */
interface ScoreFigures extends Pick<ScoringOptions, 'margin' | 'discount' | 'horizon'> {
  readonly modelFile: string;
}

/** @throws InputError when the file is no model that customers in continuous time are scored by */
export function buyerModelOf(name: string): BuyerModelFile {
  const file = openModel(name);
  if (file.timeUnit === 'week') return file;
  throw new InputError(
    `${shown(name)} is of ${file.model}, and customers are scored by bg-nbd, mbg-nbd or pareto-nbd; fit one with clv fit`,
  );
}

/** @throws InputError when the record has no error of the model */
export function errorIn(name: string, { model }: BuyerModelFile): ScoreTotals['modelError'] {
  const text = readDocument(name, shown(name), '; clv validate -o writes one');
  const { modelErrors, origins } = readValidation(text, shown(name));
  const found = modelErrors.find((each) => each.model === model);
  if (found !== undefined) return { error: found.error, holdouts: origins.length };
  throw new InputError(
    `${shown(name)} is of ${modelErrors.map((each) => each.model).join(', ')}, and the model is ${model}; validate it with clv validate --model ${model}`,
  );
}

/** @throws InputError when a flag is for amounts that there are none of */
export function assertAmounts(
  { modelFile, margin, discount, horizon }: ScoreFigures,
  { spend }: BuyerModelFile,
): void {
  if (spend !== undefined) return;
  const flags = [
    ...(margin === undefined ? [] : ['--margin']),
    ...(discount === undefined || horizon === 'lifetime' ? [] : ['--discount']),
  ];
  if (flags.length === 0) return;
  throw new InputError(
    `${flags.join(' and ')} ${flags.length === 1 ? 'is' : 'are'} for a value, and ${shown(modelFile)} has no model of spend; fit one to orders with amounts`,
  );
}

/** @throws InputError when the rows do not identify customers */
export function assertScorable({ relation }: Given): void {
  const names = relation.columns.map(({ name }) => name);
  const kind = tableKind(names);
  if (kind === 'rounds' || kind === 'survivors') {
    throw new InputError('clv score needs orders, or a summary customer,x,t_x,T');
  }
  if (kind === 'summary' && summaryColumns(names)?.customer === undefined) {
    throw new InputError('the summary must have a column customer, for a score is of one');
  }
}

/** @throws InputError when the customers are seen before, or in another currency than, those of the model */
export function assertOfModel({ data }: Customers, { file, name }: ScoringOptions): void {
  const { asOf, currency } = file.data;
  if (currency !== null && data.currency !== null && currency !== data.currency) {
    throw new InputError(
      `the orders are in ${data.currency}, and ${shown(name)} was fitted to orders in ${currency}; fit a model to these orders`,
    );
  }
  if (asOf !== null && data.asOf !== null && data.asOf < asOf) {
    throw new InputError(
      `the orders end on ${data.asOf}, and ${shown(name)} was fitted to orders up to ${asOf}; fit a model to these orders, or say with --as-of ${asOf} that nobody bought since`,
    );
  }
}
