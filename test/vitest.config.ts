import { defineConfig } from "vitest/config";

/** They mostly wait for WireGuard's own timers: several at once take no longer than one. They run after all others. */
const LIVE = "test/live/**/*.test.ts";
/** Real terminals: `npm run test:terminals`. */
const TERMINALS = "test/terminals/**";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    environment: "node",
    globalSetup: ["test/pty/shared-bundle.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "house",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", TERMINALS, LIVE],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "live", include: [LIVE], maxWorkers: 4, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
