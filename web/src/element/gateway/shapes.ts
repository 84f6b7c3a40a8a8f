/**
 * What the gateway says, checked. Each function takes parsed JSON apart, and
 * gives null where it has another shape; nothing of it is trusted further.
 */
import type { Finding } from "../../lib/types.ts";

/** What a server offers. */
export interface Health {
  /** Whether signed requests may go on to AliKassa. */
  readonly relay: boolean;
  /** Where the relay sends them. */
  readonly upstream: string;
  /** Whether it tells by itself when something happened. */
  readonly events: boolean;
}

export interface NewAccount {
  readonly account: string;
  /** The key with which the sandbox's notifications are checked, in PEM. */
  readonly notificationPublicKey: string;
  readonly token: string;
  /** In milliseconds since 1970, as all times here. */
  readonly expiresAt: number;
}

/** An account as it stands in the sandbox. */
export interface KnownAccount extends Omit<NewAccount, "token"> {
  /** The keys with which it checks payments and payouts, in PEM; an empty one takes none. */
  readonly publicKey: string;
  readonly payoutPublicKey: string;
  /** Where its notifications go, unless the payment says; empty: nowhere. */
  readonly notificationUrl: string;
}

/** A request that arrived at the sandbox, and what became of it. */
export interface Arrived {
  readonly id: string;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly sign: string;
  readonly status: number;
  readonly answer: string;
  /** Why it was refused: a code and a sentence; empty where it was not. */
  readonly reason: string;
  readonly verdict: string;
  readonly findings: readonly Finding[];
}

/** One try to deliver a notification. */
export interface Attempt {
  readonly at: number;
  /** 0: there was no answer. */
  readonly status: number;
  readonly error: string;
}

export interface Notified {
  readonly id: string;
  readonly url: string;
  /** The payment's status that it tells. */
  readonly paymentStatus: string;
  /** How far the delivery is, in the server's word. */
  readonly state: string;
  /** What is delivered, signature included; empty where the server does not show it. */
  readonly payload: string;
  readonly attempts: readonly Attempt[];
  /** When it is tried again; 0: not any more. */
  readonly dueAt: number;
}

export interface Payment {
  readonly id: string;
  /** `payment` or `payout`. */
  readonly kind: string;
  readonly orderId: string;
  readonly amount: string;
  readonly service: string;
  readonly status: string;
  readonly createdAt: number;
  /** Its payment page; empty: it has none. */
  readonly url: string;
  readonly notifications: readonly Notified[];
}

/** A value and what it provokes. */
export interface Trigger {
  readonly field: string;
  readonly value: string;
  readonly status: number;
  readonly message: string;
  readonly meaning: string;
}

/** The documentation of a sandbox. */
export interface Triggers {
  readonly services: readonly { readonly name: string; readonly operation: string }[];
  readonly minimum: string;
  readonly maximum: string;
  readonly triggers: readonly Trigger[];
  readonly limits: readonly (readonly [name: string, value: number])[];
}

export type Shape<T> = (value: unknown) => T | null;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list that stands under a name, or by itself; an item of another shape spoils all of it. */
export function listOf<T>(name: string, shape: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    const list = isRecord(value) ? value[name] : value;
    if (!Array.isArray(list)) return null;
    const items = list.map(shape);
    return items.some((item) => item === null) ? null : (items as T[]);
  };
}

export const healthOf: Shape<Health> = (value) => {
  if (!isRecord(value) || value.status !== "ok") return null;
  const upstream = text(value.upstream);
  // A relay that does not say where to is none that anybody could confirm.
  const relay = value.relay === true && /^https?:/.test(upstream) && URL.canParse(upstream);
  return { relay, upstream, events: value.events === true };
};

export const newAccountOf: Shape<NewAccount> = (value) => {
  const named = namedOf(value);
  const token = isRecord(value) ? text(value.token) : "";
  return named && token ? { ...named, token } : null;
};

