import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { request, withQuery } from './request';

interface State<Answer, Item> {
  items: Item[] | null;
  last: Answer | null;
  error: string | null;
  isLoading: boolean;
}

/** Reads a list part by part, each from the "next" of the one before. */
export function useFetchedPages<Answer extends { next: string | null }, Item>(
  path: string, filter: Record<string, string | undefined>, itemsOf: (answer: Answer) => Item[]) {
  const [state, setState] = useState<State<Answer, Item>>({ items: null, last: null, error: null, isLoading: true });
  const underWay = useRef<AbortController | null>(null);
  const base = withQuery(path, filter);

  const load = useCallback((after: string | null) => {
    underWay.current?.abort();
    const controller = (underWay.current = new AbortController());
    setState(old => ({ ...old, error: null, isLoading: true }));
    const address = after === null ? base : `${base}${base.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;
    request<Answer>(address, 'GET', controller.signal).then(
      answer => !controller.signal.aborted && setState(old => ({
        items: after === null ? itemsOf(answer) : [...(old.items ?? []), ...itemsOf(answer)], last: answer, error: null, isLoading: false,
      })),
      (error: Error) => !controller.signal.aborted && setState(old => ({ ...old, error: error.message, isLoading: false })));
  }, [base]);
  useEffect(() => {
    load(null);
    return () => underWay.current?.abort();
  }, [load]);

  const next = state.last?.next ?? null;
  return {
    ...state,
    hasMore: next !== null,
    reload: () => load(null),
    loadMore: () => next !== null && load(next),
  };
}
