// The responses of /api/operator, as described by /openapi/v1.json. null: unknown.

/** Seconds since 1970, and a value for each series. */
export interface Point {
  time: number;
  accepted_per_second: number | null;
  stored_per_second: number | null;
  refused_per_second: number | null;
  queued_entries: number | null;
  queued_events: number | null;
  oldest_queued_seconds: number | null;
  freshness_seconds: number | null;
  commit_seconds: number | null;
  rows_per_commit: number | null;
  errors_per_second: number | null;
}

export type SeriesName = Exclude<keyof Point, 'time'>;

/** One list for each series, each as long as the ascending times. */
export type History = { times: number[] } & Record<SeriesName, (number | null)[]>;

export interface Problem {
  severity: 'error' | 'warning';
  text: string;
}

export interface Totals {
  accepted: number;
  refused: number;
  stored: number;
  duplicates: number;
  dead: number;
}

export interface LiveOverview {
  problems: Problem[];
  current: Point;
  totals: Totals;
}

export interface Overview extends LiveOverview {
  now: string;
  history: History;
}

export type HostStatus = 'active' | 'joining' | 'leaving' | 'dead' | 'silent';

export interface Host {
  name: string;
  address: string | null;
  status: HostStatus;
  version: string | null;
  started_at: string | null;
  uptime_seconds: number | null;
  cpu_share: number | null;
  memory_bytes: number | null;
  gc_pause_share: number | null;
  activations: number | null;
  drains_per_second: number | null;
  leases: number | null;
  events_per_second: number | null;
  store_away_seconds: number | null;
}

export interface Silos {
  silos: Host[];
  gateways: Host[];
}

export type SiteSort =
  'site_id' | 'rate' | 'queued' | 'oldest' | 'last_commit' | 'stored' | 'refused' | 'duplicates' | 'dead';

export type Direction = 'asc' | 'desc';

export interface SiteRow {
  site_id: string;
  rate: number | null;
  queued: number;
  oldest_queued_seconds: number | null;
  last_committed_at: string | null;
  silo: string | null;
  paused: boolean;
  ledger: { received: number; stored: number; refused: number; duplicates: number; dead: number; queued: number; erased: number };
}

export interface SiteList {
  as_of: string;
  total: number;
  found: number;
  offset: number;
  sites: SiteRow[];
}

export interface GrainState {
  silo: string;
  activated_at: string;
  is_draining: boolean;
  epoch: string | null;
  checkpoint: string | null;
  fencing_token: string | null;
  buffered_bytes: number;
  cached_answers: number;
  duplicate_ids: number | null;
  duplicate_bytes: number;
  failures: number;
}

export interface SiteStream {
  epoch: string;
  is_current: boolean;
  events: number;
  first_id: string | null;
  last_id: string | null;
  checkpoint: string | null;
  oldest_seconds: number | null;
}

export interface SiteLedger {
  site_id: string;
  received: number;
  stored: number;
  refused: Record<string, number>;
  duplicates: number;
  dead: number;
  queued: number;
  erased: number;
  last_committed_at: string | null;
  oldest_queued_seconds: number | null;
}

export interface Site {
  site_id: string;
  paused_at: string | null;
  grain: GrainState | null;
  /** Null while Redis is unavailable. */
  streams: SiteStream[] | null;
  /** Null while PostgreSQL or Redis is unavailable. */
  ledger: SiteLedger | null;
}

/** The names of an event's fields, in their order. */
export const eventFields = [
  'timestamp', 'event_type', 'path', 'user_id', 'event_id', 'visitor', 'hostname', 'title', 'referrer', 'source', 'channel',
  'utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'click_id', 'browser', 'browser_version', 'os', 'os_version',
  'device', 'language', 'country', 'region', 'city', 'bot', 'props', 'revenue', 'engaged_ms', 'scroll', 'screen_width',
] as const;

/** All values are text. */
export type DecodedEvent = { [name in (typeof eventFields)[number]]?: string | null };

export interface QueueEntry {
  key: string;
  epoch: string;
  id: string;
  received_at: string;
  events: number;
  bytes: number;
  is_committed: boolean | null;
  decoded: DecodedEvent[];
  fault: string | null;
}

export interface QueueEntries {
  entries: QueueEntry[];
  next: string | null;
}

export type DeadLetterReason = 'undecodable' | 'invalid' | 'refused_by_store';

export interface DeadLetter {
  site_id: string;
  key: string;
  reason: DeadLetterReason;
  detail: string;
  events: number;
  created_at: string;
  decoded: DecodedEvent[];
  payload_base64: string;
}

export interface DeadLetters {
  dead_letters: DeadLetter[];
  total: number;
  next: string | null;
}

/** The result of one bulk call; repeated while some are left and some were done. */
export interface Swept {
  done: number;
  failed: number;
  left: number;
}
