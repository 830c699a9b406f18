import { Link } from '../routing/Link';
import { PageHeader } from './PageHeader';

export function UnknownPage() {
  return (
    <>
      <PageHeader title="No such page" />
      <p>There is no page at this address. <Link href="/operator">Go to the overview</Link></p>
    </>
  );
}
