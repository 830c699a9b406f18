import { useState } from 'preact/hooks';
import type { DeadLetter, DeadLetters } from '../api/contract';
import { request } from '../api/request';
import { useFetchedPages } from '../api/useFetchedPages';
import { DataTable } from '../controls/DataTable';
import { Outcome, type OutcomeText } from '../controls/Outcome';
import { formatCount } from '../format/numbers';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { PageHeader } from '../layout/PageHeader';
import { confirmed } from '../routing/route';
import { navigate, useLocation } from '../routing/useLocation';
import { DeleteDialog } from './DeleteDialog';
import { FilterForm } from './FilterForm';
import { letterApi, pageAddress, readFilter } from './filter';
import { deadLetterColumns } from './deadLetterColumns';
import { BulkDialog } from './BulkDialog';
import './dead-letters.css';

/** Events that could not be stored: inspected, replayed or deleted, one by one or all that match. */
export function DeadLettersPage() {
  const filter = readFilter(useLocation().search);
  const pages = useFetchedPages<DeadLetters, DeadLetter>('/api/operator/dead-letters', { ...filter }, answer => answer.dead_letters);
  const [outcome, setOutcome] = useState<OutcomeText | null>(null);
  const [busyKey, setBusyKey] = useState<string | null>(null);
  const [deleting, askDelete] = useState<DeadLetter | null>(null);
  const [sweeping, askSweep] = useState<'replay' | 'delete' | null>(null);
  const total = pages.last?.total ?? 0;

  const run = async (deadLetter: DeadLetter, act: 'replay' | 'delete') => {
    setBusyKey(deadLetter.key);
    const path = letterApi(deadLetter.site_id, deadLetter.key);
    try {
      await (act === 'replay' ? request(`${path}/replay`, 'POST') : request(confirmed(path, deadLetter.site_id), 'DELETE'));
      setOutcome({ text: act === 'replay' ? `Replayed: the events of ${deadLetter.key} are stored.` : `Deleted: ${deadLetter.key}.` });
    } catch (error) {
      setOutcome({ text: (error as Error).message, isError: true });
    }
    setBusyKey(null);
    askDelete(null);
    pages.reload();
  };

  return (
    <>
      <PageHeader title="Dead letters" />
      <Outcome outcome={outcome} takesFocus />
      <section class="card" aria-label="Dead letters">
        <header>
          <FilterForm filter={filter} onFilter={next => navigate(pageAddress(next))} />
          <div class="actions" role="group" aria-label="Actions on all that match">
            <span class="card-note" role="status">{pages.last && `${formatCount(total)} found`}</span>
            <button type="button" disabled={pages.isLoading} onClick={pages.reload}>Refresh</button>
            <button type="button" disabled={total === 0} onClick={() => askSweep('replay')}>Replay all</button>
            <button type="button" class="is-danger" disabled={total === 0} onClick={() => askSweep('delete')}>Delete all</button>
          </div>
        </header>
        {pages.error && <ErrorNotice text={pages.error} onRetry={pages.reload} />}
        {pages.items === null
          ? pages.error === null && <Loading what="the dead letters" />
          : pages.items.length === 0
            ? <Empty title={filter.site_id || filter.reason || filter.search ? 'No dead letter matches' : 'No dead letters'}>
              {filter.site_id || filter.reason || filter.search ? 'Change or clear the filter to see others.' : 'Every accepted event could be stored.'}
            </Empty>
            : (
              <DataTable caption="Dead letters, latest first" rows={pages.items} keyOf={deadLetter => `${deadLetter.site_id} ${deadLetter.key}`}
                columns={deadLetterColumns(busyKey, (deadLetter, act) => (act === 'delete' ? askDelete(deadLetter) : void run(deadLetter, act)))} />
            )}
        {pages.hasMore && (
          <footer class="card-footer"><button type="button" disabled={pages.isLoading} onClick={pages.loadMore}>Show more</button></footer>
        )}
      </section>
      {deleting && <DeleteDialog deadLetter={deleting} isBusy={busyKey !== null} onDelete={() => run(deleting, 'delete')} onCancel={() => askDelete(null)} />}
      {sweeping && (
        <BulkDialog act={sweeping} filter={filter} total={total} onClose={done => {
          askSweep(null);
          if (done) {
            setOutcome(done);
            pages.reload();
          }
        }} />
      )}
    </>
  );
}
