import type { LiveState } from './LiveConnection';
import './live.css';

const words: Record<LiveState, string> = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost' };

/** Whether the page's data is current. */
export function LiveBadge({ state }: { state: LiveState }) {
  return <span class={`live-badge is-${state}`} data-live={state}>{words[state]}</span>;
}
