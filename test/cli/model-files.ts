import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { modelFiles } from '../input/model-file.ts';

/** A folder with a model of each kind: buyers.json, rounds.json and contract.json. */
export function modelFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clv-model-'));
  for (const [name, file] of Object.entries(modelFiles())) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(file));
  }
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
