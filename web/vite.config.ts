/**
 * Two builds of one element: `vite build` writes the page to dist/, and
 * `vite build --mode element` the module for other pages to dist/lib/.
 */
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createLogger, defineConfig, type Plugin, type UserConfig } from "vite";

/** What goes wrong, and nothing else: the wasm files of the library are found when it runs, beside it. */
const logger = createLogger("warn");
const { warnOnce } = logger;
logger.warnOnce = (text, options) => {
  if (!/alikassa-sign(-rest|-doctor)?\.wasm".* doesn't exist at build time/.test(text))
    warnOnce(text, options);
};

const shared: UserConfig = {
  base: "./",
  logLevel: "warn",
  customLogger: logger,
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
  reportCompressedSize: false,
  chunkSizeWarningLimit: 800,
  // dist/ has several tenants: each build clears what is its own.
  emptyOutDir: false,
} as const;

/**
 * Operations and styles, out of the engine that this build ships: with them
 * the page is whole before the engine has come.
 */
const tables = (): Plugin => {
  const id = "virtual:tables";
  return {
    name: "tables",
    resolveId: (wanted) => (wanted === id ? `\0${id}` : null),
    async load(wanted) {
      if (wanted !== `\0${id}`) return null;
      const library = resolve(import.meta.dirname, "dist/lib/alikassa-sign.js");
      const file = (name: string) => readFileSync(resolve(import.meta.dirname, "build", name));
      const [wasm, rest] = [file("alikassa-sign.wasm"), file("alikassa-sign-rest.wasm")];
      const { loadSigner } = await import(pathToFileURL(library).href);
      const signer = await loadSigner({ wasm, rest });
      const { operations, styles } = signer;
      const json = JSON.stringify({ operations, styles });
      signer.close();
      return `export default JSON.parse(${JSON.stringify(json)});`;
    },
  };
};

/** Clears what an earlier build left, its compressed forms included: they would be served for the new files. */
const clear = (...names: string[]): Plugin => {
  let out = "";
  return {
    name: "clear",
    apply: "build",
    configResolved({ root, build }) {
      out = resolve(root, build.outDir);
    },
    buildStart() {
      for (const name of names) rmSync(resolve(out, name), { recursive: true, force: true });
    },
  };
};

/** The sample portal loads the element as a stranger would: from its file. */
const portal = (): Plugin => {
  let out = "";
  return {
    name: "portal",
    apply: "build",
    configResolved({ root, build }) {
      out = resolve(root, build.outDir, "../portal");
    },
    closeBundle() {
      rmSync(out, { recursive: true, force: true });
      cpSync(new URL("portal", import.meta.url), out, { recursive: true });
    },
  };
};

/** Tells the licences of what is built in, the fonts' included. */
const licences = (name: string): Plugin => ({
  name: "licences",
  apply: "build",
  generateBundle(_, bundle) {
    const inside = Object.values(bundle).flatMap((file) =>
      file.type === "chunk" ? Object.keys(file.modules) : file.originalFileNames,
    );
    const folders = inside.map((path) => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
    const texts = [...new Set(folders)].sort().flatMap((folder) => {
      const file =
        folder &&
        ["LICENSE", "LICENSE.md"].map((one) => resolve(import.meta.dirname, folder, one)).find(existsSync);
      return file ? [`${folder.replace("node_modules/", "")}\n\n${readFileSync(file, "utf8").trim()}\n`] : [];
    });
    this.emitFile({ type: "asset", fileName: name, source: texts.join(`\n${"-".repeat(72)}\n\n`) });
  },
});

export default defineConfig(({ mode }) =>
  mode === "element"
    ? {
        ...shared,
        plugins: [
          tables(),
          clear("element", "alikassa-sign-element.js.br", "alikassa-sign-element.js.gz"),
          portal(),
          licences("element/licences.txt"),
        ],
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
              // The library's wasm files lie there already: they serve both.
              assetFileNames: ({ names }) =>
                names.find((name) => /^alikassa-sign(-rest|-doctor)?\.wasm$/.test(name)) ??
                "element/[name]-[hash][extname]",
            },
          },
        },
      }
    : {
        ...shared,
        plugins: [
          tables(),
          clear("assets", "index.html", "index.html.br", "index.html.gz"),
          licences("assets/licences.txt"),
        ],
        build: { ...build, outDir: "dist" },
      },
);
