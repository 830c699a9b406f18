import type { GrainState } from '../api/contract';
import { Figure } from '../format/Figure';
import { formatBytes, formatCount, unknown } from '../format/numbers';
import { formatMoment } from '../format/times';
import { Empty } from '../layout/Empty';
import { Facts } from './Facts';

/** The in-memory state of the site's grain. */
export function GrainCard({ grain }: { grain: GrainState | null }) {
  return (
    <section class="card" aria-label="Grain">
      <header><h2>Grain</h2>{grain && <span class="card-note">active since {formatMoment(grain.activated_at)}</span>}</header>
      {grain === null
        ? <Empty title="Not active">It is activated by the next event or statistics request. Opening this page does not activate it.</Empty>
        : (
          <Facts facts={[
            ['Silo', grain.silo],
            ['Drain', grain.is_draining ? 'draining' : 'idle'],
            ['Failed drains in a row', <Figure name="failures" value={grain.failures} format={formatCount} />],
            ['Buffered', <Figure name="buffered_bytes" value={grain.buffered_bytes} format={formatBytes} />],
            ['Cached statistics', <Figure name="cached_answers" value={grain.cached_answers} format={formatCount} />],
            ['Duplicate window', <><Figure name="duplicate_ids" value={grain.duplicate_ids} format={formatCount} /> ids, <Figure name="duplicate_bytes" value={grain.duplicate_bytes} format={formatBytes} /></>],
            ['Checkpoint', <code>{grain.checkpoint ?? unknown}</code>],
            ['Epoch', <code>{grain.epoch ?? unknown}</code>],
            ['Fencing token', <code>{grain.fencing_token ?? unknown}</code>],
          ]} />
        )}
    </section>
  );
}
