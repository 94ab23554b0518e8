import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Whole runs start processes, and two cores are shared by all of them.
    testTimeout: 60_000,
    coverage: { include: ['src/**'], reporter: ['text'] },
  },
});
