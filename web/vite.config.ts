/**
 * Two builds of one element: `vite build` writes the page to dist/, and
 * `vite build --mode element` the module for other pages to dist/lib/.
 */
import { cpSync, rmSync } from "node:fs";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const shared: UserConfig = {
  base: "./",
  publicDir: false,
  worker: {
    format: "es",
    rolldownOptions: { output: { entryFileNames: "assets/alikassa-sign-worker-[hash].js" } },
  },
};

const build = {
  target: "es2022",
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  // dist/ has several tenants: each build clears what is its own.
  emptyOutDir: false,
} as const;

const clear = (...paths: string[]): Plugin => ({
  name: "clear",
  apply: "build",
  buildStart() {
    for (const path of paths) rmSync(new URL(path, import.meta.url), { recursive: true, force: true });
  },
});

/** The sample portal loads the element as a stranger would: from its file. */
const portal: Plugin = {
  name: "portal",
  apply: "build",
  closeBundle() {
    cpSync(new URL("portal", import.meta.url), new URL("dist/portal", import.meta.url), { recursive: true });
  },
};

export default defineConfig(({ mode }) =>
  mode === "element"
    ? {
        ...shared,
        plugins: [clear("dist/lib/element"), portal],
        worker: {
          format: "es",
          rolldownOptions: { output: { entryFileNames: "element/alikassa-sign-worker-[hash].js" } },
        },
        build: {
          ...build,
          outDir: "dist/lib",
          rolldownOptions: {
            input: "src/element/alikassa-sign-element.ts",
            preserveEntrySignatures: "strict",
            output: {
              entryFileNames: "alikassa-sign-element.js",
              chunkFileNames: "element/[name]-[hash].js",
              // The library's wasm lies there already: one file serves both.
              assetFileNames: ({ names }) =>
                names.includes("alikassa-sign.wasm")
                  ? "alikassa-sign.wasm"
                  : "element/[name]-[hash][extname]",
            },
          },
        },
      }
    : {
        ...shared,
        plugins: [clear("dist/assets", "dist/index.html")],
        build: { ...build, outDir: "dist" },
      },
);
