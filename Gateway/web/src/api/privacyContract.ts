// The responses of /api/sites/{site_id} about its users' data, as described by /openapi/v1.json.

export type ErasureKind = 'user' | 'site' | 'retention' | 'visitor';

export type ErasureState = 'roll_ups' | 'stored_events' | 'dead_letters' | 'queued_events' | 'done';

export interface Erasure {
  id: string;
  /** The user is not disclosed. */
  kind: ErasureKind;
  /** The first day that is kept, for a retention. */
  before_day: string | null;
  requested_at: string;
  state: ErasureState;
  /** Stored events erased so far. */
  events: number;
  /** Events erased from the dead letters so far. */
  dead_letters: number;
  finished_at: string | null;
}

export interface Retention {
  /** Days before today (UTC) whose events are kept; null: all. */
  days: number | null;
  /** All earlier days are erased; null before the first time. */
  kept_from: string | null;
  kept_at: string | null;
  /** Stored events erased so far. */
  events: number;
}

export interface Erasures {
  site_id: string;
  /** Latest first. */
  erasures: Erasure[];
  retention: Retention;
}
