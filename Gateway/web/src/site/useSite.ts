import { useEffect } from 'preact/hooks';
import type { Site } from '../api/contract';
import { useFetched } from '../api/useFetched';
import { useLive } from '../live/useLive';
import { useThrottled } from '../live/useThrottled';
import { siteApi } from '../routing/route';

/** One site, live. */
export function useSite(siteId: string) {
  const first = useFetched<Site>(siteApi(siteId));
  const [site, change] = useThrottled<Site | null>(null);
  useEffect(() => {
    if (first.data) change(() => first.data);
  }, [first.data]);
  const state = useLive({
    url: `${siteApi(siteId)}/live`,
    quietSeconds: 12,
    onEvent: { site: data => change(() => data as Site), idle: () => undefined },
    onReturn: first.reload,
  });
  return { site, error: first.error, reload: first.reload, state };
}
