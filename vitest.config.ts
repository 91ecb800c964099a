import { defineConfig } from 'vitest/config';

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**'],
    globalSetup: ['tests/support/prepare-run.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A worker takes one file after another: what they import is read once, and no module has side effects on import. MUST be undone by
    // a test that changes something of the process, as fake timers are.
    isolate: false,
  },
});
