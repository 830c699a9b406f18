import type { KeyOrder, KeyScope } from '../api/accessContract';
import type { Read } from '../api/faults';
import { readWhole } from './siteDraft';

/** The texts of the key form. */
export interface KeyDraft {
  name: string;
  scope: KeyScope;
  site_id: string;
  expires_in_days: string;
}

/** Returns whether keys of the scope are limited to one site. */
export const isOfOneSite = (scope: KeyScope) => scope === 'read' || scope === 'write';

export const keyFields = ['name', 'scope', 'site_id', 'expires_in_days'] as const;

export const emptyKeyDraft: KeyDraft = { name: '', scope: 'operator', site_id: '', expires_in_days: '' };

/** Returns the request body, or the faults of the form. */
export function readKeyDraft(draft: KeyDraft): Read<KeyOrder> {
  const fields: Record<string, string> = {};
  const days = readWhole(draft.expires_in_days);
  if (draft.name.trim() === '') fields.name = 'Enter a name: it shows later whose key this is.';
  if (isOfOneSite(draft.scope) && draft.site_id === '') fields.site_id = 'Enter the site: a read or write key is for one site.';
  if (days === undefined) fields.expires_in_days = 'Enter a whole number of at least 1, or leave this empty.';
  if (Object.keys(fields).length > 0) return { faults: { fields, others: [] } };
  return {
    value: {
      name: draft.name.trim(),
      scope: draft.scope,
      ...(isOfOneSite(draft.scope) ? { site_id: draft.site_id } : {}),
      ...(days == null ? {} : { expires_in_days: days }),
    },
    faults: null,
  };
}
