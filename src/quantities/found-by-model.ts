import { type Quantity, tableOf } from './quantity.ts';

/** The numbers that clv finds with a fitted model of customers. */
export const foundByModel = tableOf<Quantity>()({
  modelPurchases: {
    unit: 'count',
    label: { en: 'Purchases of a new customer', nl: 'Aankopen van een nieuwe klant' },
    help: 'purchases of a new customer within the horizon of a fitted model, the first included',
    without: { noEnd: 'best' },
  },
  modelFirstSpend: {
    unit: 'money',
    label: { en: 'First purchase', nl: 'Eerste aankoop' },
    help: 'mean amount of a first purchase: avg, or that of the model',
    basis: 'revenue',
    without: { noRevenue: 'worst' },
  },
  modelSpend: {
    unit: 'money',
    label: { en: 'Repeat purchase', nl: 'Herhaalaankoop' },
    help: 'mean amount of a repeat purchase: avg, or that of the model',
    basis: 'revenue',
    without: { noMeanSpend: 'best', noRevenue: 'worst' },
  },
  modelClv: {
    unit: 'money',
    label: { en: 'Value of a new customer', nl: 'Waarde van een nieuwe klant' },
    help: 'what a new customer brings within the horizon of a fitted model',
    basis: 'best',
    without: { noMeanSpend: 'best', noEnd: 'best', noRevenue: 'worst' },
    isHeadline: true,
  },
});
