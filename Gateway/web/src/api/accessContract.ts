// What /api/operator answers about access, as /openapi/v1.json describes it.

/** Local: no mode is set, and clients on the gateway's machine are answered. */
export type AccessMode = 'local' | 'open' | 'registered';

export interface Session {
  mode: AccessMode;
  /** Whether an operator's calls would be answered now. */
  is_operator: boolean;
  /** Of the key; null without one. */
  name: string | null;
}

export interface SiteSettings {
  name: string;
  time_zone: string;
  origins: string[];
  /** Null: for ever. */
  retention_days: number | null;
  /** Null: the installation's limit. */
  events_per_second: number | null;
  bytes_per_second: number | null;
  needs_write_key: boolean;
}

export interface RegisteredSite extends SiteSettings {
  site_id: string;
  created_at: string;
}

export interface SiteSettingsList {
  /** All that the search finds. */
  total: number;
  sites: RegisteredSite[];
}

export type KeyScope = 'operator' | 'read' | 'write' | 'metrics';

export interface Key {
  id: string;
  name: string;
  /** How it begins. */
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

/** The only answer that has the whole key. */
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
  /** Null: the gateway ended before it could say. */
  status: number | null;
}

export interface AuditLog {
  entries: AuditEntry[];
  next: number | null;
}
