import type { SiteSettingsList } from '../api/accessContract';
import { useFetched } from '../api/useFetched';

/** Suggests the first registered sites. */
export function SiteIds({ id }: { id: string }) {
  const { data } = useFetched<SiteSettingsList>('/api/operator/site-settings?limit=100');
  return <datalist id={id}>{data?.sites.map(site => <option key={site.site_id} value={site.site_id}>{site.name}</option>)}</datalist>;
}
