/** Keys that several tests open. */
import type { Key, Signer } from "../../../src/lib/types.ts";
import { fromBase64, type Surroundings } from "../framework.ts";

export function keyFile({ vectors }: Surroundings, name: string): Uint8Array<ArrayBuffer> {
  return fromBase64(vectors.files[`vectors/${name}`] as string);
}

/** 2048 bits, not encrypted. */
export function openPlain(signer: Signer, around: Surroundings): Promise<Key> {
  return signer.openKey({ privateKey: keyFile(around, "pkcs1-plain.pem") });
}

/** 1024 bits, for tests that sign much. */
export function openSmall(signer: Signer, around: Surroundings): Promise<Key> {
  return signer.openKey({ privateKey: keyFile(around, "pkcs1-plain-1024.pem") });
}
