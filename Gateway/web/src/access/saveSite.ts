import type { RegisteredSite, SiteSettings } from '../api/accessContract';
import { Refusal } from '../api/call';
import { request } from '../api/request';
import { registryApi } from '../routing/route';

/** Keeps what holds for a site. A new one is looked for first, so that none that is there already is overwritten. */
export async function saveSite(siteId: string, settings: SiteSettings, isNew: boolean): Promise<void> {
  const address = registryApi(siteId)!;
  if (isNew && await isRegistered(address)) {
    throw new Refusal(409, 'The site is registered already.', ['site_id is registered already; look for it in the table and change it there.'], null);
  }
  await request<RegisteredSite>(address, 'PUT', { body: settings });
}

async function isRegistered(address: string): Promise<boolean> {
  try {
    await request<RegisteredSite>(address);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return false;
    throw error;
  }
}
