/** Copies what a field holds. Away from localhost and HTTPS browsers have no clipboard for pages, but for the old way. */
export async function copyText(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand('copy');
  }
}
