import { PageHeader } from '../layout/PageHeader';
import { Link } from '../routing/Link';
import { accessHref, accessParts, type AccessPart } from '../routing/route';

const titles: Record<AccessPart, string> = { sites: 'Registered sites', keys: 'Keys', 'audit-log': 'Audit log' };

/** The heading of a section of the access pages, with links to the others. */
export function AccessHeader({ part }: { part: AccessPart }) {
  return (
    <>
      <nav class="parts" aria-label="Access">
        <ul>
          {accessParts.map(name => (
            <li key={name}><Link href={accessHref(name)} {...(name === part ? { 'aria-current': 'page' as const } : {})}>{titles[name]}</Link></li>
          ))}
        </ul>
      </nav>
      <PageHeader title={titles[part]} />
    </>
  );
}
