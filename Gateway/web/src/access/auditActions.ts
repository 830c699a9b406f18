const names = new Map(Object.entries({
  'POST /api/operator/keys': 'Create a key',
  'DELETE /api/operator/keys/{id}': 'Revoke a key',
  'PUT /api/operator/sites/{site_id}/settings': 'Register or change a site',
  'DELETE /api/operator/sites/{site_id}/settings': 'Remove a site',
  'POST /api/operator/sites/{site_id}/pause': 'Pause drain',
  'POST /api/operator/sites/{site_id}/resume': 'Resume drain',
  'POST /api/operator/sites/{site_id}/deactivate': 'Deactivate grain',
  'POST /api/operator/sites/{site_id}/move': 'Move grain',
  'POST /api/operator/sites/{site_id}/audit': 'Audit days',
  'POST /api/operator/dead-letters/replay': 'Replay dead letters',
  'DELETE /api/operator/dead-letters': 'Delete dead letters',
  'POST /api/sites/{site_id}/dead-letters/{key}/replay': 'Replay a dead letter',
  'DELETE /api/sites/{site_id}/dead-letters/{key}': 'Delete a dead letter',
  'DELETE /api/sites/{site_id}/users/{user_id}': 'Erase a user',
  'POST /api/operator/sites/{site_id}/visitors/lookup': 'Look up a visitor',
  'DELETE /api/sites/{site_id}/visitors/{visitor}': 'Erase a visitor',
  'DELETE /api/sites/{site_id}': 'Erase all events',
}));

/** Returns the display name of an action by its route, where a trailing slash is ignored; null for an unknown route. */
export function nameAction(what: string): string | null {
  return names.get(what.replace(/\/$/, '')) ?? null;
}
