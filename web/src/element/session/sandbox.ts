/**
 * The sandbox account of this tab, and what happens in it. Its token lives
 * here, in memory, and is gone with the tab.
 */
import { type Failure, failureOf } from "../engine/protocol.ts";
import { type AccountWish, Gateway } from "../gateway/gateway.ts";
import type { Arrived, Health, KnownAccount, Payment, Triggers } from "../gateway/shapes.ts";
import { withoutPrivateKeys } from "../report/private.ts";
import type { Session } from "./session.ts";

/** How long to wait before looking again, in milliseconds, where the server does not tell by itself. */
const pollEvery = 2_000;
/** Between two looks at what was told, in milliseconds. */
const breath = 250;

/** How many of a list are asked for: at first, and when older ones are wanted. The server keeps no more. */
const depths = [50, 200, 500] as const;

export type CertificateKind = "payments" | "payouts";

export interface OwnAccount extends KnownAccount {
  readonly token: string;
}

export class Sandbox {
  gateway: Gateway;
  /** What the server offers; null: not asked yet, or it is none. */
  health: Health | null = null;
  /** Why there is no sandbox here. */
  absence: Failure | null = null;
  /** Whether there was one here before. */
  known = false;
  triggers: Triggers | null = null;
  account: OwnAccount | null = null;
  /** What arrived, newest first. */
  requests: readonly Arrived[] = [];
  payments: readonly Payment[] = [];
  /** Why what was asked for last was not done; null: it was. */
  failure: Failure | null = null;
  /** Why it cannot be seen what happens in the account; null: it can. */
  blindness: Failure | null = null;
  /** Whether it was seen what is in the account: before that, none of it is known to be nothing. */
  seen = false;
  /** Whether what is known of the account is followed, and is what stands there now. */
  live = false;
  /** Whether something is being made, moved or deleted. */
  busy = false;
  /** What the next account is made of, beside the certificate. */
  payoutKey = "";
  notificationUrl = "";
  private depth: Record<"requests" | "payments", number> = { requests: depths[0], payments: depths[0] };
  private watching: AbortController | null = null;
  private asks = 0;
  /** How often it was looked into the account, and which of these looks is shown. */
  private turns = 0;
  private drawn = 0;

  constructor(private readonly session: Session) {
    this.gateway = new Gateway(baseOf(""));
  }

  /** The folder in which sandbox and relay lie. */
  get base(): string {
    return this.gateway.base;
  }

  /** Another server is meant: nothing of the one before stays. */
  use(base: string): void {
    const next = baseOf(base);
    if (next === this.base) return;
    this.forget();
    this.asks++;
    this.gateway = new Gateway(next);
    Object.assign(this, { health: null, absence: null, known: false, triggers: null });
  }

  /** Asks what the server offers. It is told nothing. */
  async look(): Promise<void> {
    const ask = ++this.asks;
    try {
      const health = await this.gateway.health();
      if (ask !== this.asks) return;
      Object.assign(this, { health, absence: null, known: true });
      this.changed();
    } catch (thrown) {
      if (ask !== this.asks) return;
      Object.assign(this, { health: null, absence: failureOf(thrown) });
      this.changed();
      return;
    }
    await this.learn();
  }

  /** Asks once what can be provoked; all else works without it. */
  private async learn(): Promise<void> {
    const { gateway } = this;
    if (this.triggers) return;
    try {
      const triggers = await gateway.triggers();
      if (gateway === this.gateway) Object.assign(this, { triggers, failure: this.lasting });
    } catch (thrown) {
      if (gateway === this.gateway) this.failure = failureOf(thrown);
    }
    this.changed();
  }

  /** The failure, unless it was that the server could not be asked, which it now can. */
  private get lasting(): Failure | null {
    return ["gateway-silent", "gateway-busy"].includes(this.failure?.code ?? "") ? null : this.failure;
  }

  /**
   * What the next account is made of: public keys, the loaded certificate's for what it is, and for the other
   * kind the one that was given, or that the last account had.
   */
  wished(certificate: CertificateKind = "payments"): AccountWish | null {
    const { account } = this;
    const { info } = this.session.certificate;
    if (!info) return null;
    const forPayouts = certificate === "payouts";
    return {
      publicKey: (forPayouts && account?.publicKey) || info.publicKey,
      payoutPublicKey: forPayouts ? info.publicKey : this.payoutKey.trim() || this.keyFor("payouts"),
      notificationUrl: this.notificationUrl.trim() || (account?.notificationUrl ?? ""),
    };
  }

  async create(certificate?: CertificateKind): Promise<void> {
    const { session } = this;
    const wish = this.wished(certificate);
    if (!wish) return;
    await this.work(async () => {
      const made = await this.gateway.createAccount(wish);
      this.forget();
      this.account = { ...made, ...wish };
      session.say(session.t.sandbox.made);
    });
    this.follow();
  }

  /** Opens an account that was made elsewhere, or before a reload. */
  async open(account: string, token: string): Promise<void> {
    const { session } = this;
    const access = { account: account.trim().toLowerCase(), token: token.trim() };
    await this.work(async () => {
      const known = await this.gateway.account(access);
      this.forget();
      this.account = { ...known, token: access.token };
      session.say(session.t.sandbox.opened);
    });
    this.follow();
  }

  async delete(): Promise<void> {
    const { account } = this;
    if (!account) return;
    await this.work(async () => {
      await this.gateway.deleteAccount(account);
      this.forget();
      this.session.say(this.session.t.sandbox.deleted);
    });
  }

