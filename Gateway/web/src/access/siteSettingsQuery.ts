export const pageSize = 50;

export interface SiteSettingsQuery {
  search: string;
  offset: number;
}

/** What the address asks for; what makes no sense there counts as not said. */
export function readSiteSettingsQuery(search: string): SiteSettingsQuery {
  const query = new URLSearchParams(search);
  const offset = Number(query.get('offset'));
  return { search: query.get('search') ?? '', offset: Number.isInteger(offset) && offset > 0 ? offset : 0 };
}
