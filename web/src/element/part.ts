/** A part of the interface: a Lit element that follows the session. */
import { LitElement } from "lit";
import { base } from "./base.ts";
import type { Session } from "./session/session.ts";
import type { Catalogue } from "./text/en.ts";

export class Part extends LitElement {
  static override styles = [base];
  private followed: Session | undefined;

  get session(): Session {
    if (!this.followed) throw new Error(`${this.localName} has no session`);
    return this.followed;
  }

  set session(session: Session) {
    this.followed = session;
    session.parts.add(this);
    this.requestUpdate();
  }

  /** The words of the chosen language. */
  protected get t(): Catalogue {
    return this.session.t;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.followed?.parts.add(this);
    // While it was away, it heard of nothing.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.followed?.parts.delete(this);
  }
}
