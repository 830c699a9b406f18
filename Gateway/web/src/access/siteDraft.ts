import type { RegisteredSite, SiteSettings } from '../api/accessContract';
import type { Read } from '../api/faults';

/** The texts of the site form. */
export interface SiteDraft {
  site_id: string;
  name: string;
  time_zone: string;
  /** One per line. */
  origins: string;
  retention_days: string;
  events_per_second: string;
  bytes_per_second: string;
  needs_write_key: boolean;
  refuses_bots: boolean;
}

export const siteFields = [
  'site_id', 'name', 'time_zone', 'origins', 'retention_days', 'events_per_second', 'bytes_per_second', 'needs_write_key', 'refuses_bots',
] as const;

export function draftOf(site: RegisteredSite | null): SiteDraft {
  return {
    site_id: site?.site_id ?? '',
    name: site?.name ?? '',
    time_zone: site?.time_zone ?? 'UTC',
    origins: site?.origins.join('\n') ?? '',
    retention_days: String(site?.retention_days ?? ''),
    events_per_second: String(site?.events_per_second ?? ''),
    bytes_per_second: String(site?.bytes_per_second ?? ''),
    needs_write_key: site?.needs_write_key ?? false,
    refuses_bots: site?.refuses_bots ?? false,
  };
}

/** Returns the request body, or the faults of the form; the gateway validates everything except numbers and the id. */
export function readDraft(draft: SiteDraft): Read<SiteSettings> {
  const fields: Record<string, string> = {};
  if (draft.site_id === '') fields.site_id = 'Enter the site_id that the events of the site have.';
  if (draft.site_id === '.' || draft.site_id === '..') fields.site_id = 'Browsers drop this id from an address; register it with another tool, such as curl --path-as-is.';
  const number = (name: 'retention_days' | 'events_per_second' | 'bytes_per_second') => {
    const value = readWhole(draft[name]);
    if (value === undefined) fields[name] = 'Enter a whole number from 1 to 2147483647, or leave this empty.';
    return value ?? null;
  };
  const value: SiteSettings = {
    name: draft.name.trim(),
    time_zone: draft.time_zone.trim(),
    origins: draft.origins.split('\n').map(line => line.trim()).filter(line => line !== ''),
    retention_days: number('retention_days'),
    events_per_second: number('events_per_second'),
    bytes_per_second: number('bytes_per_second'),
    needs_write_key: draft.needs_write_key,
    refuses_bots: draft.refuses_bots,
  };
  return Object.keys(fields).length > 0 ? { faults: { fields, others: [] } } : { value, faults: null };
}

const largest = 2 ** 31 - 1;

/** Returns null for an empty text, undefined for one that is not a whole number from 1 up to the gateway's limit. */
export function readWhole(text: string): number | null | undefined {
  const plain = text.trim();
  if (plain === '') return null;
  const value = Number(plain);
  return /^\d+$/.test(plain) && value >= 1 && value <= largest ? value : undefined;
}
