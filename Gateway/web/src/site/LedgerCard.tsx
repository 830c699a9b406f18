import type { SiteLedger } from '../api/contract';
import { Figure } from '../format/Figure';
import { formatCount } from '../format/numbers';
import { formatDuration, formatMoment } from '../format/times';
import { Empty } from '../layout/Empty';
import { Facts } from './Facts';

/** The fate of every event of the site. */
export function LedgerCard({ ledger }: { ledger: SiteLedger | null }) {
  return (
    <section class="card" aria-label="Ledger">
      <header><h2>Ledger</h2><span class="card-note">received = stored + refused + duplicates + dead + queued + erased</span></header>
      {ledger === null ? <Empty title="Not known right now">PostgreSQL or Redis does not answer.</Empty> : <Facts facts={listFacts(ledger)} />}
    </section>
  );
}

function listFacts(ledger: SiteLedger): Parameters<typeof Facts>[0]['facts'] {
  const refused = Object.entries(ledger.refused);
  const count = (name: string, value: number) => <Figure name={`ledger_${name}`} value={value} format={formatCount} />;
  return [
    ['Received', count('received', ledger.received)],
    ['Stored', count('stored', ledger.stored)],
    ['Duplicates', count('duplicates', ledger.duplicates)],
    ['Dead', count('dead', ledger.dead)],
    ['Queued', count('queued', ledger.queued)],
    ['Erased', count('erased', ledger.erased)],
    ['Refused', count('refused', refused.reduce((sum, [, value]) => sum + value, 0))],
    ...refused.map(([reason, value]): [string, preact.ComponentChildren] => [`Refused: ${reason.replaceAll('_', ' ')}`, count(`refused_${reason}`, value)]),
    ['Last commit', formatMoment(ledger.last_committed_at)],
    ['Oldest queued', formatDuration(ledger.oldest_queued_seconds)],
  ];
}
