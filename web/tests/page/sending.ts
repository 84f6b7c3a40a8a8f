/** What the tests of the Send and Sandbox views share: an account, a press on Send, a stand-in for AliKassa. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import { makeCertificate, type TestCertificate, threeFiles, zip } from "./certificates.ts";
import { expect, type SignPage } from "./fixture.ts";

/** Opens the page with a certificate of its own. */
export async function openWith(sign: SignPage, own: TestCertificate = makeCertificate()): Promise<void> {
  await sign.open();
  const demo = await sign.signed();
  await sign.drop([zip(threeFiles(own))]);
  await sign.signedAnew(demo);
}

/** Opens the page with a certificate of one's own, in the Send view, with AliKassa chosen. */
export async function openToAliKassa(sign: SignPage, own: TestCertificate): Promise<void> {
  await openWith(sign, own);
  await sign.view("Send");
  await sign.page.getByRole("radio", { name: /^AliKassa/ }).check();
}

/** Makes a sandbox account in the Send view, and gives its UUID. */
export async function makeAccount(sign: SignPage): Promise<string> {
  const { page } = sign;
  await sign.view("Send");
  await page.getByRole("button", { name: "Make a sandbox account" }).click();
  const account = page.locator("ak-send .under code");
  await expect(account).toHaveText(/^[0-9a-f-]{36}$/);
  return (await account.textContent()) ?? "";
}

/** The token of this tab's account, from where alone it is. */
export function tokenOf(sign: SignPage): Promise<string> {
  return sign.element.evaluate(
    (element) =>
      (element as unknown as { session: { sandbox: { account: { token: string } } } }).session.sandbox.account
        .token,
  );
}

/** Presses Send and waits for the verdict. */
export async function send(sign: SignPage, verdict: string | RegExp): Promise<void> {
  const button = sign.page.locator("ak-send #send");
  await expect(button).toBeEnabled();
  await button.click();
  await expect(sign.page.locator("ak-exchange .verdict")).toHaveText(verdict);
  await expect(button).toBeEnabled();
}

/** Puts another value into the data of the Sign view, and comes back to Send. */
export async function change(sign: SignPage, field: string, value: string): Promise<void> {
  await sign.view("Sign");
  const old = await sign.signed();
  await sign.field(field).fill(value);
  await sign.signedAnew(old);
  await sign.view("Send");
}

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A server that keeps what it gets, and answers as it is told. */
export class Listener {
  readonly received: Received[] = [];
  answer: (response: ServerResponse) => void = (response) => response.end();
  private readonly server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      this.received.push({ method, path: url, headers, body: Buffer.concat(pieces) });
      this.answer(response);
    });
  });

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
