/** Many signatures: in order, in step with their source, and stopped at once. */
import type { Signer } from "../../../src/lib/types.ts";
import { equal, ok, refused, toUTF8 } from "../framework.ts";
import type { Part } from "../suite.ts";
import { openSmall } from "./keys.ts";

const modes = ["auto", "go"] as const;

export const batchTests: Part = ({ test }, around) => {
  /** Runs a test in both modes, with a signer and a small key. */
  const inBothModes = (
    name: string,
    run: (
      signer: Signer,
      key: Awaited<ReturnType<typeof openSmall>>,
      rsa: (typeof modes)[number],
    ) => Promise<void>,
  ) => {
    for (const rsa of modes) {
      test(`signAll: ${name} (rsa: ${rsa})`, async () => {
        const signer = await around.library.loadSigner({ rsa });
        await run(signer, await openSmall(signer, around), rsa);
        signer.close();
      });
    }
  };

  inBothModes("gives what sign gives, in the order of the bodies", async (_, key) => {
    const bodies = Array.from({ length: 100 }, (_, i) => (i % 2 ? `body ${i}` : toUTF8(`body ${i}`)));
    const signed = await key.signAll(bodies);
    equal(signed.length, 100);
    for (const i of [0, 1, 50, 99]) equal(signed[i], await key.sign(`body ${i}`), `${i}`);
    equal(await key.signAll([]), []);
    equal(await key.signAll(new Set(["a"])), [await key.sign("a")]);
  });

  inBothModes("tells its progress", async (_, key) => {
    const seen: [number, number][] = [];
    const onProgress = (done: number, total: number) => seen.push([done, total]);
    await key.signAll(["a", "b", "c"], { onProgress });
    equal(seen, [
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  inBothModes(
    "reads an endless source no faster than it signs, and leaves it when stopped",
    async (_, key) => {
      const stop = new AbortController();
      let read = 0;
      let left = false;
      function* endless() {
        try {
          for (;;) yield `body ${read++}`;
        } finally {
          left = true;
        }
      }
      let ahead = 0;
      let reported = 0;
      const onProgress = (done: number) => {
        reported = done;
        ahead = Math.max(ahead, read - done);
        if (done === 200) stop.abort(new Error("enough"));
      };
      const error = await refused(around.library, "aborted", () =>
        key.signAll(endless(), { signal: stop.signal, onProgress }),
      );
      equal((error.cause as Error).message, "enough");
      ok(left, "the generator is not ended");
      ok(ahead <= 64, `it read ${ahead} ahead`);
      const readAtEnd = read;
      await key.sign("another");
      equal([read, reported], [readAtEnd, 200], "it went on");
    },
  );

  inBothModes("does not begin when it is stopped before", async (_, key) => {
    let read = 0;
    function* bodies() {
      yield `${read++}`;
    }
    await refused(around.library, "aborted", () => key.signAll(bodies(), { signal: AbortSignal.abort() }));
    equal(read, 0);
  });

  inBothModes("lets the page live, so that a timer can stop it", async (_, key) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 0);
    function* endless() {
      for (;;) yield "body";
    }
    await refused(around.library, "aborted", () => key.signAll(endless(), { signal: stop.signal }));
  });

  inBothModes("ends with the first failure, whoever fails", async (_, key) => {
    const { library } = around;
    const fail = (): never => {
      throw new RangeError("the caller's own");
    };
    function* breaking() {
      yield "a";
      fail();
    }
    const broken = await refused(library, "bad-argument", () => key.signAll(breaking()), "iterable");
    ok(broken.cause instanceof RangeError, "the cause is lost");
    await refused(library, "bad-argument", () => key.signAll(["a", "b"], { onProgress: fail }), "onProgress");
    const wrong = await refused(library, "bad-argument", () => key.signAll(["a", 1 as never, "c"]), "a body");
    ok(wrong.message.includes("bodies[1]"), wrong.message);
    for (const bodies of [
      undefined,
      null,
      "text",
      5,
      {},
      { [Symbol.iterator]: () => 1 },
    ] as unknown[] as never[]) {
      await refused(library, "bad-argument", () => key.signAll(bodies), "bodies");
    }
    await refused(library, "bad-argument", () => key.signAll([], { signal: {} as never }), "signal");
    await refused(library, "bad-argument", () => key.signAll([], { onProgress: 1 as never }), "onProgress");
  });

  inBothModes("stops when the key is closed under it", async (_, key) => {
    const onProgress = (done: number) => {
      if (done === 5) key.close();
    };
    const bodies = Array.from({ length: 200 }, (_, i) => `${i}`);
    await refused(around.library, "key-closed", () => key.signAll(bodies, { onProgress }));
  });
};
