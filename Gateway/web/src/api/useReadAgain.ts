import { useEffect } from 'preact/hooks';
import { useSeen } from '../live/useSeen';
import { useSession } from '../session/useSession';
import type { Fetched } from './useFetched';

const pauseMilliseconds = 1500;

/** Refetches some time after each response, while something in it is pending and the page is visible. */
export function useReadAgain({ isLoading, reload }: Fetched<unknown>, isAwaited: boolean): void {
  const isSeen = useSeen();
  const isOut = useSession().state === 'out';
  const isDue = isAwaited && isSeen && !isOut && !isLoading;
  useEffect(() => {
    if (!isDue) return undefined;
    const timer = window.setTimeout(reload, pauseMilliseconds);
    return () => window.clearTimeout(timer);
  }, [isDue, reload]);
}
