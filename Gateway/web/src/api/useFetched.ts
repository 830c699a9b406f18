import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useSession } from '../session/useSession';
import { request } from './request';

export interface Fetched<T> {
  data: T | null;
  error: string | null;
  isLoading: boolean;
  reload: () => void;
}

/** Fetches a path, and again when it changes, on demand, and after signing in. The old data stays until the next response. */
export function useFetched<T>(path: string): Fetched<T> {
  const [state, setState] = useState<{ data: T | null; error: string | null; isLoading: boolean }>({ data: null, error: null, isLoading: true });
  const { entries } = useSession();
  const underWay = useRef<AbortController | null>(null);
  const reload = useCallback(() => {
    underWay.current?.abort();
    const controller = (underWay.current = new AbortController());
    setState(old => ({ ...old, isLoading: true }));
    request<T>(path, 'GET', { signal: controller.signal }).then(
      data => !controller.signal.aborted && setState({ data, error: null, isLoading: false }),
      (error: Error) => !controller.signal.aborted && setState(old => ({ ...old, error: error.message, isLoading: false })));
  }, [path]);
  useEffect(() => {
    reload();
    return () => underWay.current?.abort();
  }, [reload, entries]);
  return { ...state, reload };
}
