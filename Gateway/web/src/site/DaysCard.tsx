import { useState } from 'preact/hooks';
import type { DayAudit, Days } from '../api/daysContract';
import { request } from '../api/request';
import { useFetched } from '../api/useFetched';
import { DataTable } from '../controls/DataTable';
import { Outcome, type OutcomeText } from '../controls/Outcome';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { siteApi } from '../routing/route';
import { dayColumns, differenceColumns } from './dayColumns';
import { daysPath, describeAudit } from './days';

/** The site's last days, and the comparison of all days with the stored events. */
export function DaysCard({ siteId }: { siteId: string }) {
  const [askedAt, setAskedAt] = useState(Date.now);
  const { data, error, isLoading, reload } = useFetched<Days>(daysPath(siteId, askedAt));
  // The page may stay open for days.
  const refresh = () => {
    setAskedAt(Date.now());
    reload();
  };
  const [audit, setAudit] = useState<DayAudit | null>(null);
  const [outcome, setOutcome] = useState<OutcomeText | null>(null);
  const [isBusy, setBusy] = useState(false);
  const compare = async (mend: boolean) => {
    setBusy(true);
    try {
      const result = await request<DayAudit>(`${siteApi(siteId)}/audit?mend=${mend}`, 'POST');
      setAudit(result);
      setOutcome({ text: describeAudit(result), isError: result.left === null ? result.found > 0 : result.left > 0 });
      if (mend) refresh();
    } catch (fault) {
      setOutcome({ text: (fault as Error).message, isError: true });
    }
    setBusy(false);
  };
  const differs = audit !== null && audit.found > 0 && audit.left === null;
  return (
    <section class="card days" aria-label="Days">
      <header>
        <h2>Days</h2>
        {data && <span class="card-note">{data.time_zone}, without bots</span>}
        <button type="button" class="is-small" disabled={isLoading} onClick={refresh}>Refresh</button>
      </header>
      {error && <ErrorNotice text={error} onRetry={refresh} />}
      {data === null
        ? error === null && <Loading what="the days" />
        : data.days.length === 0
          ? <Empty title="No events">None happened in the last two weeks.</Empty>
          : <DataTable caption="Days, latest first" columns={dayColumns} rows={[...data.days].reverse()} keyOf={day => day.date} />}
      <Outcome outcome={outcome} takesFocus />
      {differs && (
        <DataTable caption="Figures that differ" columns={differenceColumns} rows={audit.differences}
          keyOf={({ day, bots, figure }) => `${day} ${bots} ${figure}`} />
      )}
      <footer class="card-footer">
        <span class="card-note">The comparison reads all events of the site, which may take minutes.</span>
        {differs
          ? <button type="button" class="is-primary" disabled={isBusy} onClick={() => compare(true)}>Count these days again</button>
          : <button type="button" disabled={isBusy} onClick={() => compare(false)}>Compare with stored events</button>}
      </footer>
    </section>
  );
}
