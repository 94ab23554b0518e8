import { describe, expect, it } from 'vitest';
import { codesOf, fileOf, measure, measured } from './run.ts';

// What a status says of an order; each order is of 10, so that revenue counts those that count.

const shop = (...statuses: readonly string[]) =>
  fileOf(
    `order,customer,date,amount,status\n${statuses.map((status, at) => `${at},c${at % 3},2025-01-05,10,${status}`).join('\n')}\n`,
  );

const sold = [
  'paid',
  'Completed',
  'wc-completed',
  'wc-processing',
  'on-hold',
  'shipped',
  '',
  'betaald',
];
const never = [
  ...'cancelled,Canceled,void,VOIDED,failed,declined,denied,rejected,pending,unpaid,expired,draft'.split(
    ',',
  ),
  ...'wc-pending,wc-cancelled,wc-failed,auto-draft,pending_payment,Payment Pending,abandoned'.split(
    ',',
  ),
  ...'geannuleerd,mislukt,onbetaald,in afwachting van betaling,storniert,annulé,cancelado'.split(
    ',',
  ),
];
const back = 'refunded,wc-refunded,Returned,chargeback,charged_back,terugbetaald,retour'.split(',');

describe('a status', () => {
  it('counts, never was a sale, or was paid back, with or without wc-', async () => {
    const found = await measured(shop(...sold, ...never, ...back));
    expect(codesOf(found)).toEqual({
      USED: sold.length,
      X_STATUS: never.length,
      N_REFUND_FULL: back.length,
    });
    expect(found.revenue.value).toBe(sold.length * 10);
  });

  it('is listed with its count and what was done with it', async () => {
    const file = shop('paid', 'Paid', 'wc-pending', 'refunded', '', 'paid');
    const { ledger } = await measured(file);
    expect(ledger).toMatchObject({
      statuses: [
        { status: 'paid', rows: 3, fate: 'counted' },
        { status: '', rows: 1, fate: 'counted' },
        { status: 'refunded', rows: 1, fate: 'refunded' },
        { status: 'wc-pending', rows: 1, fate: 'excluded' },
      ],
    });
    expect((await measure(file)).stdout).toContain(
      'statuses: paid 3 counted, (none) 1 counted, refunded 1 paid back, wc-pending 1 left out\n',
    );
    expect((await measure(file, '--lang', 'nl')).stdout).toContain(
      'statussen: paid 3 geteld, (geen) 1 geteld, refunded 1 terugbetaald, wc-pending 1 weggelaten\n',
    );
  });

  it('is no status where there are too many', async () => {
    const file = shop(...Array.from({ length: 60 }, (_, at) => `note ${at}`));
    const { stderr, stdout } = await measure(file);
    expect(stderr).toContain(
      'status holds more than 50 different texts, so it may be no status; name another column with --status, or say --no-status\n',
    );
    expect(stdout).not.toContain('note 1');
    expect((await measured(file)).ledger).toMatchObject({ statuses: [] });
  });
});

describe('--status', () => {
  const cod = shop(
    ...Array.from({ length: 20 }, (_, at) => (at < 3 ? 'paid' : 'pending')),
    'Refunded',
  );

  it('says which statuses count, and a warning names it where many do not', async () => {
    expect((await measured(cod)).revenue.value).toBe(30);
    expect((await measure(cod)).stderr).toContain(
      '17 rows (81%) are pending and left out; if they are sales, as with cash on delivery, name all statuses that count, as with --status paid,pending\n',
    );
    const found = await measured(cod, '--status', 'Paid, pending');
    expect(found.revenue.value).toBe(200);
    // What was paid back stays so, unless it is named too.
    expect(codesOf(found)).toEqual({ USED: 20, N_REFUND_FULL: 1 });
    expect((await measured(cod, '--status', 'refunded')).revenue.value).toBe(10);
    expect((await measured(cod, '--status', 'paid')).revenue.value).toBe(30);
    expect((await measured(cod, '--status', 'status:pending')).revenue.value).toBe(170);
    expect((await measured(cod, '--status', 'status')).revenue.value).toBe(30);
  });

  it('is named where all orders wait for their money, and not for those that were cancelled', async () => {
    const waiting = await measure(shop('pending', 'pending', 'cancelled'));
    expect([waiting.code, waiting.stderr]).toEqual([
      2,
      expect.stringContaining(
        'the statuses are pending, cancelled, and --status says which of them count\n',
      ),
    ]);
    const { stderr } = await measure(shop('paid', 'paid', 'cancelled'), '--json');
    expect(stderr).not.toContain('left out');
  });

  it('warns of one that no row has, and refuses where no row is left', async () => {
    const { stderr } = await measure(cod, '--status', 'paid,shiped', '--json');
    expect(stderr).toContain(
      'no row has the status shiped; the statuses are pending, paid, refunded\n',
    );
    const none = await measure(cod, '--status', 'shiped');
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('; the statuses are pending, paid, refunded\n'),
    ]);
  });

  it.each([
    ['en', 'no row has the status shiped; the statuses are (none), paid\n'],
    ['nl', 'geen regel heeft de status shiped; de statussen zijn (geen), paid\n'],
  ])('names those that rows have in %s, also where some have none', async (language, said) => {
    const file = shop('', '', 'paid');
    const { stderr } = await measure(file, '--status', 'paid,shiped', '--json', '--lang', language);
    expect(stderr).toContain(said);
  });

  it('needs a column of statuses', async () => {
    const file = fileOf('customer,date,amount\na,2025-01-05,1\n');
    expect((await measure(file, '--status', 'paid')).stderr).toBe(
      '--status must be a column of the rows, or the statuses that count in one that is known, got paid; the columns are customer, date, amount\n',
    );
    expect((await measure(cod, '--status', 'paid', '--include-status')).stderr).toContain(
      '--status says which statuses count and --include-status that all do; drop one of them',
    );
  });
});
