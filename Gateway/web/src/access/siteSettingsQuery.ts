export const pageSize = 50;

export interface SiteSettingsQuery {
  search: string;
  offset: number;
}

/** Reads the query from the address; invalid values count as missing. */
export function readSiteSettingsQuery(search: string): SiteSettingsQuery {
  const query = new URLSearchParams(search);
  const offset = Number(query.get('offset'));
  return { search: query.get('search') ?? '', offset: Number.isInteger(offset) && offset > 0 ? offset : 0 };
}
