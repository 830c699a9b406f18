import { useEffect, useState } from 'preact/hooks';
import { readSession, watchSession } from './session';
import type { SessionView } from './sessionView';

/** The session of this browser, as it changes. */
export function useSession(): SessionView {
  const [view, setView] = useState(readSession);
  useEffect(() => {
    setView(readSession());
    return watchSession(setView);
  }, []);
  return view;
}
