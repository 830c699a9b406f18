import type { Session } from '../api/accessContract';

export interface SessionView {
  /** In: an operator's calls are answered, by key or without one. */
  state: 'asking' | 'in' | 'out';
  session: Session | null;
  /** How often it came in, since the operator last went out on purpose: what was fetched before the last time may be missing. */
  entries: number;
  /** Went out, and not on purpose. */
  hasEnded: boolean;
}

export const unasked: SessionView = { state: 'asking', session: null, entries: 0, hasEnded: false };

/** After the gateway said who asks. */
export function withAnswer(view: SessionView, session: Session): SessionView {
  return session.is_operator ? enter(view, session) : { ...withLoss(view), session };
}

/** After a question that nobody answered. The first one keeps no page from being shown: it says itself what is wrong. */
export function withoutAnswer(view: SessionView): SessionView {
  return view.state === 'asking' ? enter(view, null) : view;
}

/** After a call that was refused for want of a key. */
export function withLoss(view: SessionView): SessionView {
  return { ...view, state: 'out', hasEnded: view.hasEnded || view.state === 'in' };
}

/** After signing out. Where no key is needed, one is still in; else nothing of the pages stays behind. */
export function withSignOut(view: SessionView, session: Session): SessionView {
  return session.is_operator ? enter(view, session) : { ...unasked, state: 'out', session };
}

function enter(view: SessionView, session: Session | null): SessionView {
  return { state: 'in', session, entries: view.state === 'in' ? view.entries : view.entries + 1, hasEnded: false };
}
