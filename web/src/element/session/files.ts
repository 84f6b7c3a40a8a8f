/** Reads what was dropped or picked: files, and folders to any depth. */
import type { CertificateFile } from "../../lib/types.ts";

/** A certificate is a few kilobytes: more than this is something else. */
const largestFile = 4 * 1024 * 1024;
export const mostFiles = 200;

/** What was read, and what was left: by name what is too large for a certificate, and whether there was more. */
export interface Taken {
  readonly files: CertificateFile[];
  readonly tooLarge: string[];
  tooMany: boolean;
}

/** Takes the files of a drop or a paste. Call it synchronously in the event: the transfer is empty later. */
export function takeTransfer(transfer: DataTransfer): Promise<Taken> {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const picked = items.map(folderOrFile).filter((entry) => entry !== null);
  const loose = picked.length > 0 ? picked : [...transfer.files];
  return collect(loose);
}

/** Takes the files of an `<input type=file>`. */
export function takeList(list: FileList): Promise<Taken> {
  return collect([...list]);
}

function folderOrFile(item: DataTransferItem): FileSystemEntry | File | null {
  const entry = item.webkitGetAsEntry?.();
  return entry?.isDirectory ? entry : item.getAsFile();
}

async function collect(sources: readonly (File | FileSystemEntry)[]): Promise<Taken> {
  const taken: Taken = { files: [], tooLarge: [], tooMany: false };
  for (const source of sources) {
    if (source instanceof File) await add(taken, source.webkitRelativePath || source.name, source);
    else await walk(taken, source);
  }
  return taken;
}

async function walk(taken: Taken, entry: FileSystemEntry): Promise<void> {
  if (taken.tooMany) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    await add(taken, entry.fullPath.replace(/^\//, ""), file);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader hands out a folder's entries in portions, and an empty one at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const inner of entries) await walk(taken, inner);
  }
}

async function add(taken: Taken, name: string, file: File): Promise<void> {
  if (taken.files.length >= mostFiles) taken.tooMany = true;
  else if (file.size > largestFile) taken.tooLarge.push(name);
  else taken.files.push({ name, data: new Uint8Array(await file.arrayBuffer()) });
}
