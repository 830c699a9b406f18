import { PageHeader } from '../layout/PageHeader';

export function SitePage({ siteId }: { siteId: string }) {
  return <PageHeader title={siteId} />;
}
