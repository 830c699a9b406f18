import type { SiteStream } from '../api/contract';
import { DataTable, type Column } from '../controls/DataTable';
import { Pill } from '../controls/Pill';
import { Figure } from '../format/Figure';
import { formatCount, unknown } from '../format/numbers';
import { formatDuration } from '../format/times';
import { Empty } from '../layout/Empty';

const columns: Column<SiteStream>[] = [
  { name: 'epoch', header: 'Epoch', render: stream => <code>{stream.epoch}</code> },
  { name: 'state', header: 'State', render: stream => (stream.is_current ? <Pill tone="good" mark="●">current</Pill> : <Pill tone="plain" mark="○">earlier</Pill>) },
  { name: 'events', header: 'Events', isNumber: true, render: stream => <Figure name="stream_events" value={stream.events} format={formatCount} /> },
  { name: 'oldest', header: 'Oldest', isNumber: true, render: stream => formatDuration(stream.oldest_seconds) },
  { name: 'checkpoint', header: 'Checkpoint', render: stream => <code>{stream.checkpoint ?? unknown}</code> },
  { name: 'first', header: 'First entry', render: stream => <code>{stream.first_id ?? unknown}</code> },
  { name: 'last', header: 'Last id', render: stream => <code>{stream.last_id ?? unknown}</code> },
];

/** The site's streams in Redis: one for each history of Redis with something left. */
export function StreamsCard({ streams }: { streams: SiteStream[] | null }) {
  return (
    <section class="card" aria-label="Streams">
      <header><h2>Streams</h2></header>
      {streams === null
        ? <Empty title="Not known right now">Redis does not answer.</Empty>
        : streams.length === 0
          ? <Empty title="No stream">Redis holds nothing of this site.</Empty>
          : <DataTable caption="Streams" columns={columns} rows={streams} keyOf={stream => stream.epoch} />}
    </section>
  );
}
