import type { QueueEntry } from '../api/contract';
import type { Column } from '../controls/DataTable';
import { DecodedEvents } from '../controls/DecodedEvents';
import { Pill } from '../controls/Pill';
import { formatBytes, formatCount } from '../format/numbers';
import { formatMoment } from '../format/times';

export const entryColumns: Column<QueueEntry>[] = [
  { name: 'id', header: 'Entry', render: entry => <code title={entry.key}>{entry.id}</code> },
  {
    name: 'state', header: 'State',
    render: entry => entry.fault !== null ? <Pill tone="bad" mark="!">unreadable</Pill>
      : entry.is_committed === null ? <Pill tone="plain" mark="?">not known</Pill>
        : entry.is_committed ? <Pill tone="good" mark="✓">stored</Pill> : <Pill tone="plain" mark="…">waits</Pill>,
  },
  { name: 'received', header: 'Received', render: entry => formatMoment(entry.received_at) },
  { name: 'events', header: 'Events', isNumber: true, render: entry => formatCount(entry.events) },
  { name: 'bytes', header: 'Size', isNumber: true, render: entry => formatBytes(entry.bytes) },
  {
    name: 'detail', header: 'Content',
    render: entry => (
      <details class="row-details">
        <summary>Events</summary>
        {entry.fault !== null && <p class="fault">{entry.fault}</p>}
        <DecodedEvents events={entry.decoded} />
      </details>
    ),
  },
];
