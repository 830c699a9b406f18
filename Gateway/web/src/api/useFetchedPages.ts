import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useSession } from '../session/useSession';
import { request, withQuery } from './request';

interface State<Answer, Item> {
  items: Item[] | null;
  last: Answer | null;
  error: string | null;
  isLoading: boolean;
}

/** Fetches a list page by page, each from the "next" of the previous one, under the API's name for it. */
export function useFetchedPages<Answer extends { next: string | number | null }, Item>(
  path: string, filter: Record<string, string | undefined>, itemsOf: (answer: Answer) => Item[], nextName = 'after') {
  const [state, setState] = useState<State<Answer, Item>>({ items: null, last: null, error: null, isLoading: true });
  const { entries } = useSession();
  const underWay = useRef<AbortController | null>(null);
  const base = withQuery(path, filter);

  const load = useCallback((after: string | number | null) => {
    underWay.current?.abort();
    const controller = (underWay.current = new AbortController());
    setState(old => ({ ...old, error: null, isLoading: true }));
    const address = after === null ? base : `${base}${base.includes('?') ? '&' : '?'}${nextName}=${encodeURIComponent(after)}`;
    request<Answer>(address, 'GET', { signal: controller.signal }).then(
      answer => !controller.signal.aborted && setState(old => ({
        items: after === null ? itemsOf(answer) : [...(old.items ?? []), ...itemsOf(answer)], last: answer, error: null, isLoading: false,
      })),
      (error: Error) => !controller.signal.aborted && setState(old => ({ ...old, error: error.message, isLoading: false })));
  }, [base, nextName]);
  useEffect(() => {
    load(null);
    return () => underWay.current?.abort();
  }, [load, entries]);

  const next = state.last?.next ?? null;
  return {
    ...state,
    hasMore: next !== null,
    reload: () => load(null),
    loadMore: () => next !== null && load(next),
  };
}
