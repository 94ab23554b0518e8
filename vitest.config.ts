import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Of two cores vitest would use one; runs of clv wait for each other then.
    maxWorkers: 2,
    coverage: { include: ['src/**'], reporter: ['text'] },
    projects: [
      // Whole runs start processes, and two cores are shared by all of them.
      {
        test: {
          name: 'test',
          include: ['test/**/*.test.ts'],
          setupFiles: ['test/seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'nodes',
          include: ['test/nodes.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'bench',
          include: ['test/bench/{run,orders,spill,models}.ts'],
          testTimeout: 3_600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['test/engines/run.ts'],
          globalSetup: ['test/engines/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'scale',
          include: ['test/engines/scale.ts'],
          globalSetup: ['test/engines/setup.ts'],
        },
      },
    ],
  },
});
