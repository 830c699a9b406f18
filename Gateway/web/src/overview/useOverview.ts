import { useEffect, useRef, useState } from 'preact/hooks';
import type { History, LiveOverview, Overview } from '../api/contract';
import { request } from '../api/request';
import { useLive } from '../live/useLive';
import { useThrottled } from '../live/useThrottled';
import { useSession } from '../session/useSession';
import { emptyHistory, withGaps, withPoint } from './history';

export interface OverviewView {
  latest: LiveOverview | null;
  history: History;
}

/** The overview's figures: the history once, and again after each gap, then each change. */
export function useOverview() {
  const [view, change] = useThrottled<OverviewView>({ latest: null, history: emptyHistory() });
  const [error, setError] = useState<string | null>(null);
  const { entries } = useSession();
  const underWay = useRef<AbortController | null>(null);

  const load = () => {
    underWay.current?.abort();
    const controller = (underWay.current = new AbortController());
    request<Overview>('/api/operator/overview', 'GET', { signal: controller.signal }).then(
      overview => {
        setError(null);
        change(() => ({ latest: overview, history: withPoint(withGaps(overview.history), overview.current) }));
      },
      (failure: Error) => !controller.signal.aborted && setError(failure.message));
  };
  useEffect(() => {
    load();
    return () => underWay.current?.abort();
  }, [entries]);

  const state = useLive({
    url: '/api/operator/live',
    quietSeconds: 5,
    onEvent: {
      overview: data => {
        const latest = data as LiveOverview;
        change(old => ({ latest, history: withPoint(old.history, latest.current) }));
      },
    },
    onReturn: load,
  });
  return { view, error, state, load };
}