export const knownAccountOf: Shape<KnownAccount> = (value) => {
  const named = namedOf(value);
  const publicKey = isRecord(value) ? text(value.public_key) : "";
  if (!isRecord(value) || !named || !publicKey) return null;
  const payoutPublicKey = text(value.payout_public_key);
  return { ...named, publicKey, payoutPublicKey, notificationUrl: text(value.notification_url) };
};

const namedOf: Shape<Omit<NewAccount, "token">> = (value) => {
  if (!isRecord(value)) return null;
  const account = text(value.account);
  const notificationPublicKey = text(value.notification_public_key);
  if (!isUuid(account) || !notificationPublicKey) return null;
  return { account, notificationPublicKey, expiresAt: time(value.expires_at) };
};

export const arrivedOf: Shape<Arrived> = (value) => {
  if (!isRecord(value)) return null;
  const body = bytes(text(value.body));
  if (!body) return null;
  return {
    id: text(value.id),
    at: time(value.at),
    method: text(value.method),
    path: text(value.path),
    headers: headers(value.headers),
    body,
    sign: text(value.sign),
    status: number(value.status),
    answer: text(value.answer),
    reason: text(value.reason),
    verdict: text(value.verdict),
    findings: list(value.findings, findingOf),
  };
};

export const paymentOf: Shape<Payment> = (value) =>
  isRecord(value)
    ? {
        id: text(value.id),
        kind: text(value.kind),
        orderId: text(value.order_id),
        amount: text(value.amount),
        service: text(value.service),
        status: text(value.payment_status),
        createdAt: time(value.created_at),
        url: text(value.url),
        notifications: list(value.notifications, notifiedOf),
      }
    : null;

export const triggersOf: Shape<Triggers> = (value) =>
  isRecord(value)
    ? {
        services: list(value.services, (one) =>
          isRecord(one) ? { name: text(one.name), operation: text(one.operation) } : null,
        ),
        minimum: text(value.minimum_amount),
        maximum: text(value.maximum_amount),
        triggers: list(value.triggers, triggerOf),
        limits: Object.entries(isRecord(value.limits) ? value.limits : {}).map(([name, limit]) => [
          name,
          number(limit),
        ]),
      }
    : null;

const notifiedOf: Shape<Notified> = (value) =>
  isRecord(value)
    ? {
        id: text(value.id),
        url: text(value.url),
        paymentStatus: text(value.payment_status),
        state: text(value.state),
        payload: text(value.payload),
        attempts: list(value.attempts, attemptOf),
        dueAt: time(value.due_at),
      }
    : null;

const attemptOf: Shape<Attempt> = (value) =>
  isRecord(value) ? { at: time(value.at), status: number(value.status), error: text(value.error) } : null;

const triggerOf: Shape<Trigger> = (value) =>
  isRecord(value)
    ? {
        field: text(value.field),
        value: text(value.value),
        status: number(value.status),
        message: text(value.message),
        meaning: text(value.meaning),
      }
    : null;

const findingOf: Shape<Finding> = (value) =>
  isRecord(value)
    ? {
        code: text(value.code),
        title: text(value.title),
        detail: text(value.detail),
        fix: text(value.fix),
        from: text(value.from),
        to: text(value.to),
      }
    : null;

const isUuid = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/** A text, or a number as one; empty where it is neither. */
function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

const number = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

/** RFC 3339; 0 where it is no time. */
const time = (value: unknown): number => Date.parse(text(value)) || 0;

/** The items that have their shape: the rest is left out. */
function list<T>(value: unknown, shape: Shape<T>): readonly T[] {
  return (Array.isArray(value) ? value : []).map(shape).filter((item) => item !== null);
}

/** `{"Sign": ["…"]}`, each value in a row of its own. */
function headers(value: unknown): readonly (readonly [string, string])[] {
  return Object.entries(isRecord(value) ? value : {}).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : [values]).map((one) => [name, text(one)] as const),
  );
}

function bytes(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  } catch {
    return null;
  }
}
