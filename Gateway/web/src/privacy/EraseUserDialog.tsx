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
      onConfirm={() => erase(confirmed(userApi(siteId, userId)!, siteId, userId), `Accepted: the events of ${userId} will be erased.`)}>
      <p>All events of this user of <bdi>{siteId}</bdi> that were accepted until now are deleted permanently, with the statistics computed from them: stored events, dead letters, and events that wait in the queue. Later events stay.</p>
      <p>Afterwards no record shows whose they were.</p>
    </ConfirmDialog>
  );
}
