/**
 * Sends what the Sign view has prepared, when the visitor says so and never
 * again by itself, and remembers in memory what was sent.
 */
import type { Explanation } from "../../lib/types.ts";
import { decode } from "../bytes/decode.ts";
import { failureOf, type Signed } from "../engine/protocol.ts";
import { Redirected, reasonOf } from "../gateway/gateway.ts";
import { literal, setMember } from "../json/edit.ts";
import { find, readTree } from "../json/tree.ts";
import type { Catalogue } from "../text/en.ts";
import {
  type Destination,
  type Ending,
  type Exchange,
  headerOf,
  memberOf,
  type Prepared,
} from "./exchange.ts";
import type { Session } from "./session.ts";

export type Target = Destination | "self";
export const targets: readonly Target[] = ["sandbox", "relay", "self"];
/** For where a program is that one runs oneself. */
export type Place = "sandbox" | "alikassa";
export const places: readonly Place[] = ["sandbox", "alikassa"];

/** AliKassa's samples wait 30 s, and so does the relay: what takes longer has no answer, in milliseconds. */
const longest = 40_000;
/** More than this nobody looks through; the oldest goes. */
const mostKept = 200;
/** The sandbox's reason where it has no such account. */
const unknown = "unknown-account";
/** What never went out created nothing. */
const unsent: Explanation = { outcome: "not-created", title: "", advice: "" };

/** What was put into the data, in the page's language. */
type Announcement = (t: Catalogue) => string;

export class Sending {
  target: Target = "sandbox";
  private chosenPlace: Place | null = null;
  /** What was sent in this tab, newest first. */
  history: readonly Exchange[] = [];
  /** The number of the exchange that is shown; 0: none. */
  shown = 0;
  /** What waits for the visitor's word before it is really sent. */
  confirming: Prepared | null = null;
  /** Whether what was to be confirmed changed before it was. */
  outdated = false;
  private announced: { operation: string; text: string; words: Announcement } | null = null;
  private last = 0;
  private controller: AbortController | null = null;
  private cancelled = false;
  private made: { signed: Signed | null; key: string; prepared: Prepared | null } = {
    signed: null,
    key: "",
    prepared: null,
  };

  constructor(private readonly session: Session) {}

  choose(target: Target): void {
    Object.assign(this, { target, confirming: null, outdated: false });
    this.changed();
  }

  choosePlace(place: Place): void {
    this.chosenPlace = place;
    this.changed();
  }

  /** The sandbox first, where it knows who asks: a program that is tried out moves no money there. */
  get place(): Place {
    return this.session.sandbox.account ? (this.chosenPlace ?? "sandbox") : "alikassa";
  }

  show(number: number): void {
    this.shown = number;
    this.changed();
  }

  get current(): Exchange | null {
    return this.history.find(({ number }) => number === this.shown) ?? null;
  }

  /** The exchange that is under way. */
  get running(): Exchange | null {
    return this.history.find(({ ending }) => ending === null) ?? null;
  }

  /** The signed request as it would be sent now; null while there is none, or nowhere to send it. */
  get prepared(): Prepared | null {
    const { target, session } = this;
    const { signed, output, certificate, sandbox, operationInfo } = session;
    const account = target === "sandbox" ? (sandbox.account?.account ?? "") : session.account.trim();
    const { base, health } = sandbox;
    const open = target === "relay" ? health?.relay === true : health !== null && account !== "";
    const key = [target, open, account, base, health?.upstream].join("\n");
    if (this.made.signed === signed && this.made.key === key) return this.made.prepared;
    const publicKey = certificate.info?.publicKey ?? "";
    const ready = target !== "self" && open && signed && output?.body && operationInfo;
    this.made = { signed, key, prepared: null };
    if (!ready) return null;
    const { path, name: operation } = operationInfo;
    const text = decode(output.body).text;
    const address = new URL(`${target}/${path}`, base).href;
    const headers = [
      ["Content-Type", "application/json"],
      ["Account", account],
      ["Sign", signed.sign],
    ] as const;
    this.made.prepared = {
      destination: target,
      operation,
      creates: operationInfo.creates ?? "",
      address,
      url: target === "relay" ? `${health?.upstream.replace(/\/+$/, "")}/${path}` : address,
      // With the key the relay verifies Sign before it sends anything on.
      headers: target === "relay" ? [...headers, ["Relay-Public-Key", btoa(publicKey)]] : headers,
      arriving: target === "relay" ? [...headers, ["User-Agent", "AliKassa2.0 API"]] : headers,
      body: output.body,
      account,
      sign: signed.sign,
      publicKey,
      orderId: memberOf(text, "order_id"),
      amount: memberOf(text, "amount"),
    };
    return this.made.prepared;
  }

  /** Errors in the data, which AliKassa would refuse. */
  get errors(): number {
    return this.session.output?.problems.filter(({ severity }) => severity === "error").length ?? 0;
  }

  /** Whether what is prepared may be sent: to AliKassa nothing that it is known to refuse. */
  get ready(): boolean {
    const good = this.errors === 0 && !this.session.certificate.demo;
    return this.prepared !== null && (this.target === "sandbox" || good);
  }

  /** One after another: nothing is sent while something is under way. */
  private get allowed(): boolean {
    return this.ready && !this.running;
  }

  /** Sends to the sandbox at once; before a real request the visitor is asked. */
  begin(): void {
    const { prepared } = this;
    if (!prepared || !this.allowed) return;
    Object.assign(this, { outdated: false, announced: null });
    if (prepared.destination === "relay") {
      this.confirming = prepared;
      this.changed();
    } else void this.send(prepared);
  }

