/** The engine's tables, which the build takes out of the engine itself: vite.config.ts. */
declare module "virtual:tables" {
  const tables: Pick<import("../../lib/types.ts").Signer, "operations" | "styles">;
  export default tables;
}
