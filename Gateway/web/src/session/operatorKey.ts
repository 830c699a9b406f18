import { Refusal } from '../api/call';
import { formatDuration } from '../format/times';

const prefix = 'footfall_operator_';
const keyLength = prefix.length + 49;

/** Returns the visible fault of a text that should be an operator key; null when only the gateway can decide. */
export function findKeyFault(text: string): string | null {
  if (text === '') return "Paste an operator's key.";
  const other = /^footfall_(read|write)_/.exec(text);
  if (other) return `This is a site's ${other[1]} key. Signing in needs an operator's key, which begins with ${prefix}.`;
  if (!text.startsWith(prefix)) return `This is not an operator's key: those begin with ${prefix}.`;
  return text.length === keyLength ? null : `A key has ${keyLength} characters, but this one has ${text.length}: a part is missing, or something was added.`;
}

/** Describes why signing in failed, and what to do. */
export function describeSignInFailure(error: unknown): string {
  if (!(error instanceof Refusal)) return (error as Error).message;
  if (error.status !== 429) return error.message;
  const wait = error.retryAfterSeconds === null ? 'a minute' : formatDuration(Math.max(1, error.retryAfterSeconds));
  return `Too many wrong keys from your address. Try again in ${wait}.`;
}
