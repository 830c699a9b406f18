import { useState } from 'preact/hooks';
import { Outcome, type OutcomeText } from '../controls/Outcome';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { PageHeader } from '../layout/PageHeader';
import { LostNotice } from '../live/LostNotice';
import { PrivacyCard } from '../privacy/PrivacyCard';
import { Link } from '../routing/Link';
import { DaysCard } from './DaysCard';
import { EntriesCard } from './EntriesCard';
import { GrainCard } from './GrainCard';
import { LedgerCard } from './LedgerCard';
import { SiteActions } from './SiteActions';
import { SiteStatePills } from './SiteStatePills';
import { StreamsCard } from './StreamsCard';
import { useSite } from './useSite';
import './site.css';

/** One site: its grain, its queue, its ledger, its days, its users' data, and the actions on it. */
export function SitePage({ siteId }: { siteId: string }) {
  const { site, error, reload, state } = useSite(siteId);
  const [outcome, setOutcome] = useState<OutcomeText | null>(null);
  return (
    <>
      <Link class="back-link" href="/operator/sites">‹ All sites</Link>
      <PageHeader title={siteId} state={state}><bdi>{siteId}</bdi></PageHeader>
      <LostNotice state={state} />
      {error && state !== 'lost' && <ErrorNotice text={error} onRetry={reload} />}
      {site === null
        ? error === null && <Loading what="the site" />
        : (
          <div class={`stack ${state === 'lost' ? 'is-stale' : ''}`} data-stale={state === 'lost'}>
            <div class="site-bar">
              <SiteStatePills site={site} />
              <SiteActions site={site} onOutcome={done => {
                setOutcome(done);
                reload();
              }} />
            </div>
            <Outcome outcome={outcome} />
            <div class="site-columns">
              <LedgerCard ledger={site.ledger} />
              <GrainCard grain={site.grain} />
            </div>
            <StreamsCard streams={site.streams} />
            <EntriesCard siteId={siteId} />
            <DaysCard siteId={siteId} />
            <PrivacyCard siteId={siteId} isPaused={site.paused_at !== null} />
          </div>
        )}
    </>
  );
}
