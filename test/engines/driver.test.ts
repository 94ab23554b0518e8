import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { driver, packagesAround } from '../../src/engines/driver.ts';
import { InputError } from '../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-driver-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const project of ['shop', 'my shop', 'shop/packages/web', 'checkout']) {
  mkdirSync(join(folder, project), { recursive: true });
  writeFileSync(join(folder, project, 'package.json'), '{}');
}

it.each([
  ['shop/node_modules/clv/dist/bin', 'shop', 'npm install --prefix ROOT'],
  ['shop/packages/web/node_modules/clv/dist', 'shop/packages/web', 'npm install --prefix ROOT'],
  ['my shop/node_modules/clv', 'my shop', 'npm install --prefix "ROOT"'],
  ['lib/node_modules/clv/dist/bin', 'lib', 'npm install -g'],
  ['shop/node_modules/.pnpm/clv@1/node_modules/clv/dist', 'shop', 'pnpm add --dir ROOT'],
  ['checkout/dist/bin', 'checkout', 'npm install --prefix ROOT'],
])('clv in %s loads packages from %s, and %s adds one', (own, root, command) => {
  const place = join(folder, root);
  expect(packagesAround(join(folder, own))).toEqual({
    folder: join(place, 'node_modules'),
    command: command.replace('ROOT', place),
  });
});

const failing = (code: string, message: string) =>
  driver(() => Promise.reject(Object.assign(new Error(message), { code })), 'pg', 'a needs b');

it('tells a driver that is not there from one that does not load', async () => {
  const own = process.cwd();
  await expect(failing('ERR_MODULE_NOT_FOUND', "Cannot find package 'pg'")).rejects.toThrow(
    new InputError(
      `a needs b, which is not in ${own}/node_modules; npm install --prefix ${own} pg`,
    ),
  );
  await expect(failing('ERR_DLOPEN_FAILED', 'no such file\nat x')).rejects.toThrow(
    new InputError(`a needs b, which does not load: no such file; npm install --prefix ${own} pg`),
  );
  const bug = new TypeError('x is not a function');
  await expect(driver(() => Promise.reject(bug), 'pg', 'a needs b')).rejects.toBe(bug);
});
