import type { QueueEntries, QueueEntry } from '../api/contract';
import { useFetchedPages } from '../api/useFetchedPages';
import { DataTable } from '../controls/DataTable';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { siteApi } from '../routing/route';
import { entryColumns } from './entryColumns';

/** A snapshot of the site's queue entries: they change too fast to be shown live. */
export function EntriesCard({ siteId }: { siteId: string }) {
  const pages = useFetchedPages<QueueEntries, QueueEntry>(`${siteApi(siteId)}/entries`, {}, answer => answer.entries);
  return (
    <section class="card" aria-label="Queue entries">
      <header>
        <h2>Queue entries</h2>
        <button type="button" class="is-small" disabled={pages.isLoading} onClick={pages.reload}>Refresh</button>
      </header>
      {pages.error && <ErrorNotice text={pages.error} onRetry={pages.reload} />}
      {pages.items === null
        ? pages.error === null && <Loading what="the entries" />
        : pages.items.length === 0
          ? <Empty title="No entries">Every accepted event of this site is stored.</Empty>
          : <DataTable caption="Queue entries, oldest first" columns={entryColumns} rows={pages.items} keyOf={entry => entry.key} />}
      {pages.hasMore && (
        <footer class="card-footer"><button type="button" disabled={pages.isLoading} onClick={pages.loadMore}>Show more</button></footer>
      )}
    </section>
  );
}
