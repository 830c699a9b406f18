import type { Session } from '../api/accessContract';
import { call } from '../api/call';
import { unasked, withAnswer, withLoss, withoutAnswer, withSignOut, type SessionView } from './sessionView';

const address = '/api/operator/session';
const patienceMilliseconds = 10_000;
const listeners = new Set<(view: SessionView) => void>();
let view = unasked;

export function readSession(): SessionView {
  return view;
}

/** Notifies the listener of every change; returns a function that unsubscribes it. */
export function watchSession(listener: (view: SessionView) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Asks the gateway for the session of this browser. */
export async function askSession(): Promise<void> {
  try {
    const session = await call<Session>(address, 'GET', { signal: AbortSignal.timeout(patienceMilliseconds) });
    set(withAnswer(view, session));
  } catch {
    set(withoutAnswer(view));
  }
}

/** @throws Refusal for a key that is not an operator key. */
export async function signIn(key: string): Promise<void> {
  set(withAnswer(view, await call<Session>(address, 'POST', { body: { key } })));
}

export async function signOut(): Promise<void> {
  await call(address, 'DELETE');
  set(withSignOut(view, await call<Session>(address)));
}

/** Records that a call was refused because it needs a key. */
export function loseSession(): void {
  set(withLoss(view));
}

function set(next: SessionView): void {
  view = next;
  for (const listener of listeners) listener(view);
}
