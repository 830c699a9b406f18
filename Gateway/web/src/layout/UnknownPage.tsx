import { Link } from '../routing/Link';
import { PageHeader } from './PageHeader';

export function UnknownPage() {
  return (
    <>
      <PageHeader title="No such page" />
      <p>The address names no page. <Link href="/operator">Go to the overview</Link></p>
    </>
  );
}
