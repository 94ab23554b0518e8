import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src/cli/process/secret.ts', import.meta.url));

/** A program that asks, and tells what it was told in other signs. */
const program = `import { askSecret } from ${JSON.stringify(source)};
askSecret(process.stdin, (text) => process.stderr.write(text), 'Password: ', () => process.kill(process.pid, 'SIGINT'))
  .then((word) => console.log(Buffer.from(word).toString('hex')));`;

/** Run a program at a terminal of its own, type when it asks, and print the screen and the end. */
const typist = `import os, pty, sys
pid, screen = pty.fork()
if pid == 0: os.execvp('node', ['node', sys.argv[1]])
seen = b''
while not seen.endswith(b'Password: '): seen += os.read(screen, 1024)
os.write(screen, bytes.fromhex(sys.argv[2]))
try:
    while True:
        piece = os.read(screen, 1024)
        if not piece: break
        seen += piece
except OSError: pass
print(seen.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), sep='|', end='')`;

export function secrets(): void {
  const folder = mkdtempSync(join(tmpdir(), 'clv-secret-'));
  beforeAll(async () => {
    writeFileSync(join(folder, 'ask.ts'), program);
    const bundle = await rolldown({ input: join(folder, 'ask.ts'), platform: 'node' });
    await bundle.write({ file: join(folder, 'ask.mjs') });
    writeFileSync(join(folder, 'typist.py'), typist);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const screenAfter = (typed: string) =>
    spawnSync(
      'python3',
      [join(folder, 'typist.py'), join(folder, 'ask.mjs'), Buffer.from(typed).toString('hex')],
      {
        encoding: 'utf8',
      },
    ).stdout.replaceAll('\r', '');

  it('takes a password that the screen never shows', () => {
    const told = Buffer.from('pässé 1').toString('hex');
    expect(screenAfter('pässéx\u007f 1\r')).toBe(`Password: \n${told}\n|0`);
    expect(screenAfter('wrong\u0015pässé 1\r')).toBe(`Password: \n${told}\n|0`);
  });

  it('ends by Ctrl-C', () => {
    expect(screenAfter('half\u0003')).toBe('Password: \n|-2');
  });
}
