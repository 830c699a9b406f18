const perLine = 16;

/** Formats bytes as lines of offset, hexadecimal, and text where printable. */
export function hexDump(bytes: Uint8Array, most: number): string {
  const lines: string[] = [];
  for (let start = 0; start < Math.min(bytes.length, most); start += perLine) {
    const line = [...bytes.subarray(start, Math.min(start + perLine, most))];
    const hex = line.map(byte => byte.toString(16).padStart(2, '0')).join(' ').padEnd(perLine * 3 - 1);
    const text = line.map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${start.toString(16).padStart(6, '0')}  ${hex}  ${text}`);
  }
  return lines.join('\n');
}

export function decodeBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
}
