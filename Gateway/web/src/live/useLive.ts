import { useEffect, useRef, useState } from 'preact/hooks';
import { LiveConnection, type LiveOptions, type LiveState } from './LiveConnection';

/** Holds one stream of events while a page is shown; opened anew when its address changes. */
export function useLive(options: Omit<LiveOptions, 'onState'>): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const latest = useRef(options);
  latest.current = options;
  const names = Object.keys(options.onEvent).join();
  useEffect(() => {
    const connection = new LiveConnection({
      url: options.url,
      ...(options.quietSeconds ? { quietSeconds: options.quietSeconds } : {}),
      onEvent: Object.fromEntries(names.split(',').map(name => [name, (data: unknown) => latest.current.onEvent[name]?.(data)])),
      onState: setState,
      onReturn: () => latest.current.onReturn?.(),
    });
    return () => connection.close();
  }, [options.url, options.quietSeconds, names]);
  return state;
}
