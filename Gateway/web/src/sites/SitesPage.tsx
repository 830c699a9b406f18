import { DataTable } from '../controls/DataTable';
import { Pages } from '../controls/Pages';
import { formatCount } from '../format/numbers';
import { formatClock } from '../format/times';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { PageHeader } from '../layout/PageHeader';
import { LostNotice } from '../live/LostNotice';
import { navigate, useLocation } from '../routing/useLocation';
import { siteColumns } from './siteColumns';
import { pageAddress, pageSize, readQuery, sortBy, type SiteQuery } from './siteQuery';
import { SiteSearch } from './SiteSearch';
import { useSites } from './useSites';
import './sites.css';

/** All sites, however many: the gateway searches, sorts and pages. The query is kept in the address. */
export function SitesPage() {
  const query = readQuery(useLocation().search);
  const { list, error, reload, state } = useSites(query);
  const go = (next: SiteQuery, replace = false) => navigate(pageAddress(next), replace);
  return (
    <>
      <PageHeader title="Sites" state={state} />
      <LostNotice state={state} />
      {error && state !== 'lost' && <ErrorNotice text={error} onRetry={reload} />}
      <section class="card" aria-label="All sites">
        <header>
          <SiteSearch search={query.search} onSearch={search => go({ ...query, search, offset: 0 }, true)} />
          <span class="card-note" role="status">{list && `${formatCount(list.found)} of ${formatCount(list.total)} sites`}</span>
        </header>
        {list === null
          ? error === null && <Loading what="the sites" />
          : list.sites.length === 0
            ? <Empty title={list.total === 0 ? 'No site yet' : 'No site found'}>
              {list.total === 0 ? 'A site appears here with its first event.' : 'No id contains that text (case is ignored).'}
            </Empty>
            : (
              <div class={state === 'lost' ? 'is-stale' : ''} data-stale={state === 'lost'}>
                <DataTable caption="Sites" columns={siteColumns(Date.parse(list.as_of))} rows={list.sites} keyOf={site => site.site_id}
                  order={query} onSort={sort => go(sortBy(query, sort))} markOf={site => (site.paused ? 'paused' : '')} />
              </div>
            )}
        {list !== null && (
          <footer class="card-footer">
            <span class="card-note">As of {formatClock(Date.parse(list.as_of) / 1000)}</span>
            <Pages offset={query.offset} size={pageSize} found={list.found} onOffset={offset => go({ ...query, offset })} />
          </footer>
        )}
      </section>
    </>
  );
}
