/**
 * The two families, IBM Plex Sans and IBM Plex Mono (SIL Open Font License
 * 1.1). A shadow root cannot declare faces, so that they are added to the
 * document from their bytes: neither the host's style sheet nor its font-src
 * has to know of them. Without them the page shows the system's faces.
 */

import monoCyrillic from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-cyrillic-400-normal.woff2?url";
import monoCyrillicBold from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-cyrillic-600-normal.woff2?url";
import monoLatin from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2?url";
import monoLatinBold from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2?url";
import sansCyrillic from "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-cyrillic-wght-normal.woff2?url";
import sansLatin from "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2?url";

const text = "Alikassa Sign Text";
const bytes = "Alikassa Sign Bytes";
const cyrillic = "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116";
const latin =
  "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";

const faces: readonly (readonly [family: string, url: string, weight: string, range: string])[] = [
  [text, sansLatin, "100 700", latin],
  [text, sansCyrillic, "100 700", cyrillic],
  [bytes, monoLatin, "400", latin],
  [bytes, monoLatinBold, "600", latin],
  [bytes, monoCyrillic, "400", cyrillic],
  [bytes, monoCyrillicBold, "600", cyrillic],
];

let loading: Promise<unknown> | undefined;

/** Adds the faces, once for the document. */
export function loadFonts(): Promise<unknown> {
  loading ??= Promise.allSettled(faces.map(load));
  return loading;
}

async function load([family, url, weight, unicodeRange]: (typeof faces)[number]): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) return;
  const face = new FontFace(family, await response.arrayBuffer(), { weight, unicodeRange });
  document.fonts.add(await face.load());
}
