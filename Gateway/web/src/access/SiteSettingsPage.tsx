import { useEffect, useState } from 'preact/hooks';
import type { RegisteredSite, SiteSettingsList } from '../api/accessContract';
import { withQuery } from '../api/request';
import { useFetched } from '../api/useFetched';
import { DataTable } from '../controls/DataTable';
import { Outcome, type OutcomeText } from '../controls/Outcome';
import { Pages } from '../controls/Pages';
import { formatCount } from '../format/numbers';
import { Empty } from '../layout/Empty';
import { ErrorNotice } from '../layout/ErrorNotice';
import { Loading } from '../layout/Loading';
import { accessHref } from '../routing/route';
import { navigate, useLocation } from '../routing/useLocation';
import { SiteSearch } from '../sites/SiteSearch';
import { AccessHeader } from './AccessHeader';
import { ModeNote } from './ModeNote';
import { siteSettingsColumns } from './siteSettingsColumns';
import { pageSize, readSiteSettingsQuery, type SiteSettingsQuery } from './siteSettingsQuery';
import { RemoveSiteDialog } from './RemoveSiteDialog';
import { SiteForm } from './SiteForm';

/** The registered sites: search, registration, changes and removal. The search is kept in the address. */
export function SiteSettingsPage() {
  const query = readSiteSettingsQuery(useLocation().search);
  const registry = useFetched<SiteSettingsList>(withQuery('/api/operator/site-settings', { ...query, limit: pageSize }));
  const [editing, edit] = useState<RegisteredSite | 'new' | null>(null);
  const [removing, askRemove] = useState<RegisteredSite | null>(null);
  const [outcome, setOutcome] = useState<OutcomeText | null>(null);
  const go = (next: SiteSettingsQuery, replace = false) =>
    navigate(withQuery(accessHref('sites'), { search: next.search, offset: next.offset > 0 ? next.offset : '' }), replace);
  const finish = (done: OutcomeText | null) => {
    edit(null);
    askRemove(null);
    setOutcome(done);
    if (done) registry.reload();
  };
  const list = registry.data;
  // The last site of the last page was removed.
  useEffect(() => {
    if (list?.sites.length === 0 && query.offset > 0) go({ ...query, offset: 0 }, true);
  }, [list]);
  return (
    <>
      <AccessHeader part="sites" />
      <ModeNote />
      <Outcome outcome={outcome} takesFocus />
      {editing !== null && <SiteForm key={editing === 'new' ? '' : editing.site_id} site={editing === 'new' ? null : editing} onClose={finish} />}
      <section class="card" aria-label="Registered sites" hidden={editing !== null}>
        <header>
          <SiteSearch search={query.search} placeholder="Search by part of the id or name" onSearch={search => go({ search, offset: 0 }, true)} />
          <div class="actions">
            <span class="card-note" role="status">{list && `${formatCount(list.total)} found`}</span>
            <button type="button" class="is-primary" onClick={() => edit('new')}>Register a site</button>
          </div>
        </header>
        {registry.error && <ErrorNotice text={registry.error} onRetry={registry.reload} />}
        {list === null
          ? registry.error === null && <Loading what="the registered sites" />
          : list.sites.length === 0
            ? <Empty title={query.search === '' ? 'No site is registered' : 'No site found'}>
              {query.search === '' ? 'Register a site to set its name, origins and limits.' : 'No registered id or name contains that text.'}
            </Empty>
            : <DataTable caption="Registered sites, by id" rows={list.sites} keyOf={site => site.site_id} columns={siteSettingsColumns(edit, askRemove)} />}
        {list !== null && list.total > pageSize && (
          <footer class="card-footer"><Pages offset={query.offset} size={pageSize} found={list.total} onOffset={offset => go({ ...query, offset })} /></footer>
        )}
      </section>
      {removing && <RemoveSiteDialog site={removing} onClose={finish} />}
    </>
  );
}
