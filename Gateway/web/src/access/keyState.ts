import type { Key } from '../api/accessContract';

export type KeyState = 'usable' | 'expired' | 'revoked';

/** @param now Milliseconds since 1970. */
export function keyState(key: Key, now: number): KeyState {
  if (key.revoked_at !== null) return 'revoked';
  return key.expires_at !== null && Date.parse(key.expires_at) <= now ? 'expired' : 'usable';
}

export function countUsable(keys: Key[], now: number): number {
  return keys.filter(key => keyState(key, now) === 'usable').length;
}

/** Describes what revoking a key entails, beyond the revocation itself. */
export function describeRevocation(key: Key, all: Key[], ownName: string | null, now: number): string | null {
  if (key.scope !== 'operator') return null;
  const others = all.filter(other => other.scope === 'operator' && other.id !== key.id && keyState(other, now) === 'usable');
  if (others.length === 0) {
    return "This is the last operator's key that can be used. Without one, no operator can sign in; ./dev key create creates another on the gateway's machine.";
  }
  return key.name === ownName ? 'You are signed in with a key of this name. If it is this one, revoking it signs you out.' : null;
}
