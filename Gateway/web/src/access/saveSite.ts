import type { RegisteredSite, SiteSettings } from '../api/accessContract';
import { request } from '../api/request';
import { siteSettingsApi } from '../routing/route';

/** Keeps what holds for a site. A new one is refused when it is there already, so that none is overwritten. */
export async function saveSite(siteId: string, settings: SiteSettings, isNew: boolean): Promise<void> {
  await request<RegisteredSite>(siteSettingsApi(siteId)!, 'PUT', { body: { ...settings, site_id: siteId }, ...(isNew ? { headers: { 'If-None-Match': '*' } } : {}) });
}
