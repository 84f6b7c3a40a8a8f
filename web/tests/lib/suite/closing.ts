/** What is closed says so, and stays closed. */
import { equal, refused } from "../framework.ts";
import type { Part } from "../suite.ts";
import { loadWithGlue } from "./glue.ts";
import { openPlain } from "./keys.ts";

const modes = ["auto", "go"] as const;

export const closingTests: Part = ({ test }, around) => {
  for (const rsa of modes) {
    test(`close: a key forgets, and the others live on (rsa: ${rsa})`, async () => {
      const { library } = around;
      const signer = await library.loadSigner({ rsa });
      const [key, other] = [await openPlain(signer, around), await openPlain(signer, around)];
      const expected = await key.sign("a");
      const underWay = key.sign("a");
      key.close();
      key.close();
      if (rsa === "auto") await refused(library, "key-closed", () => underWay, "under way");
      else await underWay.catch(() => {});
      await refused(library, "key-closed", () => key.sign("a"));
      await refused(library, "key-closed", () => key.signAll([]));
      equal([await other.sign("a"), key.info.bits], [expected, 2048]);
      signer.close();
    });

    test(`close: a signer ends, its keys with it, and another lives on (rsa: ${rsa})`, async () => {
      const { library } = around;
      const [signer, other] = [await library.loadSigner({ rsa }), await library.loadSigner({ rsa })];
      const [key, otherKey] = [await openPlain(signer, around), await openPlain(other, around)];
      signer.close();
      signer.close();
      await refused(library, "key-closed", () => key.sign("a"));
      await refused(library, "signer-closed", () => signer.encode("{}"));
      await refused(library, "signer-closed", () => signer.validate("{}"));
      await refused(library, "signer-closed", () => openPlain(signer, around));
      await refused(library, "signer-closed", () => signer.verify({ body: "", sign: "", publicKey: "" }));
      equal([signer.styles, signer.version], [other.styles, other.version], "what is known stays known");
      // A key is no less a key for another signer's request.
      const account = "bd291fe1-5c19-4113-ae62-a2d3c4d01d20";
      await refused(library, "signer-closed", () => signer.prepare({ json: "{}", account, key: otherKey }));
      key.close();
      equal((await otherKey.sign("a")).length, 344);
      other.close();
    });

    test(`close: a signer whose engine has stopped by itself ends all the same (rsa: ${rsa})`, async () => {
      const { library } = around;
      const { signer, glue } = await loadWithGlue(around, { rsa });
      const [key] = [await openPlain(signer, around), await openPlain(signer, around)];
      glue._scheduledTimeouts.forEach(clearTimeout); // they would wait for the program for ever
      glue._resume = () => {
        throw new Error("stopped");
      };
      if (rsa === "go") await refused(library, "internal", () => key.close());
      signer.close();
      await refused(library, "signer-closed", () => signer.encode("{}"));
      await refused(library, "key-closed", () => key.sign("a"));
      key.close();
    });

    test(`close: a key that is being opened does not outlive its signer (rsa: ${rsa})`, async () => {
      const { library } = around;
      const signer = await library.loadSigner({ rsa });
      const opening = openPlain(signer, around).then((key) => key.sign("a"));
      signer.close();
      const settled = await opening.catch((error) => error.code);
      equal(["signer-closed", "key-closed"].includes(settled), true, settled);
    });
  }
};