  /** Sends what was confirmed, if it is still what is prepared. */
  confirm(): void {
    const { confirming } = this;
    this.confirming = null;
    this.outdated = confirming !== this.prepared;
    if (confirming && !this.outdated && this.allowed) void this.send(confirming);
    else this.changed();
  }

  dismiss(): void {
    this.confirming = null;
    this.changed();
  }

  cancel(): void {
    this.cancelled = true;
    this.controller?.abort();
  }

  /** Drops what was sent; what is under way goes on. */
  clear(): void {
    this.history = this.history.filter(({ ending }) => ending === null);
    this.changed();
  }

  /** Ends what is under way and forgets everything. */
  stop(): void {
    this.cancel();
    Object.assign(this, { history: [], shown: 0, confirming: null });
  }

  /** Puts an order_id that was never used into the data of the Sign view. */
  renewOrder(operation: string): string {
    const fresh = String(Date.now());
    this.session.set({ operation });
    this.put("order_id", fresh);
    return fresh;
  }

  /** Puts the request for the status of what was sent into the Sign view's data, to be sent next. */
  askStatus({ creates, orderId }: Prepared): void {
    const { session } = this;
    const asking = session.operations.find(({ asksFor }) => asksFor !== undefined && asksFor === creates);
    if (!asking) return;
    session.set({ operation: asking.name });
    this.put("order_id", orderId);
    this.announce((t) => t.send.statusReady);
  }

  /** Puts a value that provokes an answer into the data of the Sign view, to be sent from here. */
  provoke(field: string, value: string): void {
    const { session } = this;
    const operation = session.operation === "payout" ? "payout" : "payment";
    session.set({ operation, view: "send" });
    this.choose("sandbox");
    this.put(field, value);
    // The answer of another request beside it would be taken for its.
    this.shown = 0;
    this.announce((t) => t.sandbox.tried(field, value));
  }

  /** What was just put into the data, to be sent; null once it is sent, or the data is another. */
  get announcement(): string | null {
    const { announced, session } = this;
    const stands = announced?.operation === session.operation && announced.text === session.text;
    return announced && stands ? announced.words(session.t) : null;
  }

  private announce(words: Announcement): void {
    const { session } = this;
    this.announced = { operation: session.operation, text: session.text, words };
    session.say(words(session.t));
  }

  /** A number stays one. */
  private put(field: string, value: string): void {
    const { session } = this;
    const old = find(readTree(session.text), field)?.value;
    session.text = setMember(session.text, field, literal(value, old?.kind ?? "string"));
  }

  private async send(prepared: Prepared): Promise<void> {
    const { session } = this;
    const number = ++this.last;
    const startedAt = Date.now();
    const begun = performance.now();
    const started: Exchange = {
      number,
      prepared,
      startedAt,
      ending: null,
      took: 0,
      answer: null,
      explanation: null,
    };
    this.history = [started, ...this.history].slice(0, mostKept);
    this.shown = number;
    this.cancelled = false;
    const controller = new AbortController();
    this.controller = controller;
    this.changed();
    const limit = setTimeout(() => controller.abort(), longest);
    const [ending, answer] = await this.deliver(prepared, controller.signal);
    clearTimeout(limit);
    const took = performance.now() - begun;
    const explanation = ending === "unsent" ? unsent : await this.explain(prepared.operation, answer);
    if (prepared.destination === "sandbox" && reasonOf(headerOf(answer, "Sandbox-Reason")).code === unknown)
      session.sandbox.lose(prepared.account);
    this.history = this.history.map((one) =>
      one.number === number ? { ...one, ending, took, answer, explanation } : one,
    );
    // Where the answer is not seen it is told.
    const { send } = session.t;
    if (session.view !== "send" && answer) session.say(send.said(send.status(answer.status, took)));
    else if (session.view !== "send" && ending !== "answered") session.say(send.endings[ending](took));
    this.changed();
  }

  /** A request is out of hand once it is sent: that there is a server at all is asked before. */
  private async deliver(prepared: Prepared, signal: AbortSignal): Promise<[Ending, Exchange["answer"]]> {
    const { gateway } = this.session.sandbox;
    try {
      await gateway.health(signal);
    } catch (thrown) {
      if (failureOf(thrown).code !== "gateway-busy") return ["unsent", null];
    }
    try {
      return ["answered", await gateway.send(named(prepared), signal)];
    } catch (thrown) {
      const cut = this.cancelled ? "cancelled" : signal.aborted ? "late" : "broken";
      return [thrown instanceof Redirected ? "redirected" : cut, null];
    }
  }

  /** The relay explains its own answers; AliKassa's, and those of the sandbox, the engine. */
  private async explain(operation: string, answer: Exchange["answer"]): Promise<Exchange["explanation"]> {
    const status = answer?.status ?? 0;
    const body = answer ? decode(answer.body).text : "";
    if (headerOf(answer, "Relay-Reason")) return relayed(body);
    try {
      return await this.session.engine.call("explain", { status, body, operation });
    } catch {
      return null;
    }
  }

  private changed(): void {
    this.session.set({});
  }
}

/**
 * To the relay it goes under a name of its own: a browser may send it once more by itself, where a connection
 * breaks, and the relay then knows that.
 */
function named(prepared: Prepared): Prepared {
  if (prepared.destination !== "relay") return prepared;
  const name = crypto.getRandomValues(new Uint8Array(16)).join("-");
  return { ...prepared, headers: [...prepared.headers, ["Relay-Once", name]] };
}

/** What the relay says where AliKassa has said nothing. Unless it says for certain that nothing was created, that is unknown. */
function relayed(body: string): Explanation {
  const outcome = memberOf(body, "outcome") === "not-created" ? "not-created" : "unknown";
  return { outcome, title: memberOf(body, "message"), advice: memberOf(body, "advice") };
}
