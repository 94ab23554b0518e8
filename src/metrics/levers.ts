import type { InputName, Text } from '../quantities.ts';

/** What a company can do to move an input, from the Dutch pages that clv started from. */
export const levers: { readonly [Name in InputName]?: readonly Text[] } = (() => {
  const profile: Text = {
    en: 'win customers of the right profile',
    nl: 'werf klanten met het juiste profiel',
  };
  const content: Text = {
    en: 'content that draws and helps them',
    nl: 'content die hen trekt en helpt',
  };
  const quality: Text = { en: 'product quality', nl: 'productkwaliteit' };
  const portfolio: Text = { en: 'a wider portfolio', nl: 'een breder assortiment' };
  const staying: readonly Text[] = [
    { en: 'service', nl: 'service' },
    { en: 'customer satisfaction', nl: 'klanttevredenheid' },
    { en: 'listening to customers', nl: 'luisteren naar klanten' },
  ];
  return {
    avg: [quality, portfolio],
    freq: [
      { en: 'a loyalty programme', nl: 'een loyaliteitsprogramma' },
      { en: 'retargeting', nl: 'retargeting' },
    ],
    years: staying,
    churn: staying,
    retention: staying,
    margin: [profile, content, quality, portfolio],
    unitCost: [profile, content, quality, portfolio],
    cac: [profile, content],
    acquisitionCost: [profile, content],
    newCustomers: [profile, content],
    customers: [
      {
        en: 'let unprofitable customers go, by segment',
        nl: 'neem afscheid van verlieslatende klanten, per segment',
      },
    ],
  };
})();
