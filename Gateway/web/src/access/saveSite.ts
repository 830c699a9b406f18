import type { RegisteredSite, SiteSettings } from '../api/accessContract';
import { request } from '../api/request';
import { siteSettingsApi } from '../routing/route';

/** Saves a site's settings. A new site is refused if it exists already, so that none is overwritten. */
export async function saveSite(siteId: string, settings: SiteSettings, isNew: boolean): Promise<void> {
  await request<RegisteredSite>(siteSettingsApi(siteId)!, 'PUT', { body: { ...settings, site_id: siteId }, ...(isNew ? { headers: { 'If-None-Match': '*' } } : {}) });
}
