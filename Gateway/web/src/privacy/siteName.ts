import type { Read } from '../api/faults';

/** Whether a text that was typed or copied names the site. Of white space a page shows and copies less than there may be. */
export function readSiteName(text: string, siteId: string): Read<string> {
  return plain(text) === plain(siteId)
    ? { value: siteId, faults: null }
    : { faults: { fields: { site_id: 'This is not the id of the site.' }, others: [] } };
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
