/**
 * The boundary under random arguments of every JavaScript type: whatever comes,
 * a call gives a result or a SignerError, and the engine lives on.
 */
import type { Key, Signer } from "../../../src/lib/types.ts";
import { equal, failure, ok, type Surroundings } from "../framework.ts";
import type { Part } from "../suite.ts";
import { keyFile, openSmall } from "./keys.ts";
import { Random } from "./random.ts";

const rounds = 1500;

export const fuzzTests: Part = ({ test }, around) => {
  for (const seed of [20250101, Math.floor(Math.random() * 2 ** 31)]) {
    // The second seed differs from run to run; its failures name it.
    test(`fuzz: random arguments, ${seed === 20250101 ? "fixed" : "fresh"} seed`, () => run(around, seed));
  }
};

async function run(around: Surroundings, seed: number): Promise<void> {
  const { library } = around;
  const random = new Random(seed);
  const signer = await library.loadSigner({ rsa: random.next() < 0.5 ? "go" : "auto" });
  const key = await openSmall(signer, around);
  const expected = await key.sign("a");
  const pem = new TextDecoder().decode(keyFile(around, "pkcs1-plain-1024.pem"));
  const plausible = ["{}", '{"amount":1}', "payment", "php", pem, key, key.info.publicKey, expected];
  for (let i = 0; i < rounds; i++) {
    const [name, call] = random.pick(Object.entries(calls(signer, key)));
    const args = Array.from({ length: Math.floor(random.next() * 4) }, () => random.value(plausible));
    const error = await failure(() => call(...args));
    const about = `seed ${seed}, round ${i}, ${name}`;
    ok(error === undefined || error instanceof library.SignerError, `${about} failed with ${String(error)}`);
    const code = (error as { code?: string } | undefined)?.code;
    ok(code !== "internal", `${about} failed inside: ${String(error)}`);
  }
  equal(await key.sign("a"), expected, `seed ${seed}: the key no longer signs alike`);
  equal(new TextDecoder().decode(signer.encode('{"a":1}')), '{"a":1}', `seed ${seed}`);
  signer.close();
}

type Call = (...args: never[]) => unknown;

/** Everything that takes arguments; an opened key is closed again. */
function calls(signer: Signer, key: Key): Record<string, (...args: unknown[]) => unknown> {
  const closing =
    (open: Call) =>
    async (...args: unknown[]) => {
      const opened = (await (open as (...args: unknown[]) => Promise<Key>)(...args)) as Key;
      opened.close();
    };
  const bound = {
    sign: key.sign.bind(key),
    signAll: key.signAll.bind(key),
    encode: signer.encode.bind(signer),
    validate: signer.validate.bind(signer),
    prepare: signer.prepare.bind(signer),
    verify: signer.verify.bind(signer),
    diagnose: (refused: never, options: never) =>
      signer.diagnose(refused, options === undefined ? { budgetMs: 20 } : options),
    readRequest: signer.readRequest.bind(signer),
    checkNotification: signer.checkNotification.bind(signer),
    explain: signer.explain.bind(signer),
    openKey: closing(signer.openKey.bind(signer)),
    openArchive: closing(signer.openArchive.bind(signer)),
    openFiles: closing(signer.openFiles.bind(signer)),
  };
  return bound as unknown as Record<string, (...args: unknown[]) => unknown>;
}
