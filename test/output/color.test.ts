import { expect, test } from 'vitest';
import { strong } from '../../src/output/color.ts';

test('a strong text is bold (SGR 1 to 22), whatever the environment says of colour', () => {
  expect(strong('CLV')).toBe('\u001B[1mCLV\u001B[22m');
});

test('a strong text of several lines is bold on each, so that a frame between them is not', () => {
  expect(strong('Purchase\nfrequency')).toBe(
    '\u001B[1mPurchase\u001B[22m\n\u001B[1mfrequency\u001B[22m',
  );
});
