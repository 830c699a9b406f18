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
  if (draft.name.trim() === '') fields.name = 'A name is needed: by it people know later whose key it is.';
  if (isOfOneSite(draft.scope) && draft.site_id === '') fields.site_id = 'A read or write key is of one site: its id is needed.';
  if (days === undefined) fields.expires_in_days = 'This must be a whole number from 1, or empty.';
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
