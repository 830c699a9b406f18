import type { DeadLetter } from '../api/contract';

interface Props {
  deadLetter: DeadLetter;
  isBusy: boolean;
  onAct: (deadLetter: DeadLetter, act: 'replay' | 'delete') => void;
}

export function DeadLetterActions({ deadLetter, isBusy, onAct }: Props) {
  return (
    <span class="row-actions">
      <button type="button" class="is-small" disabled={isBusy} aria-label={`Replay ${deadLetter.key}`} onClick={() => onAct(deadLetter, 'replay')}>Replay</button>
      <button type="button" class="is-small is-danger" disabled={isBusy} aria-label={`Delete ${deadLetter.key}`} onClick={() => onAct(deadLetter, 'delete')}>Delete</button>
    </span>
  );
}
