/**
 * Signs requests to AliKassa's API: Go's signing core as WebAssembly, behind
 * plain JavaScript, in browsers, Web Workers and Node.
 *
 * Start with {@link loadSigner}; its `openKey`, `openArchive` or `openFiles`
 * give a {@link Key}, and `prepare` a request that is ready to send.
 *
 * It promises that no byte leaves the program by itself: there is no network in
 * here but the loading of the WebAssembly. Everything that fails is a
 * {@link SignerError} with a code.
 */
import { Engine, scrubbing } from "./engine.ts";
import { SignerError } from "./errors.ts";
import { load, readOptions, signerFile } from "./load.ts";
import { Rest } from "./rest.ts";
import { subtle } from "./rsa.ts";
import { GoSigner } from "./signer.ts";
import type { LoadOptions, Signer } from "./types.ts";

export { SignerError } from "./errors.ts";
export type * from "./types.ts";

/** Loads and starts an engine. Several live side by side; each wants its {@link Signer.close}. */
export async function loadSigner(options?: LoadOptions): Promise<Signer> {
  const { wasm, rest: restSource, doctor, rsa, whole } = readOptions(options);
  if (rsa === "webcrypto" && !subtle()) {
    const message =
      "There is no WebCrypto here: crypto.subtle is for pages that come over https or from localhost.";
    throw new SignerError({
      code: "no-webcrypto",
      message,
      hint: 'Load the signer with rsa: "auto" or "go".',
    });
  }
  const rest = new Rest(restSource);
  const signsInGo = rsa === "go" || !subtle(); // which takes more than the first part has
  const late = !whole && !signsInGo && rest.canBeLate;
  const starting = load(signerFile, wasm).then((module) => Engine.start(module, scrubbing, rest));
  const coming = late ? undefined : rest.come(starting);
  coming?.catch(() => {}); // it is awaited after the start
  const engine = await starting;
  engine.offering("describe", "options.wasm is another program than alikassa-sign.wasm.");
  if (coming) {
    await coming.catch((cause) => {
      engine.close();
      throw cause;
    });
  } else rest.comeSoon();
  return new GoSigner(engine, rest, rsa, doctor);
}
