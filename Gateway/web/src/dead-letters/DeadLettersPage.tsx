import { PageHeader } from '../layout/PageHeader';

export function DeadLettersPage() {
  return <PageHeader title="DeadLettersPage" />;
}
