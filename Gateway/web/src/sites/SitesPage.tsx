import { PageHeader } from '../layout/PageHeader';

export function SitesPage() {
  return <PageHeader title="SitesPage" />;
}
