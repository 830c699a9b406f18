import type { DeadLetter } from '../api/contract';

interface Props {
  letter: DeadLetter;
  isBusy: boolean;
  onAct: (letter: DeadLetter, act: 'replay' | 'delete') => void;
}

export function LetterActions({ letter, isBusy, onAct }: Props) {
  return (
    <span class="row-actions">
      <button type="button" class="is-small" disabled={isBusy} aria-label={`Replay ${letter.key}`} onClick={() => onAct(letter, 'replay')}>Replay</button>
      <button type="button" class="is-small is-danger" disabled={isBusy} aria-label={`Delete ${letter.key}`} onClick={() => onAct(letter, 'delete')}>Delete</button>
    </span>
  );
}
