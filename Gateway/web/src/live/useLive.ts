import { useEffect, useRef, useState } from 'preact/hooks';
import { askSession } from '../session/session';
import { useSession } from '../session/useSession';
import { LiveConnection, type LiveOptions, type LiveState } from './LiveConnection';

/** Holds a stream of events while a page is shown; reopens it when its address changes, and after signing in. */
export function useLive(options: Omit<LiveOptions, 'onState' | 'onLost'>): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const isOut = useSession().state === 'out';
  const latest = useRef(options);
  latest.current = options;
  const names = Object.keys(options.onEvent).join();
  useEffect(() => {
    if (isOut) return undefined;
    const connection = new LiveConnection({
      url: options.url,
      ...(options.quietSeconds ? { quietSeconds: options.quietSeconds } : {}),
      onEvent: Object.fromEntries(names.split(',').map(name => [name, (data: unknown) => latest.current.onEvent[name]?.(data)])),
      onState: setState,
      onLost: () => void askSession(),
      onReturn: () => latest.current.onReturn?.(),
    });
    return () => connection.close();
  }, [options.url, options.quietSeconds, names, isOut]);
  return state;
}
