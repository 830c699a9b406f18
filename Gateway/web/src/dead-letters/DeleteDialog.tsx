import type { DeadLetter } from '../api/contract';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import { formatCount } from '../format/numbers';

interface Props {
  deadLetter: DeadLetter;
  isBusy: boolean;
  onDelete: () => void;
  onCancel: () => void;
}

export function DeleteDialog({ deadLetter, isBusy, onDelete, onCancel }: Props) {
  return (
    <ConfirmDialog title="Delete this dead letter?" action="Delete" isDanger isBusy={isBusy} onConfirm={onDelete} onCancel={onCancel}>
      <p>{deadLetter.events === 1 ? 'Its event is' : `Its ${formatCount(deadLetter.events)} events are`} deleted permanently and counted as refused in the ledger of <bdi>{deadLetter.site_id}</bdi>.</p>
    </ConfirmDialog>
  );
}
