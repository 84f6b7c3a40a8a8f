/** A field's type and limits in a few words: `string · to 128 characters`. */
import type { FieldInfo } from "../../lib/types.ts";

export function limits(
  field: FieldInfo,
  types: Record<string, string>,
  upTo: (count: number) => string,
): string {
  const { type, maxLength, min, max } = field;
  const range = max ? `${min ?? 0}–${max}` : "";
  return [types[type] ?? type, maxLength ? upTo(maxLength) : "", range]
    .filter((part) => part !== "")
    .join(" · ");
}
