/** What node calls the module of `enableCompileCache`, which Node 20 and its types lack. */
interface ModuleWithCache {
  enableCompileCache?(): unknown;
}

/** Start clv; from Node 22 on with the compiled code of the last start, where node keeps it. */
async function start(): Promise<void> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  // On Node 20 the module is not even asked for: loading it takes a millisecond.
  if (major >= 22)
    (process.getBuiltinModule('node:module') as ModuleWithCache).enableCompileCache?.();
  const { run } = await import('./cli/run.ts');
  await run(process);
}

void start();
