import type { DeadLetterReason } from '../api/contract';
import { withQuery } from '../api/request';

export interface Filter {
  site_id: string;
  reason: DeadLetterReason | '';
  search: string;
}

export const reasons: [DeadLetterReason, string][] = [
  ['undecodable', 'undecodable'], ['invalid', 'invalid'], ['refused_by_store', 'refused by the store'],
];

export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search);
  return {
    site_id: query.get('site_id') ?? '',
    reason: reasons.find(([name]) => name === query.get('reason'))?.[0] ?? '',
    search: query.get('search') ?? '',
  };
}

export function pageAddress(filter: Filter): string {
  return withQuery('/operator/dead-letters', { ...filter });
}

/** Returns the address of a bulk operation. Without a filter, "all" must be explicit. */
export function sweepAddress(path: string, filter: Filter): string {
  const isAll = filter.site_id === '' && filter.reason === '' && filter.search === '';
  return withQuery(path, { ...filter, all: isAll ? 'true' : '' });
}

/** Returns the address for replaying or deleting one dead letter. */
export function letterApi(siteId: string, key: string): string {
  return `/api/sites/${encodeURIComponent(siteId)}/dead-letters/${encodeURIComponent(key)}`;
}
