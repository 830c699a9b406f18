import type { Read } from '../api/faults';

/** Checks that a typed or copied text names the site. Pages show and copy less white space than there may be. */
export function readSiteName(text: string, siteId: string): Read<string> {
  return plain(text) === plain(siteId)
    ? { value: siteId, faults: null }
    : { faults: { fields: { site_id: 'This is not the id of the site.' }, others: [] } };
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
