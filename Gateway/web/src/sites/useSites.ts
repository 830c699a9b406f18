import { useEffect } from 'preact/hooks';
import type { SiteList } from '../api/contract';
import { useFetched } from '../api/useFetched';
import { useLive } from '../live/useLive';
import { useThrottled } from '../live/useThrottled';
import { apiAddress, type SiteQuery } from './siteQuery';

/** The rows that match a query, live. Those of the last query stay until the new ones arrive. */
export function useSites(query: SiteQuery) {
  const first = useFetched<SiteList>(apiAddress('/api/operator/sites', query));
  const [list, change] = useThrottled<SiteList | null>(null);
  useEffect(() => {
    if (first.data) change(() => first.data);
  }, [first.data]);
  const state = useLive({
    url: apiAddress('/api/operator/sites/live', query),
    quietSeconds: 12,
    onEvent: { sites: data => change(() => data as SiteList), idle: () => undefined },
    onReturn: first.reload,
  });
  return { list, error: first.error, isLoading: first.isLoading, reload: first.reload, state };
}
