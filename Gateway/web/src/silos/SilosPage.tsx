import { useEffect, useState } from 'preact/hooks';
import type { LiveOverview, Silos } from '../api/contract';
import { useFetched } from '../api/useFetched';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { PageHeader } from '../layout/PageHeader';
import { LostNotice } from '../live/LostNotice';
import { useLive } from '../live/useLive';
import { useThrottled } from '../live/useThrottled';
import { ProblemList } from '../overview/ProblemList';
import { gatewayColumns, siloColumns } from './hostColumns';
import { HostTable } from './HostTable';
import './silos.css';

/** The processes of Footfall, including those that are starting, stopping or dead. */
export function SilosPage() {
  const first = useFetched<Silos>('/api/operator/silos');
  const [silos, change] = useThrottled<Silos | null>(null);
  const [problems, setProblems] = useState<LiveOverview['problems'] | null>(null);
  useEffect(() => {
    if (first.data) change(old => old ?? first.data);
  }, [first.data]);
  const state = useLive({
    url: '/api/operator/live',
    quietSeconds: 5,
    onEvent: {
      silos: data => change(() => data as Silos),
      overview: data => setProblems((data as LiveOverview).problems),
    },
    onReturn: first.reload,
  });
  return (
    <>
      <PageHeader title="Silos" state={state} />
      <LostNotice state={state} />
      {first.error && state !== 'lost' && silos === null && <ErrorNotice text={first.error} onRetry={first.reload} />}
      {problems !== null && problems.length > 0 && <ProblemList problems={problems} isStale={state === 'lost'} />}
      {silos === null
        ? first.error === null && <Loading what="the silos" />
        : (
          <div class={`stack ${state === 'lost' ? 'is-stale' : ''}`} data-stale={state === 'lost'}>
            <HostTable title="Silos" hosts={silos.silos} columns={siloColumns} empty="No silo runs, so nothing is stored. Events wait in Redis until one starts." />
            <HostTable title="Gateways" hosts={silos.gateways} columns={gatewayColumns} empty="No gateway has reported yet." />
          </div>
        )}
    </>
  );
}
