/**
 * The engine: the library behind {@link EngineCalls}. It runs in the worker,
 * and on the main thread only where no worker can be started. Keys live here
 * and nowhere else.
 */
import demoPassword from "../../../../signer/testdata/demo/password.txt?raw";
import demoPrivateKey from "../../../../signer/testdata/demo/private.pem?raw";
import demoPublicKey from "../../../../signer/testdata/demo/public.pem?raw";
import { loadSigner } from "../../lib/alikassa-sign.ts";
import type {
  CauseInfo,
  CertificateFile,
  Diagnosis,
  Explanation,
  FoundRequest,
  Key,
  KeyInfo,
  NotificationCheck,
  Problem,
  Refused,
  Signer,
} from "../../lib/types.ts";
import { makeExample, makeNotification } from "./examples.ts";
import {
  type AnswerInput,
  type EngineCalls,
  type EngineFacts,
  type EngineFiles,
  type Example,
  type ExampleName,
  type Failure,
  type Job,
  type OpenOptions,
  type SignInput,
  type SignOutput,
  toFailure,
  type VerifyInput,
  type VerifyOutput,
} from "./protocol.ts";
import { readPublicKey, recoverBlock } from "./recover.ts";

const sha1Length = 20;
/** How often progress is told, in milliseconds. */
const progressEvery = 80;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const demo = { privateKey: demoPrivateKey, password: demoPassword, publicKey: demoPublicKey };

export class Core implements EngineCalls {
  private signer: Signer | undefined;
  private key: Key | undefined;
  private pending: CertificateFile[] = [];

  async start(files: EngineFiles): Promise<EngineFacts> {
    const signer = await loadSigner({ ...files, whole: true });
    this.signer = signer;
    const { version, styles, operations } = signer;
    return { version, styles, operations, rsa: globalThis.crypto?.subtle ? "webcrypto" : "go" };
  }

  async openDemo(): Promise<KeyInfo> {
    return this.hold(await this.loaded.openKey(demo));
  }

  async open(files: readonly CertificateFile[] | null, options: OpenOptions): Promise<KeyInfo> {
    if (files) {
      this.wipePending();
      this.pending = [...files];
    }
    const info = this.hold(await this.loaded.openFiles(this.pending, options));
    this.wipePending();
    return info;
  }

  async dismiss(): Promise<void> {
    this.wipePending();
  }

  async forget(): Promise<void> {
    this.wipePending();
    this.key?.close();
    this.key = undefined;
  }

  async sign(input: SignInput): Promise<SignOutput> {
    const { json, style, compareWith, operation } = input;
    const body = attempt(() => this.loaded.encode(json, style));
    const compared = compareWith ? attempt(() => this.loaded.encode(json, compareWith)) : {};
    const problems = attempt(() => this.loaded.validate(json, operation));
    const unsigned = {
      body: body.value ?? null,
      compared: compared.value ?? null,
      problems: problems.value ?? [],
      signed: null,
    };
    if (body.failure) return { ...unsigned, failure: body.failure };
    if (!this.key) return { ...unsigned, failure: null };
    try {
      return { ...unsigned, ...(await this.signed(input, this.key)), failure: null };
    } catch (thrown) {
      return { ...unsigned, failure: toFailure(thrown) };
    }
  }

  async verify({ body, sign, publicKey }: VerifyInput): Promise<VerifyOutput> {
    const { valid, reason } = this.loaded.verify({ body, sign, publicKey });
    const numbers = readPublicKey(publicKey);
    const block = numbers && recoverBlock(sign, numbers);
    return { valid, reason: reason ?? "", block, bits: numbers ? numbers.n.toString(2).length : 0 };
  }

  async styleOf(text: string): Promise<string | null> {
    const writes = (style: string): boolean => {
      try {
        return decoder.decode(this.loaded.encode(text, style)) === text;
      } catch {
        return false;
      }
    };
    const styles = this.loaded.styles.map(({ name }) => name).filter((name) => name !== "as-is");
    return styles.find(writes) ?? null;
  }

  async readRequest(text: string): Promise<FoundRequest> {
    return this.loaded.readRequest(text);
  }

  async causes(): Promise<readonly CauseInfo[]> {
    return this.loaded.causes();
  }

  async diagnose(refused: Refused, { onProgress, ...job }: Job = {}): Promise<Diagnosis> {
    let told = performance.now();
    const tell = (tried: number, total: number): void => {
      if (performance.now() - told < progressEvery) return;
      told = performance.now();
      onProgress?.(tried, total);
    };
    return this.loaded.diagnose(refused, { ...job, onProgress: tell });
  }

  async checkNotification(payload: string, publicKey: string): Promise<NotificationCheck> {
    return this.loaded.checkNotification({ payload, publicKey });
  }

  async explain(answer: AnswerInput): Promise<Explanation> {
    return this.loaded.explain(answer);
  }

  async example(cause: ExampleName): Promise<Example> {
    return this.withDemo((key) => makeExample(cause, this.loaded, key));
  }

  async notificationExample(): Promise<Omit<Example, "otherKeys">> {
    return this.withDemo((key) => makeNotification(this.loaded, key));
  }

  private async withDemo<T>(use: (key: Key) => Promise<T>): Promise<T> {
    const key = await this.loaded.openKey(demo);
    try {
      return await use(key);
    } finally {
      key.close();
    }
  }

  private async signed(
    input: SignInput,
    key: Key,
  ): Promise<Pick<SignOutput, "body" | "problems" | "signed">> {
    const { operation, json, style, account, baseUrl, format } = input;
    const request = await this.loaded.prepare({
      operation,
      json,
      style,
      account: account.trim(),
      key,
      ...(baseUrl ? { baseUrl } : {}),
    });
    const numbers = readPublicKey(key.info.publicKey);
    const block = (numbers && recoverBlock(request.sign, numbers)) ?? new Uint8Array();
    const { url, sign, body } = request;
    const problems: readonly Problem[] = request.problems;
    const headers = Object.entries(request.headers);
    const digest = block.slice(-sha1Length);
    return { body, problems, signed: { url, headers, sign, code: request.as(format), block, digest } };
  }

  private get loaded(): Signer {
    if (!this.signer) throw new Error("the engine has not started");
    return this.signer;
  }

  private hold(key: Key): KeyInfo {
    this.key?.close();
    this.key = key;
    return key.info;
  }

  private wipePending(): void {
    for (const file of this.pending) file.data.fill(0);
    this.pending = [];
  }
}

function attempt<T>(work: () => T): { value?: T; failure?: Failure } {
  try {
    return { value: work() };
  } catch (thrown) {
    return { failure: toFailure(thrown) };
  }
}
