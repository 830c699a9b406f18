import type { AccessPart } from '../routing/route';
import { AuditLogPage } from './AuditLogPage';
import { KeysPage } from './KeysPage';
import { SiteSettingsPage } from './SiteSettingsPage';
import './access.css';

/** The access pages, in three sections. */
export function AccessPage({ part }: { part: AccessPart }) {
  switch (part) {
    case 'sites': return <SiteSettingsPage />;
    case 'keys': return <KeysPage />;
    case 'audit-log': return <AuditLogPage />;
  }
}
