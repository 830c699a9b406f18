import type { Direction, SiteSort } from '../api/contract';
import { withQuery } from '../api/request';

export const pageSize = 50;

export interface SiteQuery {
  search: string;
  sort: SiteSort;
  direction: Direction;
  offset: number;
}

const sorts: SiteSort[] = ['site_id', 'rate', 'queued', 'oldest', 'last_commit', 'stored', 'refused', 'duplicates', 'dead'];

/** Reads the query from the address; invalid values count as missing. */
export function readQuery(search: string): SiteQuery {
  const query = new URLSearchParams(search);
  const sort = sorts.find(name => name === query.get('sort')) ?? 'rate';
  const direction = query.get('direction');
  const offset = Number(query.get('offset'));
  return {
    search: query.get('search') ?? '',
    sort,
    direction: direction === 'asc' || direction === 'desc' ? direction : firstDirection(sort),
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** Names begin with A, figures with the largest. */
export function firstDirection(sort: SiteSort): Direction {
  return sort === 'site_id' ? 'asc' : 'desc';
}

/** Returns the order after a click on a column header. */
export function sortBy(query: SiteQuery, sort: SiteSort): SiteQuery {
  const turned: Direction = query.direction === 'asc' ? 'desc' : 'asc';
  return { ...query, sort, direction: query.sort === sort ? turned : firstDirection(sort), offset: 0 };
}

/** Returns the page's address, with only what differs from the defaults. */
export function pageAddress(query: SiteQuery): string {
  return withQuery('/operator/sites', {
    search: query.search,
    sort: query.sort === 'rate' ? '' : query.sort,
    direction: query.direction === firstDirection(query.sort) ? '' : query.direction,
    offset: query.offset > 0 ? query.offset : '',
  });
}

export function apiAddress(path: string, query: SiteQuery): string {
  return withQuery(path, { ...query, limit: pageSize });
}
