const longest = 100;

/** What an export's file is called: no sign that a file system could refuse, and not too long for one. */
export function nameExport(siteId: string, userId: string): string {
  const plain = `${siteId}-${userId}`.replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^\.+/, '');
  return `${[...plain].slice(0, longest).join('')}.ndjson`;
}

/** Gives the browser a file to keep. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers begin to read it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
