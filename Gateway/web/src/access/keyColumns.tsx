import type { Key, KeyScope } from '../api/accessContract';
import type { Column } from '../controls/DataTable';
import { Pill, type Tone } from '../controls/Pill';
import { SiteName } from '../format/SiteName';
import { formatAgo, formatMoment } from '../format/times';
import { keyState, type KeyState } from './keyState';

const states: Record<KeyState, [Tone, string]> = { usable: ['good', '●'], expired: ['plain', '○'], revoked: ['bad', '✕'] };

const allowed: Record<KeyScope, string> = { operator: 'do everything', read: 'read', write: 'send events', metrics: 'read metrics' };

/** @param now Milliseconds since 1970. */
export function keyColumns(now: number, onRevoke: (key: Key) => void): Column<Key>[] {
  return [
    { name: 'name', header: 'Name', render: key => <span class="cut" title={key.name}><bdi>{key.name}</bdi></span> },
    {
      name: 'state', header: 'State',
      render: key => {
        const state = keyState(key, now);
        return <Pill tone={states[state][0]} mark={states[state][1]}>{state}</Pill>;
      },
    },
    { name: 'scope', header: 'May', render: key => allowed[key.scope] },
    { name: 'site_id', header: 'Of site', render: key => (key.site_id === null ? <span class="card-note">all</span> : <span class="site-cell"><SiteName siteId={key.site_id} /></span>) },
    { name: 'shown', header: 'Begins with', render: key => <code class="wrap-anywhere">{key.shown}…</code> },
    { name: 'created_at', header: 'Made', render: key => <span class="no-break">{formatMoment(key.created_at)}</span> },
    {
      name: 'last_used_at', header: 'Last used',
      render: key => (key.last_used_at === null ? 'never' : <time dateTime={key.last_used_at} title={formatMoment(key.last_used_at)}>{formatAgo(key.last_used_at, now)}</time>),
    },
    { name: 'expires_at', header: 'Expires', render: key => (key.expires_at === null ? 'never' : <span class="no-break">{formatMoment(key.expires_at)}</span>) },
    {
      name: 'actions', header: 'Actions',
      render: key => (key.revoked_at === null
        ? <button type="button" class="is-small is-danger" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>Revoke</button>
        : <span class="card-note" title="When it was revoked">{formatMoment(key.revoked_at)}</span>),
    },
  ];
}
