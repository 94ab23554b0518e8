import { expect, it } from 'vitest';
import { clvInProcess } from './clv.ts';
import { type Case, inFolder, kept } from './golden-runs.ts';

/** What is typed and what comes of it; read the files in golden/ as prose when they change. */
async function transcriptOf(cases: readonly Case[]): Promise<string> {
  let transcript = '';
  for (const { args, stdin } of cases) {
    const words = args === '' ? [] : args.split(' ');
    const options = stdin === undefined ? {} : { stdin };
    const run = await inFolder((cwd) => clvInProcess(words, { ...options, cwd }));
    const input = stdin === undefined ? '' : `printf ${JSON.stringify(stdin)} | `;
    transcript += `$ ${input}clv${args === '' ? '' : ' '}${args}\n${run.stdout}${run.stderr}`;
    if (run.code !== 0) transcript += `[exit ${run.code}]\n`;
    transcript += '\n';
  }
  return transcript;
}

it.each(Object.entries(kept))('the runs of %s print what is kept', async (name, cases) => {
  await expect(await transcriptOf(cases)).toMatchFileSnapshot(`golden/${name}.txt`);
});

it('the help of every verb is kept', async () => {
  const { stdout } = await clvInProcess([]);
  const verbs = stdout.match(/(?<=^ {2})[a-z]+(?= {2})/gm) ?? [];
  expect(verbs.length).toBeGreaterThan(10);
  const pages = ['', '--help', ...verbs.map((verb) => `${verb} --help`), 'help cac'];
  const transcript = await transcriptOf(pages.map((args) => ({ args })));
  await expect(transcript).toMatchFileSnapshot('golden/help.txt');
});
