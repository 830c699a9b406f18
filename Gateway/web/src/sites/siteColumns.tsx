import type { SiteRow, SiteSort } from '../api/contract';
import type { Column } from '../controls/DataTable';
import { Pill } from '../controls/Pill';
import { Figure } from '../format/Figure';
import { SiteName } from '../format/SiteName';
import { formatCount, formatRate } from '../format/numbers';
import { formatAgo, formatDuration, formatMoment } from '../format/times';

function count(name: keyof SiteRow['ledger'], header: string, sort?: SiteSort): Column<SiteRow, SiteSort> {
  return {
    name, header, isNumber: true, ...(sort ? { sort } : {}),
    render: site => <Figure name={name} value={site.ledger[name]} format={formatCount} />,
  };
}

/** @param now The time of the rows, from which ages are counted. */
export function siteColumns(now: number): Column<SiteRow, SiteSort>[] {
  return [
    {
      name: 'site_id', header: 'Site', sort: 'site_id',
      render: site => (
        <span class="site-cell"><SiteName siteId={site.site_id} />{site.paused && <Pill tone="caution" mark="‖">paused</Pill>}</span>
      ),
    },
    { name: 'rate', header: 'Stored/s', sort: 'rate', isNumber: true, render: site => <Figure name="rate" value={site.rate} format={formatRate} /> },
    { name: 'queued', header: 'Queued', sort: 'queued', isNumber: true, render: site => <Figure name="queued" value={site.queued} format={formatCount} /> },
    {
      name: 'oldest', header: 'Oldest', sort: 'oldest', isNumber: true,
      render: site => <Figure name="oldest_queued_seconds" value={site.oldest_queued_seconds} format={formatDuration} />,
    },
    {
      name: 'last_commit', header: 'Last commit', sort: 'last_commit', isNumber: true,
      render: site => <time dateTime={site.last_committed_at ?? ''} title={formatMoment(site.last_committed_at)}>{formatAgo(site.last_committed_at, now)}</time>,
    },
    { name: 'silo', header: 'Silo', render: site => site.silo ?? <span class="card-note" title="Its grain is not active">–</span> },
    count('received', 'Received'),
    count('stored', 'Stored', 'stored'),
    count('refused', 'Refused', 'refused'),
    count('duplicates', 'Duplicates', 'duplicates'),
    count('dead', 'Dead', 'dead'),
  ];
}