  async move(id: string, status: string): Promise<void> {
    const { account } = this;
    if (!account) return;
    await this.work(async () => {
      await this.gateway.movePayment(account, id, status);
      await this.refresh();
    });
  }

  /** Follows what happens in the account, until {@link unwatch}. */
  watch(): void {
    if (this.watching) return;
    this.watching = new AbortController();
    this.follow();
  }

  unwatch(): void {
    this.watching?.abort();
    Object.assign(this, { watching: null, live: false });
    // That an account is gone stays so; whether one can be seen is found out anew.
    if (this.account) this.blindness = null;
  }

  /** Forgets the account and its token. */
  forget(): void {
    this.empty();
    Object.assign(this, { failure: null, blindness: null });
    if (!this.watching) return;
    this.unwatch();
    this.watching = new AbortController();
  }

  /** Lets go of an account that the sandbox says it does not know. */
  lose(account: string): void {
    if (this.account?.account !== account) return;
    this.empty();
    this.blindness = { code: "gateway-gone", message: "" };
    this.changed();
  }

  /** Whether there may be more in a list than was asked for. */
  hasOlder(list: "requests" | "payments"): boolean {
    return this[list].length >= this.depth[list] && this.depth[list] < Math.max(...depths);
  }

  async showOlder(list: "requests" | "payments"): Promise<void> {
    const deeper = depths.find((depth) => depth > this.depth[list]);
    if (!deeper) return;
    this.depth = { ...this.depth, [list]: deeper };
    await this.refresh();
  }

  /** The key with which the account checks requests of a kind; empty: it takes none. */
  keyFor(certificate: CertificateKind): string {
    const { account } = this;
    return (certificate === "payouts" ? account?.payoutPublicKey : account?.publicKey) ?? "";
  }

  private follow(): void {
    const { account, watching } = this;
    if (account && watching) void this.followTo(account, watching.signal);
  }

  /** Looks at once, and again whenever the server tells of something, or every little while where it does not. */
  private async followTo(account: OwnAccount, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.account === account) {
      try {
        if (this.health?.events) await this.listen(account, signal);
      } catch {
        // The stream did not begin or broke off: until it does begin, looking has to do.
      }
      if (!signal.aborted && !document.hidden) await this.refresh();
      await pause(pollEvery, signal);
    }
  }

  /** However much happens at once, it is looked at a few times a second; what could not be seen is looked at again. */
  private async listen(account: OwnAccount, signal: AbortSignal): Promise<void> {
    let stale = false;
    let looking = false;
    let over = false;
    const look = async (): Promise<void> => {
      looking = true;
      while (stale && !over && !signal.aborted && this.account === account) {
        stale = false;
        await this.refresh();
        stale ||= this.blindness !== null;
        await pause(this.blindness ? pollEvery : breath, signal);
      }
      looking = false;
    };
    try {
      for await (const _ of this.gateway.events(account, signal)) {
        stale = true;
        if (!looking) void look();
      }
    } finally {
      over = true;
    }
  }

  private async refresh(): Promise<void> {
    const { account } = this;
    if (!account) return;
    const turn = ++this.turns;
    // What was asked for earlier and comes later is old; and of what nobody looks at any more nothing is said.
    const overtaken = (): boolean => this.account !== account || !this.watching || turn < this.drawn;
    try {
      const [requests, payments] = await Promise.all([
        this.gateway.requests(account, this.depth.requests),
        this.gateway.payments(account, this.depth.payments),
      ]);
      if (overtaken()) return;
      Object.assign(this, {
        drawn: turn,
        requests,
        payments,
        seen: true,
        live: true,
        blindness: null,
        failure: this.lasting,
      });
    } catch (thrown) {
      if (overtaken()) return;
      Object.assign(this, { drawn: turn, live: false, blindness: failureOf(thrown) });
      this.loseIfGone(failureOf(thrown));
    }
    this.changed();
  }

  private async work(task: () => Promise<void>): Promise<void> {
    Object.assign(this, { busy: true, failure: null });
    this.changed();
    try {
      await task();
    } catch (thrown) {
      this.failure = failureOf(thrown);
      this.loseIfGone(this.failure);
    }
    this.busy = false;
    this.changed();
  }

  /** An account that has expired, or was deleted elsewhere, does not come again. */
  private loseIfGone({ code }: Failure): void {
    if (code === "gateway-gone") this.empty();
  }

  private empty(): void {
    const depth = { requests: depths[0], payments: depths[0] };
    Object.assign(this, { account: null, requests: [], payments: [], seen: false, live: false, depth });
  }

  /** Changes what the next account is made of; a private key is no part of it, and is never sent. */
  wish(change: Partial<Pick<Sandbox, "payoutKey" | "notificationUrl">>): void {
    for (const [name, text] of Object.entries(change)) {
      const bare = withoutPrivateKeys(text);
      if (bare !== text) this.session.say(this.session.t.sandbox.keyLeftOut);
      Object.assign(this, { [name]: bare });
    }
    this.changed();
  }

  private changed(): void {
    this.session.set({});
  }
}

/** A folder's address; where it is none, the document's own. */
function baseOf(given: string): string {
  const here = document.baseURI;
  const base = URL.canParse(given || ".", here) ? new URL(given || ".", here) : new URL(".", here);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  base.search = base.hash = "";
  return base.href;
}

/** Resolves after a while, and early when it is aborted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
