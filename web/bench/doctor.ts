/** The doctor in one page of Chromium. */
import { loadSigner, type Refused } from "../src/lib/alikassa-sign.ts";
import { bodyOf, type Certificate, time, wasm } from "./start.ts";

type Bytes = string | { base64: string };
interface Vector {
  name: string;
  causes: string[];
  body: Bytes;
  sign: string;
  publicKey: number;
  otherKeys?: number[];
  signed: Bytes | null;
}

const documented =
  '{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0",' +
  '"customer_ip":"18.191.80.10","success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}';

export async function prepare({ privateKey, password }: Certificate) {
  const engines = watchEngines();
  const signer = await loadSigner({ wasm, doctor: "/alikassa-sign-doctor.wasm" });
  await signer.causes(); // loads the doctor, whose engine is the second
  const memory = () => (engines[1]?._inst.exports.mem.buffer.byteLength ?? Number.NaN) / 2 ** 20;
  const idle = memory();
  const key = await signer.openKey({ privateKey, password });
  const { publicKeys, ...vectors } = await (await fetch("/mistakes.json")).json();
  const unlike = async (body: string): Promise<Refused> => ({
    body,
    sign: await key.sign("a text that no mistake makes of it"),
    publicKey: key.info.publicKey,
  });

  const diagnose = async (vector: Vector) => {
    const { body, sign, publicKey, otherKeys = [], causes, signed } = vector;
    const refused = {
      body: bytes(body),
      sign,
      publicKey: publicKeys[publicKey],
      otherKeys: otherKeys.map((i) => publicKeys[i]),
    };
    const start = performance.now();
    const found = await signer.diagnose(refused);
    const milliseconds = performance.now() - start;
    const codes = found.findings.map(({ code }) => code).sort();
    const exact = signed === null || String(found.signed) === String(bytes(signed));
    return { milliseconds, hit: exact && String(codes) === String([...causes].sort()) };
  };
  return {
    /** Each vector of one mistake, or of two. */
    vectors: async (of: "one" | "two") => {
      const results: { milliseconds: number; hit: boolean }[] = [];
      for (const vector of vectors[of] as Vector[]) results.push(await diagnose(vector));
      return results;
    },
    nothing: async () => {
      const refused = await unlike(documented);
      let tried = 0;
      const milliseconds = await time(async () => {
        ({ tried } = await signer.diagnose(refused, { mistakes: 2, budgetMs: 120_000 }));
      });
      return { milliseconds, tried };
    },
    /** From the call of abort to the rejection. */
    cancel: async (after: number) => {
      const stop = new AbortController();
      const stopped = signer
        .diagnose(await unlike(documented), { signal: stop.signal, budgetMs: 120_000 })
        .catch(({ code }) => {
          if (code !== "aborted") throw new Error(code);
        });
      await new Promise((resolve) => setTimeout(resolve, after));
      return time(() => {
        stop.abort();
        return stopped;
      });
    },
    memory: () => memory() - idle,
    /** Milliseconds for each candidate of a body of 500 bytes. */
    hash: async () => {
      let tried = 0;
      const refused = await unlike(bodyOf500());
      const milliseconds = await time(async () => {
        ({ tried } = await signer.diagnose(refused, { budgetMs: 1000 }));
      });
      return milliseconds / tried;
    },
    /** The same in plain JavaScript: a value is changed, the body written, hashed and compared. */
    hashInScript: async (count: number) => {
      const data = JSON.parse(bodyOf500());
      const wanted = new Uint8Array(20);
      const encoder = new TextEncoder();
      const milliseconds = await time(async () => {
        for (let i = 0; i < count; i++) {
          data.order_id = String(i);
          const digest = new Uint8Array(
            await crypto.subtle.digest("SHA-1", encoder.encode(JSON.stringify(data))),
          );
          if (digest.every((byte, at) => byte === wanted[at])) throw new Error("found");
        }
      });
      return milliseconds / count;
    },
  };
}

function bodyOf500(): string {
  const data = JSON.parse(bodyOf(1));
  data.customer_browser_user_agent += "x".repeat(500 - JSON.stringify(data).length);
  return JSON.stringify(data);
}

function bytes(of: Bytes): Uint8Array {
  if (typeof of === "string") return new TextEncoder().encode(of);
  return Uint8Array.from(atob(of.base64), (character) => character.charCodeAt(0));
}

interface Glue {
  readonly _inst: { readonly exports: { readonly mem: WebAssembly.Memory } };
}

/** The glues of Go programs as they start: each sets `_values`, which is caught by a setter. */
function watchEngines(): Glue[] {
  const glues: Glue[] = [];
  Object.defineProperty(Object.prototype, "_values", {
    configurable: true,
    set(value: unknown[]) {
      glues.push(this);
      Object.defineProperty(this, "_values", { value, writable: true, configurable: true });
    },
  });
  return glues;
}
