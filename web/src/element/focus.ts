/** Where the focus goes when what had it is gone. */
import { LitElement } from "lit";

/** Focuses the first heading in an element, in its views where it has some, unless something there has the focus by then. */
export async function focusHeading(root: ShadowRoot): Promise<void> {
  if (root.host instanceof LitElement) await root.host.updateComplete;
  const heading = await firstHeading(root.querySelector(".views") ?? root);
  if (!heading || root.activeElement) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** The first heading, also of parts within, as soon as they are drawn. */
async function firstHeading(root: ParentNode): Promise<HTMLElement | null> {
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    if (element.matches("h2, legend")) return element;
    if (!(element instanceof LitElement)) continue;
    await element.updateComplete;
    const found = await firstHeading(element.renderRoot as ShadowRoot);
    if (found) return found;
  }
  return null;
}
