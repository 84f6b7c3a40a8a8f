/**
 * The server beside the page: a sandbox that answers like AliKassa, and perhaps
 * a relay to AliKassa itself. Everything that goes to it goes through here, and
 * everything that it says is checked for its size and its shape.
 */
import { EngineError, type Failure, failureOf } from "../engine/protocol.ts";
import { readBytes, readEvents, TooLong } from "./read.ts";
import {
  type Arrived,
  arrivedOf,
  type Health,
  healthOf,
  isRecord,
  type KnownAccount,
  knownAccountOf,
  listOf,
  type NewAccount,
  newAccountOf,
  type Payment,
  paymentOf,
  type Triggers,
  triggersOf,
} from "./shapes.ts";

/** Longer lists than this no sandbox account gives. */
const mostRead = 32 * 1024 * 1024;
/** What an answer to a signed request may have at most. */
export const mostAnswered = 1024 * 1024;
/** How long a question about the sandbox may take, in milliseconds. */
const patience = 15_000;

export type GatewayFailureCode =
  | "gateway-none"
  | "gateway-silent"
  | "gateway-strange"
  | "gateway-refused"
  | "gateway-busy"
  | "gateway-gone"
  | "gateway-unknown";

const failure = (code: GatewayFailureCode, message = ""): EngineError =>
  new EngineError({ code, message } satisfies Failure);

/** What a sandbox account is made of: public keys alone. */
export interface AccountWish {
  readonly publicKey: string;
  readonly payoutPublicKey: string;
  readonly notificationUrl: string;
}

export interface Access {
  readonly account: string;
  readonly token: string;
}

/** A request as it goes out. */
export interface Outgoing {
  readonly address: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** An answer as it came in. */
export interface Answered {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** The answer was a redirect, of which a browser shows no more; it is not followed. */
export class Redirected extends Error {}

export class Gateway {
  /** @param base the folder's address in which sandbox and relay lie, with a slash at its end */
  constructor(readonly base: string) {}

  /**
   * What this server offers; rejects with `gateway-silent` where nobody answers, with `gateway-busy` where it
   * is asked too much, and with `gateway-none` where it is no gateway.
   */
  async health(signal: AbortSignal | null = null): Promise<Health> {
    try {
      return await this.ask("healthz", { signal }, healthOf);
    } catch (thrown) {
      const { code } = failureOf(thrown);
      if (code === "gateway-silent" || code === "gateway-busy") throw thrown;
      throw failure("gateway-none", this.base);
    }
  }

  async triggers(): Promise<Triggers> {
    return this.ask("sandbox/triggers", {}, triggersOf);
  }

  async createAccount({ publicKey, payoutPublicKey, notificationUrl }: AccountWish): Promise<NewAccount> {
    const wish = {
      public_key: publicKey,
      ...(payoutPublicKey ? { payout_public_key: payoutPublicKey } : {}),
      ...(notificationUrl ? { notification_url: notificationUrl } : {}),
    };
    return this.ask("sandbox/accounts", post(wish), newAccountOf);
  }

  /** What an account is, for who has its token; rejects with `gateway-unknown` where that opens none. */
  async account(access: Access): Promise<KnownAccount> {
    // What is no token is none, and is not sent.
    if (!/^[\w.~+/=-]{1,200}$/.test(access.token)) throw failure("gateway-unknown");
    try {
      return await this.ask(accountPath(access), { headers: bearer(access) }, knownAccountOf);
    } catch (thrown) {
      throw failureOf(thrown).code === "gateway-gone" ? failure("gateway-unknown") : thrown;
    }
  }

  async deleteAccount(access: Access): Promise<void> {
    await this.ask(accountPath(access), { method: "DELETE", headers: bearer(access) }, () => true);
  }

  /** What arrived for the account, newest first. */
  async requests(access: Access, most: number): Promise<readonly Arrived[]> {
    return this.ask(
      `${accountPath(access)}/requests?limit=${most}`,
      { headers: bearer(access) },
      listOf("requests", arrivedOf),
    );
  }

  async payments(access: Access, most: number): Promise<readonly Payment[]> {
    return this.ask(
      `${accountPath(access)}/payments?limit=${most}`,
      { headers: bearer(access) },
      listOf("payments", paymentOf),
    );
  }

  /** Moves a payment on, as the payer would. */
  async movePayment(access: Access, id: string, status: string): Promise<void> {
    const path = `${accountPath(access)}/payments/${encodeURIComponent(id)}`;
    await this.ask(path, post({ payment_status: status }, bearer(access)), () => true);
  }

  /** Yields when the stream has begun, and whenever something happened in the account. */
  async *events(access: Access, signal: AbortSignal): AsyncGenerator<string> {
    const init = { headers: { ...bearer(access), Accept: "text/event-stream" }, signal };
    const response = await fetch(this.address(`${accountPath(access)}/events`), { ...quiet, ...init });
    if (!response.ok) throw failure("gateway-refused", String(response.status));
    yield* readEvents(response);
  }

  /**
   * Sends a signed request once, to the byte; whatever the status, it is an
   * answer. Rejects with {@link Redirected} where that leads elsewhere.
   */
  async send({ address, headers, body }: Outgoing, signal: AbortSignal): Promise<Answered> {
    const response = await fetch(address, {
      ...quiet,
      method: "POST",
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: body as BufferSource,
      redirect: "manual",
      signal,
    });
    if (response.type === "opaqueredirect") throw new Redirected();
    return {
      status: response.status,
      headers: [...response.headers],
      body: await readBytes(response, mostAnswered),
    };
  }

  address(path: string): string {
    return new URL(path, this.base).href;
  }

  private async ask<T>(path: string, init: RequestInit, shape: (value: unknown) => T | null): Promise<T> {
    const late = AbortSignal.timeout(patience);
    const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await fetch(this.address(path), { ...quiet, ...init, signal });
      bytes = await readBytes(response, mostRead);
    } catch (thrown) {
      throw thrown instanceof TooLong
        ? failure("gateway-strange", path)
        : failure("gateway-silent", this.base);
    }
    const value = parse(bytes);
    if (!response.ok) throw refusal(response, value);
    const shaped = shape(value);
    if (shaped === null) throw failure("gateway-strange", path);
    return shaped;
  }
}

/** Nothing of the browser's goes along, and nothing is kept. */
const quiet = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" } as const;

const accountPath = ({ account }: Access): string => `sandbox/accounts/${encodeURIComponent(account)}`;
const bearer = ({ token }: Access): Record<string, string> => ({ Authorization: `Bearer ${token}` });
const post = (value: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json" },
  body: JSON.stringify(value),
});

function parse(bytes: Uint8Array): unknown {
  try {
    return bytes.length === 0 ? {} : JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function refusal({ status, headers }: Response, value: unknown): EngineError {
  if (status === 429) return failure("gateway-busy", headers.get("Retry-After") ?? "");
  if (status === 401) return failure("gateway-gone");
  const message = isRecord(value) && typeof value.message === "string" ? value.message : "";
  const reason = reasonOf(headers.get("Sandbox-Reason") ?? "").sentence;
  // Often it is the message, as a header has it.
  const more = bare(reason) === bare(message) ? "" : reason;
  return failure("gateway-refused", [message || String(status), more].filter(Boolean).join(" "));
}

const bare = (sentence: string): string => sentence.replace(/[,;]/g, "");

/** A refusal's header takes a code and a sentence. */
export function reasonOf(header: string): { code: string; sentence: string } {
  const [, code = "", sentence = ""] = /^([a-z0-9-]*)\s*([\s\S]*)$/.exec(header.trim()) ?? [];
  return { code, sentence };
}
