import { useEffect, useState } from 'preact/hooks';

/** Whether the page's tab is in front. */
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
