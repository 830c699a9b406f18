import type { Act, Acts } from '../api/accessContract';
import { useFetchedPages } from '../api/useFetchedPages';
import { DataTable } from '../controls/DataTable';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { AccessHeader } from './AccessHeader';
import { actColumns } from './actColumns';

/** What operators did, the latest first. */
export function ActsPage() {
  const pages = useFetchedPages<Acts, Act>('/api/operator/acts', {}, answer => answer.acts, 'before');
  return (
    <>
      <AccessHeader part="acts" />
      <section class="card" aria-label="Acts">
        <header>
          <span class="card-note">Everything that operators change is noted before it is done. No address is kept.</span>
          <button type="button" disabled={pages.isLoading} onClick={pages.reload}>Look again</button>
        </header>
        {pages.error && <ErrorNotice text={pages.error} onRetry={pages.reload} />}
        {pages.items === null
          ? pages.error === null && <Loading what="the acts" />
          : pages.items.length === 0
            ? <Empty title="Nothing was done yet">The first change that an operator makes appears here.</Empty>
            : <DataTable caption="Acts, latest first" rows={pages.items} keyOf={act => String(act.number)} columns={actColumns} />}
        {pages.hasMore && (
          <footer class="card-footer"><button type="button" disabled={pages.isLoading} onClick={pages.loadMore}>Load more</button></footer>
        )}
      </section>
    </>
  );
}
