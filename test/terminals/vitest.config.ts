import { defineConfig } from "vitest/config";

/** Real terminals on a display of their own: minutes of work and packages of Debian's, so it is no part of `npm test`. */
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/terminals/**/*.test.ts"],
    environment: "node",
    globalSetup: ["test/pty/shared-bundle.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
