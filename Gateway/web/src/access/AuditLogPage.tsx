import type { AuditEntry, AuditLog } from '../api/accessContract';
import { useFetchedPages } from '../api/useFetchedPages';
import { DataTable } from '../controls/DataTable';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { AccessHeader } from './AccessHeader';
import { auditColumns } from './auditColumns';

/** The audit log, latest first. */
export function AuditLogPage() {
  const pages = useFetchedPages<AuditLog, AuditEntry>('/api/operator/audit-log', {}, answer => answer.entries, 'before');
  return (
    <>
      <AccessHeader part="audit-log" />
      <section class="card" aria-label="Audit log">
        <header>
          <span class="card-note">Every change that operators make is recorded before it is carried out. Addresses are not stored.</span>
          <button type="button" disabled={pages.isLoading} onClick={pages.reload}>Refresh</button>
        </header>
        {pages.error && <ErrorNotice text={pages.error} onRetry={pages.reload} />}
        {pages.items === null
          ? pages.error === null && <Loading what="the audit log" />
          : pages.items.length === 0
            ? <Empty title="No changes yet">The first change that an operator makes appears here.</Empty>
            : <DataTable caption="Audit log, latest first" rows={pages.items} keyOf={entry => String(entry.number)} columns={auditColumns} />}
        {pages.hasMore && (
          <footer class="card-footer"><button type="button" disabled={pages.isLoading} onClick={pages.loadMore}>Load more</button></footer>
        )}
      </section>
    </>
  );
}
