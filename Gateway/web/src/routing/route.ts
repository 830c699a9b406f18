/** The sections of the access pages. */
export const accessParts = ['sites', 'keys', 'audit-log'] as const;

export type AccessPart = (typeof accessParts)[number];

export type Route =
  | { page: 'overview' }
  | { page: 'silos' }
  | { page: 'sites' }
  | { page: 'site'; siteId: string }
  | { page: 'dead-letters' }
  | { page: 'access'; part: AccessPart }
  | { page: 'unknown' };

const root = '/operator';

/** Parses a path. It must be encoded as in the address bar, so that an id is decoded once. */
export function readRoute(pathname: string): Route {
  const segments = pathname.slice(root.length).split('/').filter(segment => segment !== '');
  if (!pathname.startsWith(root) || segments.length > 2) return { page: 'unknown' };
  const [first, second] = segments;
  if (first === undefined) return { page: 'overview' };
  if (first === 'sites' && second !== undefined) return readSite(second);
  if (first === 'access') return readAccess(second ?? 'sites');
  if (second !== undefined) return { page: 'unknown' };
  return first === 'silos' || first === 'sites' || first === 'dead-letters' ? { page: first } : { page: 'unknown' };
}

function readSite(segment: string): Route {
  try {
    return { page: 'site', siteId: decodeURIComponent(segment) };
  } catch {
    return { page: 'unknown' };
  }
}

function readAccess(segment: string): Route {
  const part = accessParts.find(name => name === segment);
  return part === undefined ? { page: 'unknown' } : { page: 'access', part };
}

export function accessHref(part: AccessPart): string {
  return `${root}/access/${part}`;
}

/** Returns the address of a site's page; null for the two ids that browsers drop from a path. */
export function siteHref(siteId: string): string | null {
  return siteId === '.' || siteId === '..' ? null : `${root}/sites/${encodeURIComponent(siteId)}`;
}

/** Returns the address of a site's API. The id "live" is escaped, because sites/live is the stream of all sites. */
export function siteApi(siteId: string): string {
  return `/api/operator/sites/${siteId === 'live' ? '%6Cive' : encodeURIComponent(siteId)}`;
}

/** Returns the address of a site's settings API; null for the two ids that no path can contain. */
export function siteSettingsApi(siteId: string): string | null {
  return siteId === '.' || siteId === '..' ? null : `/api/operator/sites/${encodeURIComponent(siteId)}/settings`;
}

/** Returns the address of the API for the data of a site's users. */
export function privacyApi(siteId: string): string {
  return `/api/sites/${encodeURIComponent(siteId)}`;
}

/** Returns the address of a call that cannot be undone: the query repeats the site and user, because proxies may change paths. */
export function confirmed(path: string, siteId: string, userId?: string): string {
  const query = new URLSearchParams({ site_id: siteId, ...(userId === undefined ? {} : { user_id: userId }) });
  return `${path}?${query.toString()}`;
}

/** Returns the address of the API for one user's data; null for the two ids that no path can contain. */
export function userApi(siteId: string, userId: string): string | null {
  return userId === '.' || userId === '..' ? null : `${privacyApi(siteId)}/users/${encodeURIComponent(userId)}`;
}
