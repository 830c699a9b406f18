import type { DeadLetter } from '../api/contract';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import { formatCount } from '../format/numbers';

interface Props {
  letter: DeadLetter;
  isBusy: boolean;
  onDelete: () => void;
  onCancel: () => void;
}

export function DeleteDialog({ letter, isBusy, onDelete, onCancel }: Props) {
  return (
    <ConfirmDialog title="Delete this dead letter?" action="Delete" isDanger isBusy={isBusy} onConfirm={onDelete} onCancel={onCancel}>
      <p>{letter.events === 1 ? 'Its event is' : `Its ${formatCount(letter.events)} events are`} given up for good and counted as refused in the ledger of <bdi>{letter.site_id}</bdi>.</p>
    </ConfirmDialog>
  );
}
