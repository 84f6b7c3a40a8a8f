/** Prepares and signs a request: see {@link SignedRequest}. */
import { json, optionalText, property, text, utf8 } from "./arguments.ts";
import { type Engine, parse, toText } from "./engine.ts";
import type { Field } from "./frame.ts";
import { OpenedKey } from "./key.ts";
import type { Rest } from "./rest.ts";
import type { Format, Problem, SignedRequest } from "./types.ts";

interface Prepared {
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly problems: Problem[];
}

/** Reads what is asked for, once, and gives it with its body, signed. */
export async function prepareRequest(engine: Engine, rest: Rest, request: unknown): Promise<SignedRequest> {
  const read = (name: string) => property(request, name, "request");
  const optional = (name: string) => utf8(optionalText(read(name), `request.${name}`));
  // Read once, here, and not again: what is asked of `as` later is about the same request.
  const fields: readonly Field[] = [
    optional("operation"),
    json(read("json"), "request.json"),
    optional("style"),
    utf8(text(read("account"), "request.account")),
    optional("baseUrl"),
  ];
  const key = OpenedKey.from(read("key"));
  await rest.come(); // better awaited than called for
  const [about, content] = engine.call("prepare", ...fields);
  const { url, headers, problems } = parse<Prepared>(about);
  const body = new Uint8Array(content ?? []);
  const sign = await key.sign(body);
  return {
    url,
    method: "POST",
    headers: withSign(headers, sign),
    body,
    sign,
    problems,
    as(format: Format): string {
      const [written] = engine.call("as", ...fields, utf8(text(format, "format")), utf8(sign));
      return toText(written);
    },
  };
}

/** Sign stands behind Account, as in the documented samples. */
function withSign(headers: Prepared["headers"], sign: string): Record<string, string> {
  const signed: Record<string, string> = {};
  for (const [name, value] of headers) {
    signed[name] = value;
    if (name === "Account") signed.Sign = sign;
  }
  return signed;
}
