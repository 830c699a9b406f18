import { PageHeader } from '../layout/PageHeader';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { LostNotice } from '../live/LostNotice';
import { ChartCard } from './ChartCard';
import { charts } from './charts';
import { ProblemList } from './ProblemList';
import { TotalsLine } from './TotalsLine';
import { useOverview } from './useOverview';
import './overview.css';

/** The status of the whole installation, now and over the last quarter of an hour. */
export function OverviewPage() {
  const { view, error, state, load } = useOverview();
  return (
    <>
      <PageHeader title="Overview" state={state} />
      <LostNotice state={state} />
      {error && state !== 'lost' && <ErrorNotice text={error} onRetry={load} />}
      <ProblemList problems={view.latest?.problems ?? null} isStale={state === 'lost'} />
      {view.latest === null
        ? error === null && <Loading what="the figures" />
        : (
          <div class={state === 'lost' ? 'is-stale' : ''} data-stale={state === 'lost'}>
            <div class="charts">
              {charts.map(chart => (
                <ChartCard key={chart.title} chart={chart} history={view.history} current={view.latest!.current} />
              ))}
            </div>
            <TotalsLine totals={view.latest.totals} />
          </div>
        )}
    </>
  );
}
