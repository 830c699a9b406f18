import { ConfirmDialog } from '../controls/ConfirmDialog';
import type { OutcomeText } from '../controls/Outcome';
import { confirmed, userApi } from '../routing/route';
import { useErase } from './useErase';

interface Props {
  siteId: string;
  userId: string;
  onClose: (outcome: OutcomeText | null) => void;
}

/** Asks for confirmation before a user's events are erased. */
export function EraseUserDialog({ siteId, userId, onClose }: Props) {
  const { isBusy, erase } = useErase(onClose);
  return (
    <ConfirmDialog title={`Erase ${userId}?`} action="Erase user" isDanger isBusy={isBusy} onCancel={() => onClose(null)}
      onConfirm={() => erase(confirmed(userApi(siteId, userId)!, siteId, userId), `Accepted: the events of ${userId} go.`)}>
      <p>All events of this user of <bdi>{siteId}</bdi> that were accepted up to now are deleted permanently, with the statistics made of them: stored ones, dead letters, and those that wait in the queue. Later ones stay.</p>
      <p>Afterwards it is noted nowhere whose they were.</p>
    </ConfirmDialog>
  );
}
