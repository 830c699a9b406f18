import { useState } from 'preact/hooks';
import { DataTable } from '../controls/DataTable';
import { Outcome, type OutcomeText } from '../controls/Outcome';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { EraseSiteDialog } from './EraseSiteDialog';
import { EraseUserDialog } from './EraseUserDialog';
import { erasureColumns } from './erasureColumns';
import { RetentionNote } from './RetentionNote';
import { UserForm } from './UserForm';
import { usePrivacy } from './usePrivacy';
import './privacy.css';

/** A site's retention and erasures, with the forms to export and erase data. */
export function PrivacyCard({ siteId, isPaused }: { siteId: string; isPaused: boolean }) {
  const { data, error, reload } = usePrivacy(siteId);
  const [erasing, askErase] = useState<{ userId: string | null } | null>(null);
  const [outcome, setOutcome] = useState<OutcomeText | null>(null);
  const finish = (done: OutcomeText | null) => {
    askErase(null);
    if (!done) return;
    setOutcome(done);
    reload();
  };
  return (
    <section class="card privacy" aria-label="Privacy">
      <header>
        <h2>Privacy</h2>
        <button type="button" class="is-small" onClick={reload}>Refresh</button>
      </header>
      {error && <ErrorNotice text={error} onRetry={reload} />}
      {data && <RetentionNote siteId={siteId} retention={data.retention} />}
      <UserForm siteId={siteId} onErase={userId => askErase({ userId })} onOutcome={setOutcome} />
      <Outcome outcome={outcome} />
      {isPaused && data?.erasures.some(erasure => erasure.state === 'queued_events') && (
        <p class="wait-note">The site is paused: an erasure that has reached the queued events continues once the site is resumed.</p>
      )}
      {data === null
        ? error === null && <Loading what="the erasures" />
        : data.erasures.length === 0
          ? <Empty title="No erasures">Erasures are listed here for 90 days.</Empty>
          : <DataTable caption="Erasures, latest first" columns={erasureColumns} rows={data.erasures} keyOf={erasure => erasure.id} markOf={erasure => erasure.state} />}
      <footer class="card-footer">
        <span class="card-note">The site itself stays, and accepts events as before.</span>
        <button type="button" class="is-danger" onClick={() => askErase({ userId: null })}>Erase all events …</button>
      </footer>
      {erasing && (erasing.userId === null
        ? <EraseSiteDialog siteId={siteId} onClose={finish} />
        : <EraseUserDialog siteId={siteId} userId={erasing.userId} onClose={finish} />)}
    </section>
  );
}
