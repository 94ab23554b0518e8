import { describe, expect, it } from 'vitest';
import { exported } from './exported.ts';
import { codesOf, measure, measured } from './run.ts';

const magentoOrder = (id: string, total: string, email: string, more: object = {}) => ({
  ID: id,
  'Grand Total (Base)': total,
  'Grand Total (Purchased)': total,
  'Customer Email': email,
  ...more,
});

const bigcommerceOrder = (id: string, total: string, customer: string, more: object = {}) => ({
  'Order ID': id,
  'Customer ID': customer,
  'Order Total (ex tax)': total,
  'Shipping Cost (ex tax)': '5.00',
  ...more,
});

const amazonItem = (id: string, price: string, email: string, more: object = {}) => ({
  'amazon-order-id': id,
  'item-price': price,
  'buyer-email': email,
  ...more,
});

const superstoreLine = (row: string, order: string, sales: string, customer = 'CG-12520') => ({
  'Row ID': row,
  'Order ID': order,
  Sales: sales,
  'Customer ID': customer,
});

// The headers are those of real exports; all else is made up. Each revenue is worked out by hand.
describe('an export is known by its header', () => {
  it('webtoffee: customer_id 0 is a guest, known by e-mail', async () => {
    const ann = { customer_id: '7', billing_email: 'ann@example.com' };
    // 121 with 20 of tax on the goods, 1 on shipping, and 5 of shipping: 95 of goods.
    const first = {
      order_id: '1',
      order_total: '121',
      tax_total: '21',
      shipping_total: '5',
      ...ann,
    };
    const file = exported({
      header:
        'order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,fee_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,payment_method,payment_method_title,transaction_id,customer_id,customer_user,customer_email,billing_first_name,billing_email,billing_phone',
      usual: { order_date: '2026-01-05 10:00:00', status: 'wc-completed', order_currency: 'EUR' },
      rows: [
        first,
        { order_id: '2', order_total: '50', customer_id: '0', billing_email: 'Guest@example.com' },
        { order_id: '3', order_total: '20', customer_id: '0', billing_email: 'guest@example.com' },
        { order_id: '4', order_total: '30', ...ann, status: 'wc-refunded' },
        { order_id: '5', order_total: '40', ...ann, status: 'wc-cancelled' },
        { order_id: '6', order_total: '99', ...ann, order_currency: 'USD' },
        { order_id: '7', order_total: '15', customer_id: '0' },
        first,
      ],
    });
    expect((await measure(file)).stderr).toContain('got EUR 165.00, USD 99.00');
    const found = await measured(file, '--currency', 'EUR');
    expect(found).toMatchObject({ preset: 'webtoffee', customers: { value: 2 } });
    expect(found.revenue.value).toBe(95 + 50 + 20);
    expect(codesOf(found)).toMatchObject({
      USED: 3,
      M_DUP: 1,
      N_REFUND_FULL: 1,
      X_STATUS: 1,
      X_CURRENCY: 1,
      X_NO_CUSTOMER: 1,
    });
  });

  it('etsy: month first, years of two digits, goods less discounts', async () => {
    const first = {
      'Sale Date': '08/14/25',
      'Order ID': '1',
      'Buyer User ID': 'ann',
      'Order Value': '25.00',
      'Discount Amount': '2.50',
      Shipping: '5.00',
      'Shipping Discount': '5.00',
      'Sales Tax': '1.80',
      'Order Total': '24.30',
    };
    const order = (id: string, more: object) => ({
      ...first,
      'Sale Date': '01/02/26',
      'Order ID': id,
      'Order Value': '10.00',
      'Discount Amount': '0.00',
      ...more,
    });
    const file = exported({
      header:
        'Sale Date,Order ID,Buyer User ID,Buyer,Full Name,Number of Items,Payment Method,Date Shipped,Currency,Order Value,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Adjusted Order Total,Adjusted Card Processing Fees,Adjusted Net Order Amount,SKU,Order Type,Payment Type',
      usual: { Currency: 'USD', 'Full Name': 'A Buyer' },
      rows: [
        first,
        order('2', {}),
        order('3', { Status: 'Refunded' }),
        order('4', { Status: 'Canceled' }),
        order('5', { Currency: 'EUR' }),
        order('6', { 'Buyer User ID': '' }),
        first,
      ],
    });
    const found = await measured(file, '--currency', 'USD');
    expect(found).toMatchObject({ preset: 'etsy', revenue: { value: 22.5 + 10 } });
    expect(found.window).toMatchObject({ first: '2025-08-14', to: '2026-01-02' });
    expect(codesOf(found)).toEqual({
      USED: 2,
      M_DUP: 1,
      N_REFUND_FULL: 1,
      X_STATUS: 1,
      X_CURRENCY: 1,
      X_NO_CUSTOMER: 1,
    });
  });

  it('square: refunds are rows, customers are ids', async () => {
    const first = {
      'Net Sales': '$27.00',
      'Gross Sales': '$30.00',
      Tax: '$2.00',
      Tip: '$3.00',
      'Total Collected': '$32.00',
      'Transaction ID': 'T1',
      'Payment ID': 'P1',
      'Customer ID': 'C1',
    };
    const file = exported({
      header:
        'Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,Total Collected,Source,Card,Transaction ID,Payment ID,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID',
      usual: {
        Date: '2026-01-13',
        Time: '23:30:00',
        'Time Zone': 'Pacific Time (US & Canada)',
        'Event Type': 'Payment',
      },
      rows: [
        first,
        { ...first, 'Transaction ID': 'T2', 'Net Sales': '$1,100.00', 'Customer ID': 'C2' },
        {
          'Net Sales': '-$12.00',
          'Transaction ID': 'T3',
          'Event Type': 'Refund',
          'Customer ID': 'C2',
        },
        { 'Net Sales': '$8.00', 'Transaction ID': 'T4' },
        first,
      ],
    });
    const found = await measured(file);
    expect(found).toMatchObject({ preset: 'square', customers: { value: 2 } });
    expect(found.revenue.value).toBe(27 + 1100 - 12);
    expect(codesOf(found)).toEqual({ USED: 2, M_DUP: 1, N_UNMATCHED: 1, X_NO_CUSTOMER: 1 });
  });

  const english = {
    header:
      'Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Reference Txn ID,Balance Impact',
    date: '13/01/2026',
    amounts: ['100.00', '40.00', '-25.00', '-40.00', '30.00', '70.00', '20.00', '-50.00', '15.00'],
    types: ['Express Checkout Payment', 'Payment Refund', 'General Withdrawal'],
    states: ['Completed', 'Pending'],
    preset: 'paypal',
  };
  const dutch = {
    header:
      'Datum,Tijd,Tijdzone,Naam,Type,Status,Valuta,Bruto,Fee,Net,Van e-mailadres,Naar e-mailadres,Transactiereferentie,Reference Txn ID',
    // Day and month could be either: the language of the header tells.
    date: '05-02-2026',
    amounts: english.amounts.map((amount) => amount.replace('.', ',')),
    types: ['Express Checkout-betaling', 'Terugbetaling', 'Algemene opname'],
    states: ['Voltooid', 'In afwachting'],
    preset: 'paypal-nl',
  };
  it.each([english, dutch])('$preset: refunds find their payment', async (language) => {
    const { header, date, amounts, types, states, preset } = language;
    const names = header.split(',');
    const at = (name: string) => names[english.header.split(',').indexOf(name)] ?? '';
    const [paid = '', refund = '', withdrawal = ''] = types;
    const row = (id: number, who: string, more: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(
        Object.entries({
          Date: date,
          Type: paid,
          Status: states[0] ?? '',
          Currency: 'EUR',
          Gross: amounts[id - 1] ?? '',
          'From Email Address': who,
          'Transaction ID': `T${id}`,
          ...more,
        }).map(([name, cell]) => [at(name), cell]),
      );
    const shop = 'shop@example.com';
    const first = row(1, 'Ann@example.com');
    const file = exported({
      header,
      rows: [
        first,
        row(2, 'bob@example.com'),
        row(3, shop, { Type: refund, 'Reference Txn ID': 'T1' }),
        row(4, shop, { Type: refund, 'Reference Txn ID': 'T2' }),
        row(5, 'ann@example.com', { Status: states[1] ?? '' }),
        row(6, 'ann@example.com', { Currency: 'USD' }),
        row(7, ''),
        row(8, shop, { Type: withdrawal }),
        row(9, 'cleo@example.com'),
        first,
      ],
    });
    const found = await measured(file, '--currency', 'EUR');
    expect(found.preset).toBe(preset);
    // 100 - 25, 40 - 40, and 15.
    expect(found).toMatchObject({ revenue: { value: 75 + 15 }, customers: { value: 2 } });
    expect(codesOf(found)).toEqual({
      USED: 2,
      M_DUP: 1,
      N_REFUND: 2,
      N_REFUND_FULL: 1,
      X_STATUS: 1,
      X_CURRENCY: 1,
      X_NOT_SALE: 1,
      X_NO_CUSTOMER: 1,
    });
    if (preset === 'paypal-nl') expect(found.window).toMatchObject({ to: '2026-02-05' });
  });

  const magento =
    'ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Grand Total (Base),Grand Total (Purchased),Status,Billing Address,Shipping Address,Shipping Information,Customer Email,Customer Group,Subtotal,Shipping and Handling,Customer Name,Payment Method,Total Refunded';

  it('magento: refunds are in the currency that was paid', async () => {
    const first = magentoOrder('1', '100.00', 'ann@example.com');
    const file = exported({
      header: magento,
      usual: { 'Purchase Date': 'Jan 5, 2026, 10:15:00 AM', Status: 'complete' },
      rows: [
        first,
        // A quarter of 120 dollars is a quarter of 100 euros.
        magentoOrder('2', '100.00', 'Bob@example.com', {
          'Grand Total (Purchased)': '120.00',
          'Total Refunded': '30.00',
        }),
        magentoOrder('3', '40.00', 'ann@example.com', {
          'Total Refunded': '40.00',
          Status: 'closed',
        }),
        magentoOrder('4', '50.00', 'ann@example.com', { Status: 'canceled' }),
        magentoOrder('5', '50.00', 'ann@example.com', { Status: 'pending_payment' }),
        magentoOrder('6', '60.00', ''),
        first,
      ],
    });
    const found = await measured(file);
    expect(found).toMatchObject({ preset: 'magento', revenue: { value: 100 + 75 } });
    expect(found.window).toMatchObject({ to: '2026-01-05' });
    expect(codesOf(found)).toEqual({
      USED: 2,
      M_DUP: 1,
      N_REFUND_FULL: 1,
      X_STATUS: 2,
      X_NO_CUSTOMER: 1,
    });
  });

  it('bigcommerce: net of tax and shipping, customer 0 is a guest', async () => {
    const first = bigcommerceOrder('1', '105.00', '17');
    const file = exported({
      header:
        'Order ID,Customer ID,Customer Name,Customer Email,Customer Phone,Order Date,Order Status,Subtotal (inc tax),Subtotal (ex tax),Tax Total,Shipping Cost (inc tax),Shipping Cost (ex tax),Ship Method,Order Total (inc tax),Order Total (ex tax),Payment Method,Total Quantity,Order Currency Code,Exchange Rate',
      usual: {
        'Order Date': '13/01/2026',
        'Order Status': 'Completed',
        'Order Currency Code': 'EUR',
      },
      rows: [
        first,
        bigcommerceOrder('2', '55.00', '0', { 'Customer Email': 'guest@example.com' }),
        bigcommerceOrder('3', '45.00', '17', { 'Order Status': 'Refunded' }),
        bigcommerceOrder('4', '35.00', '17', { 'Order Status': 'Cancelled' }),
        bigcommerceOrder('5', '25.00', '17', { 'Order Currency Code': 'USD' }),
        bigcommerceOrder('6', '15.00', '0'),
        first,
      ],
    });
    const found = await measured(file, '--currency', 'EUR');
    expect(found).toMatchObject({ preset: 'bigcommerce', revenue: { value: 100 + 50 } });
    expect(codesOf(found)).toEqual({
      USED: 2,
      M_DUP: 1,
      N_REFUND_FULL: 1,
      X_STATUS: 1,
      X_CURRENCY: 1,
      X_NO_CUSTOMER: 1,
    });
  });

  it('woo-analytics: refused, for it has no ids', async () => {
    const file = exported({
      header:
        'Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution',
      usual: { Date: '2026-01-05 10:00:00', Customer: 'A Buyer', Status: 'completed' },
      rows: [
        { 'Order #': '1', 'Net Sales': '50' },
        { 'Order #': '2', 'Net Sales': '20', Status: 'cancelled' },
        { 'Order #': '3', 'Net Sales': '30', Customer: 'B Buyer' },
      ],
    });
    const { stderr, code } = await measure(file);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^the export of WooCommerce Analytics has no id and no e-mail address/),
    ]);
    const byName = await measured(file, '--customer', 'Customer');
    expect(byName).toMatchObject({ preset: 'woo-analytics', revenue: { value: 80 } });
  });

  it('olist: refused, for its orders have no amounts', async () => {
    const file = exported({
      header:
        'order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date',
      rows: [{ order_id: '1', customer_id: 'a', order_purchase_timestamp: '2026-01-05 10:00:00' }],
    });
    const { stderr, code } = await measure(file);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('no column is known to hold the date or amount, got order_id,'),
    ]);
  });

  it('magento without the column of e-mail addresses: refused, with what to do', async () => {
    const file = exported({
      header: magento.replace('Customer Email,', ''),
      rows: [{ ID: '1', 'Purchase Date': 'Jan 5, 2026, 10:15:00 AM' }],
    });
    expect((await measure(file)).stderr).toContain('show the columns Customer Email and Total');
  });
});

