/** Причины отказа по-русски, по их кодам; остальные остаются словами движка. */
import type { Catalogue } from "./en.ts";

export const causes: Catalogue["causes"] = {};
