import type { Read } from '../api/faults';

export const userFields = ['user_id'] as const;

/** Returns the user id, or the form's fault; the gateway decides whether such a user can exist. White space is part of an id. */
export function readUser(userId: string): Read<string> {
  const fault = userId === '' ? 'Enter the user_id that the events of the user have.'
    : userId === '.' || userId === '..' ? 'Browsers drop this id from an address.'
      : null;
  return fault === null ? { value: userId, faults: null } : { faults: { fields: { user_id: fault }, others: [] } };
}
