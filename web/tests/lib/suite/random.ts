/** Random values of every JavaScript type, the same for the same seed. */

/** The names that the library looks for in an object. */
const names = [
  "privateKey password publicKey certificate name data json style account key operation",
  "baseUrl body sign signal onProgress aborted reason done value",
  "otherKeys mistakes payload status",
]
  .join(" ")
  .split(" ");

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to 1, by mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  bytes(most: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: Math.floor(this.next() * most) }, () => this.next() * 256);
  }

  text(): string {
    const units = Array.from({ length: Math.floor(this.next() * 20) }, () =>
      this.next() < 0.1
        ? 0xd800 + this.next() * 2048
        : this.pick([0, 9, 10, 34, 44, 45, 48, 58, 91, 92, 93, 123, 125, 0xe9, 0xfeff]),
    );
    return String.fromCharCode(...units);
  }

  /** Any value; sometimes one of the plausible ones. */
  value(plausible: readonly unknown[], depth = 0): unknown {
    const kinds: readonly (() => unknown)[] = [
      () => this.pick(plausible),
      () => this.pick(plausible),
      () => this.text(),
      () => this.bytes(300),
      () => this.pick([undefined, null, true, 0, -0, -1, NaN, Infinity, 2 ** 53, 1n, -(2n ** 64n)]),
      () => this.pick([Symbol("s"), Symbol.iterator, () => 1, class {}, async () => {}, function* () {}]),
      () =>
        this.pick([
          new Date(NaN),
          /x/,
          new Map(),
          new Set(["a"]),
          new WeakMap(),
          new Error("e"),
          Promise.resolve(1),
        ]),
      () =>
        this.pick([new ArrayBuffer(8), new Float64Array(2), new DataView(new ArrayBuffer(2)), globalThis]),
      () =>
        this.pick([
          new String("s"),
          Object(1n),
          Object.create(null),
          Object.freeze({}),
          new URL("http://a/"),
        ]),
      () => new Proxy({}, { get: () => this.throwOr(this.pick(plausible)) }),
      () => Array.from({ length: this.next() * 3 }, () => this.value(plausible, depth + 1)),
      () => this.object(plausible, depth),
      () => this.object(plausible, depth),
      () => this.object(plausible, depth),
    ];
    return this.pick(depth > 2 ? kinds.slice(0, -4) : kinds)();
  }

  private object(plausible: readonly unknown[], depth: number): object {
    const made: Record<string, unknown> = {};
    for (const name of names) {
      if (this.next() < 0.5) made[name] = this.value(plausible, depth + 1);
      if (this.next() < 0.02)
        Object.defineProperty(made, name, { get: () => this.throwOr(1), configurable: true });
    }
    return made;
  }

  private throwOr(value: unknown): unknown {
    if (this.next() < 0.5) throw this.pick([undefined, "a string", new TypeError("thrown")]);
    return value;
  }
}
