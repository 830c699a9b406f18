import type { RegisteredSite } from '../api/accessContract';
import type { Column } from '../controls/DataTable';
import { formatBytes, formatCount } from '../format/numbers';
import { SiteName } from '../format/SiteName';
import { formatMoment } from '../format/times';

type Choose = (site: RegisteredSite) => void;

export function siteSettingsColumns(onChange: Choose, onRemove: Choose): Column<RegisteredSite>[] {
  return [
    { name: 'site_id', header: 'Site', render: site => <span class="site-cell"><SiteName siteId={site.site_id} /></span> },
    { name: 'name', header: 'Name', render: site => <span class="cut" title={site.name}><bdi>{site.name}</bdi></span> },
    { name: 'time_zone', header: 'Time zone', render: site => site.time_zone },
    {
      name: 'origins', header: 'Allowed origins',
      render: site => (site.origins.length === 0
        ? <span class="card-note">any</span>
        : <ul class="origins">{site.origins.map(origin => <li key={origin}>{origin}</li>)}</ul>),
    },
    { name: 'retention_days', header: 'Kept', isNumber: true, render: site => (site.retention_days === null ? 'forever' : formatDays(site.retention_days)) },
    { name: 'limits', header: 'Limits', isNumber: true, render: renderLimits },
    { name: 'needs_write_key', header: 'Write key', render: site => (site.needs_write_key ? 'required' : <span class="card-note">none</span>) },
    { name: 'refuses_bots', header: 'Bots', render: site => (site.refuses_bots ? 'refused' : <span class="card-note">counted apart</span>) },
    { name: 'created_at', header: 'Registered', render: site => <time class="no-break" dateTime={site.created_at} title={formatMoment(site.created_at)}>{formatMoment(site.created_at).slice(0, 10)}</time> },
    {
      name: 'actions', header: 'Actions',
      render: site => (
        <span class="row-actions">
          <button type="button" class="is-small" aria-label={`Change ${site.site_id}`} onClick={() => onChange(site)}>Change</button>
          <button type="button" class="is-small is-danger" aria-label={`Remove ${site.site_id}`} onClick={() => onRemove(site)}>Remove</button>
        </span>
      ),
    },
  ];
}

function renderLimits({ events_per_second: events, bytes_per_second: bytes }: RegisteredSite) {
  if (events === null && bytes === null) return <span class="card-note">usual</span>;
  return <ul>{events !== null && <li>{formatCount(events)} events/s</li>}{bytes !== null && <li>{formatBytes(bytes)}/s</li>}</ul>;
}

function formatDays(days: number): string {
  return days === 1 ? '1 day' : `${formatCount(days)} days`;
}
