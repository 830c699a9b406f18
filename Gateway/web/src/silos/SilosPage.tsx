import { PageHeader } from '../layout/PageHeader';

export function SilosPage() {
  return <PageHeader title="SilosPage" />;
}
