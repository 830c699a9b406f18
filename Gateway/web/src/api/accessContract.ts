// The responses of /api/operator about access, as described by /openapi/v1.json.

/** Local: no mode is set, and only clients on the gateway's machine are served. */
export type AccessMode = 'local' | 'open' | 'registered';

export interface Session {
  mode: AccessMode;
  /** Whether the caller has operator permission now. */
  is_operator: boolean;
  /** The name of the key; null without one. */
  name: string | null;
}

export interface SiteSettings {
  name: string;
  time_zone: string;
  origins: string[];
  /** Null: forever. */
  retention_days: number | null;
  /** Null: the installation's limit. */
  events_per_second: number | null;
  bytes_per_second: number | null;
  needs_write_key: boolean;
  refuses_bots: boolean;
}

export interface RegisteredSite extends SiteSettings {
  site_id: string;
  created_at: string;
}

export interface SiteSettingsList {
  /** The number of matches of the search. */
  total: number;
  sites: RegisteredSite[];
}

export type KeyScope = 'operator' | 'read' | 'write' | 'metrics';

export interface Key {
  id: string;
  name: string;
  /** The beginning of the key. */
  shown: string;
  scope: KeyScope;
  site_id: string | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

export interface Keys {
  keys: Key[];
}

/** The only response that contains the whole key. */
export interface MadeKey {
  id: string;
  name: string;
  shown: string;
  scope: KeyScope;
  site_id: string | null;
  created_at: string;
  expires_at: string | null;
  key: string;
}

export interface KeyOrder {
  name: string;
  scope: KeyScope;
  site_id?: string;
  expires_in_days?: number;
}

export interface AuditEntry {
  number: number;
  at: string;
  who: string;
  from: string;
  what: string;
  site_id: string | null;
  detail: string | null;
  /** Null: the gateway stopped before it could record the status. */
  status: number | null;
}

export interface AuditLog {
  entries: AuditEntry[];
  next: number | null;
}
