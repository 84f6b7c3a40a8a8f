/** The size of what a user of the library loads out of the folder: wasm and module, each as brotli 11. */
export function brotliSize(lib: string, names?: readonly string[]): number;