describe('an export of lines is known by its header', () => {
  it('amazon', async () => {
    const file = exported({
      header:
        'amazon-order-id\tmerchant-order-id\tpurchase-date\torder-status\tcurrency\titem-price\titem-tax\tbuyer-email',
      usual: {
        'purchase-date': '2026-01-05T23:15:00-08:00',
        'order-status': 'Shipped',
        currency: 'USD',
      },
      rows: [
        amazonItem('1', '20.00', 'ann@marketplace.example'),
        amazonItem('1', '20.00', 'ann@marketplace.example'),
        amazonItem('1', '5.00', 'ann@marketplace.example'),
        amazonItem('2', '30.00', 'bob@marketplace.example'),
        amazonItem('3', '40.00', 'bob@marketplace.example', { 'order-status': 'Cancelled' }),
        amazonItem('4', '50.00', 'bob@marketplace.example', { currency: 'CAD' }),
        amazonItem('5', '60.00', ''),
      ],
    });
    const found = await measured(file, '--currency', 'USD');
    expect(found).toMatchObject({
      preset: 'amazon',
      revenue: { value: 45 + 30 },
      orders: { value: 2 },
    });
    expect(found.window).toMatchObject({ to: '2026-01-05' });
    const { stderr } = await measure(
      exported({
        header: 'amazon-order-id\tpurchase-date\titem-price',
        rows: [{ 'amazon-order-id': '1', 'purchase-date': '2026-01-05', 'item-price': '1' }],
      }),
    );
    expect(stderr).toMatch(/^this report of Amazon has no buyer-email/);
  });

  it('superstore', async () => {
    const file = exported({
      header:
        'Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,Sales,Quantity,Discount,Profit',
      usual: { 'Order Date': '11/28/2025' },
      rows: [
        superstoreLine('1', 'CA-1', '261.96'),
        superstoreLine('2', 'CA-1', '731.94'),
        superstoreLine('3', 'CA-2', '14.62', 'DV-13045'),
        superstoreLine('4', 'CA-3', '10', ''),
      ],
    });
    const found = await measured(file);
    expect(found).toMatchObject({ preset: 'superstore', orders: { value: 2 } });
    expect(found.revenue.value).toBeCloseTo(261.96 + 731.94 + 14.62, 9);
  });

  it.each([
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
    'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country',
  ])('uci: %s', async (header) => {
    const [invoice = '', , , , , price = '', customer = ''] = header.split(',');
    const line = (number: string, quantity: string, each: string, who = '17850') => ({
      [invoice]: number,
      [price]: each,
      [customer]: who,
      Quantity: quantity,
    });
    const file = exported({
      header,
      usual: { InvoiceDate: '12/13/2010 8:26', StockCode: '85123A' },
      rows: [
        line('536365', '6', '2.55'),
        line('536365', '6', '3.39'),
        // Two of one article are two lines.
        line('536365', '6', '3.39'),
        line('536366', '2', '10', '13047'),
        line('C536379', '-1', '2.55'),
        line('536380', '3', '4', ''),
      ],
    });
    const found = await measured(file);
    expect(found).toMatchObject({ preset: 'uci', orders: { value: 2 }, customers: { value: 2 } });
    expect(found.revenue.value).toBeCloseTo(15.3 + 20.34 + 20.34 + 20 - 2.55, 9);
  });
});
