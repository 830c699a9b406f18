const longest = 100;

/** Returns the name of an export's file, without characters that a file system could refuse, and of limited length. */
export function nameExport(siteId: string, userId: string): string {
  const plain = `${siteId}-${userId}`.replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^\.+/, '');
  return `${[...plain].slice(0, longest).join('')}.ndjson`;
}

/** Offers a file to the browser for download. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers start to read it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
