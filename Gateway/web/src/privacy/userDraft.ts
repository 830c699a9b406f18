import type { Read } from '../api/faults';

export const userFields = ['user_id'] as const;

/** Whom to ask for, or what is wrong with it; whether there can be such a user is for the gateway to judge. White space is part of an id. */
export function readUser(userId: string): Read<string> {
  const fault = userId === '' ? 'A user id is needed: the text that the events of the user name.'
    : userId === '.' || userId === '..' ? 'Browsers drop this id from an address.'
      : null;
  return fault === null ? { value: userId, faults: null } : { faults: { fields: { user_id: fault }, others: [] } };
}
