/** What is selected of a text that is drawn with signs and breaks of its own. */

/** The part of `text` that is selected in its drawing; null: none of it. */
export function selectedText(root: ShadowRoot, text: string): string | null {
  const range = selectedRange(root);
  const from = range && offsetIn(range.startContainer, range.startOffset);
  const to = range && offsetIn(range.endContainer, range.endOffset);
  return from === null || to === null ? null : text.slice(from, to);
}

function selectedRange(root: ShadowRoot): AbstractRange | null {
  const selection = document.getSelection();
  const composed = selection?.getComposedRanges?.({ shadowRoots: [root] })[0];
  return composed ?? (selection?.rangeCount ? selection.getRangeAt(0) : null);
}

/** The place in the whole text of a place in the drawn text; null: not in it. */
function offsetIn(node: Node, offset: number): number | null {
  const drawn = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(".line, .text");
  if (!drawn) return null;
  const before = document.createRange();
  before.setStart(drawn, 0);
  before.setEnd(node, offset);
  return Number(drawn.dataset.from ?? 0) + before.toString().length;
}
