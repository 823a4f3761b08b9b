import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.{ts,tsx}"],
    environment: "node",
    setupFiles: ["test/seed.ts"],
    testTimeout: 30_000,
  },
});
