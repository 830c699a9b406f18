import type { AccessPart } from '../routing/route';
import { ActsPage } from './ActsPage';
import { KeysPage } from './KeysPage';
import { RegistryPage } from './RegistryPage';
import './access.css';

/** Who may do what, in three parts. */
export function AccessPage({ part }: { part: AccessPart }) {
  switch (part) {
    case 'sites': return <RegistryPage />;
    case 'keys': return <KeysPage />;
    case 'acts': return <ActsPage />;
  }
}
