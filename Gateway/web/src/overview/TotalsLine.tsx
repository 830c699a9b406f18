import type { Totals } from '../api/contract';
import { Figure } from '../format/Figure';
import { formatCount } from '../format/numbers';

const parts: [keyof Totals, string][] = [
  ['accepted', 'Accepted'], ['stored', 'Stored'], ['duplicates', 'Duplicates'], ['dead', 'Dead letters'], ['refused', 'Refused'],
];

/** The totals of all hosts since they started. */
export function TotalsLine({ totals }: { totals: Totals }) {
  return (
    <section class="totals" aria-label="Since the hosts started">
      <h2>Since the hosts started</h2>
      <dl>
        {parts.map(([name, label]) => (
          <div key={name}><dt>{label}</dt><dd><Figure name={`total_${name}`} value={totals[name]} format={formatCount} /></dd></div>
        ))}
      </dl>
    </section>
  );
}
