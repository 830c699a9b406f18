// What /api/sites/{site_id} answers about its users' data, as /openapi/v1.json describes it.

export type ErasureKind = 'user' | 'site' | 'retention';

export type ErasureState = 'roll_ups' | 'stored_events' | 'dead_letters' | 'queued_events' | 'done';

export interface Erasure {
  id: string;
  /** Of which user is not told. */
  kind: ErasureKind;
  /** The first day that stays, of a retention. */
  before_day: string | null;
  requested_at: string;
  state: ErasureState;
  /** Stored events that went so far. */
  events: number;
  /** Events that went from the dead letters so far. */
  dead_letters: number;
  finished_at: string | null;
}

export interface Retention {
  /** Days before today (UTC) whose events are kept; null: all. */
  days: number | null;
  /** All days before this one are gone; null before the first time. */
  kept_from: string | null;
  kept_at: string | null;
  /** Stored events that went so far. */
  events: number;
}

export interface Erasures {
  site_id: string;
  /** The latest first. */
  erasures: Erasure[];
  retention: Retention;
}
