import type { Host } from '../api/contract';
import type { Column } from '../controls/DataTable';
import { Figure } from '../format/Figure';
import { formatBytes, formatCount, formatRate, formatShare } from '../format/numbers';
import { formatDuration, formatMoment } from '../format/times';
import { HostStatusPill } from './HostStatusPill';

type Format = (value: number | null | undefined) => string;
type NumberName = { [Name in keyof Host]: Host[Name] extends number | null ? Name : never }[keyof Host];

function number(name: NumberName, header: string, format: Format): Column<Host> {
  return { name, header, isNumber: true, render: host => <Figure name={name} value={host[name]} format={format} /> };
}

const common: Column<Host>[] = [
  {
    name: 'name', header: 'Name',
    render: host => <span title={host.address ?? ''}>{host.name}</span>,
  },
  {
    name: 'status', header: 'Status',
    render: host => (
      <>
        <HostStatusPill status={host.status} />
        {host.store_away_seconds !== null && <span class="store-away">no PostgreSQL for {formatDuration(host.store_away_seconds)}</span>}
      </>
    ),
  },
  { name: 'version', header: 'Version', render: host => host.version ?? '–' },
  {
    name: 'uptime_seconds', header: 'Uptime', isNumber: true,
    render: host => (
      <span title={host.started_at ? `since ${formatMoment(host.started_at)}` : 'not known'}>
        <Figure name="uptime_seconds" value={host.uptime_seconds} format={value => formatDuration(value == null ? value : Math.floor(value))} />
      </span>
    ),
  },
  number('cpu_share', 'CPU of a core', formatShare),
  number('memory_bytes', 'Memory', formatBytes),
  number('gc_pause_share', 'GC pauses', formatShare),
];

export const siloColumns: Column<Host>[] = [
  ...common,
  number('activations', 'Activations', formatCount),
  number('drains_per_second', 'Drains/s', formatRate),
  number('leases', 'Leases', formatCount),
  number('events_per_second', 'Stored/s', formatRate),
];

export const gatewayColumns: Column<Host>[] = [...common, number('events_per_second', 'Accepted/s', formatRate)];
