import { useEffect, useState } from 'preact/hooks';

/** Returns whether the page's tab is visible. */
export function useSeen(): boolean {
  const [isSeen, see] = useState(() => !document.hidden);
  useEffect(() => {
    const look = () => see(!document.hidden);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isSeen;
}
