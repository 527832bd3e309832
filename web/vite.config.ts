import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: "../src/dateline/serve/static",
    emptyOutDir: true,
    // A data: URL would ask for a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // MapLibre alone is over a megabyte; it loads after the list can be used.
    chunkSizeWarningLimit: 1300,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8477" } },
  test: { include: ["tests/**/*.test.ts"] },
});
