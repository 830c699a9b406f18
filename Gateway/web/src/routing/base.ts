/** The path below which a proxy publishes the gateway, taken from this script's own address; empty without one. */
export const base = readBase(import.meta.url);

export function readBase(script: string): string {
  const { pathname } = new URL(script);
  const end = pathname.lastIndexOf('/operator/assets/');
  return end > 0 ? pathname.slice(0, end) : '';
}
