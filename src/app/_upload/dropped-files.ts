/** The files of what was dropped, those inside folders too; hidden ones (`.DS_Store`) are left where they are. */
export async function filesOf(entries: (FileSystemEntry | null)[]): Promise<File[]> {
  const lists = await Promise.all(entries.map((entry) => (entry === null ? [] : walk(entry))));
  return lists.flat();
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    );
    return file === null ? [] : [file];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  // A reader gives at most a hundred entries a call, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return files;
    files.push(...(await filesOf(some)));
  }
}
