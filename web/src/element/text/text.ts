/** The languages of the page: a new one is a file and a row. */
import { type Catalogue, en } from "./en.ts";
import { ru } from "./ru.ts";

export type { Catalogue };

const catalogues = { en, ru } satisfies Record<string, Catalogue>;

export type Language = keyof typeof catalogues;
export const languages = Object.keys(catalogues) as Language[];

export const catalogue = (language: Language): Catalogue => catalogues[language];

/** The page's language for a tag like `ru-RU`; English where there is none. */
export function languageOf(tag: string): Language {
  const primary = tag.toLowerCase().split("-")[0] ?? "";
  return languages.find((language) => language === primary) ?? "en";
}
