import type { RegisteredSite } from '../api/accessContract';
import type { Column } from '../controls/DataTable';
import { formatBytes, formatCount } from '../format/numbers';
import { SiteName } from '../format/SiteName';
import { formatMoment } from '../format/times';

type Choose = (site: RegisteredSite) => void;

const usual = <span class="card-note">usual</span>;

export function registryColumns(onChange: Choose, onRemove: Choose): Column<RegisteredSite>[] {
  return [
    { name: 'site_id', header: 'Site', render: site => <span class="site-cell"><SiteName siteId={site.site_id} /></span> },
    { name: 'name', header: 'Name', render: site => <bdi class="cut" title={site.name}>{site.name}</bdi> },
    { name: 'time_zone', header: 'Time zone', render: site => site.time_zone },
    {
      name: 'origins', header: 'Allowed origins',
      render: site => (site.origins.length === 0
        ? <span class="card-note">any</span>
        : <ul class="origins">{site.origins.map(origin => <li key={origin}>{origin}</li>)}</ul>),
    },
    { name: 'retention_days', header: 'Kept', isNumber: true, render: site => (site.retention_days === null ? 'for ever' : formatDays(site.retention_days)) },
    { name: 'events_per_second', header: 'Events/s', isNumber: true, render: site => (site.events_per_second === null ? usual : formatCount(site.events_per_second)) },
    { name: 'bytes_per_second', header: 'Bytes/s', isNumber: true, render: site => (site.bytes_per_second === null ? usual : formatBytes(site.bytes_per_second)) },
    { name: 'needs_write_key', header: 'Write key', render: site => (site.needs_write_key ? 'needed' : <span class="card-note">not needed</span>) },
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

function formatDays(days: number): string {
  return days === 1 ? '1 day' : `${formatCount(days)} days`;
}
