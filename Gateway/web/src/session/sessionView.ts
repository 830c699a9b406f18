import type { Session } from '../api/accessContract';

export interface SessionView {
  /** In: the caller has operator permission, with or without a key. */
  state: 'asking' | 'in' | 'out';
  session: Session | null;
  /** How often it signed in since the operator last signed out on purpose: data fetched before the last time may be missing. */
  entries: number;
  /** Whether the session ended, but not on purpose. */
  hasEnded: boolean;
}

export const unasked: SessionView = { state: 'asking', session: null, entries: 0, hasEnded: false };

/** The view after the gateway has returned the session. */
export function withAnswer(view: SessionView, session: Session): SessionView {
  return session.is_operator ? enter(view, session) : { ...withLoss(view), session };
}

/** The view after a request without a response. The first one keeps no page from being shown: the page itself shows the error. */
export function withoutAnswer(view: SessionView): SessionView {
  return view.state === 'asking' ? enter(view, null) : view;
}

/** The view after a call was refused because it needs a key. */
export function withLoss(view: SessionView): SessionView {
  return { ...view, state: 'out', hasEnded: view.hasEnded || view.state === 'in' };
}

/** The view after signing out. Where no key is needed, the user is still in; otherwise nothing of the pages remains. */
export function withSignOut(view: SessionView, session: Session): SessionView {
  return session.is_operator ? enter(view, session) : { ...unasked, state: 'out', session };
}

function enter(view: SessionView, session: Session | null): SessionView {
  return { state: 'in', session, entries: view.state === 'in' ? view.entries : view.entries + 1, hasEnded: false };
}
