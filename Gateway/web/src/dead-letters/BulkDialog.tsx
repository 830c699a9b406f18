import { useRef, useState } from 'preact/hooks';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import type { OutcomeText } from '../controls/Outcome';
import { formatCount } from '../format/numbers';
import { sweepAddress, type Filter } from './filter';
import { runInBulk, type BulkProgress } from './bulk';

interface Props {
  act: 'replay' | 'delete';
  filter: Filter;
  total: number;
  onClose: (outcome: OutcomeText | null) => void;
}

/** Asks for confirmation of a bulk operation, then shows its progress and lets the user stop it. */
export function BulkDialog({ act, filter, total, onClose }: Props) {
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const isStopped = useRef(false);
  const isReplay = act === 'replay';
  const count = `${formatCount(total)} dead ${total === 1 ? 'letter' : 'letters'}`;
  const run = async () => {
    setProgress({ done: 0, failed: 0, left: total });
    try {
      const address = sweepAddress(isReplay ? '/api/operator/dead-letters/replay' : '/api/operator/dead-letters', filter);
      onClose(describe(isReplay, await runInBulk(address, isReplay ? 'POST' : 'DELETE', setProgress, () => isStopped.current)));
    } catch (error) {
      onClose({ text: (error as Error).message, isError: true });
    }
  };
  const cancel = () => {
    if (progress === null) onClose(null);
    isStopped.current = true;
  };
  return (
    <ConfirmDialog title={isReplay ? `Replay ${count}?` : `Delete ${count}?`} action={isReplay ? 'Replay all' : 'Delete all'} isDanger={!isReplay}
      onConfirm={progress === null ? run : null} cancel={progress === null ? 'Cancel' : 'Stop'} onCancel={cancel}>
      {progress === null
        ? <p>{isReplay
          ? 'Each is tried once more and stored exactly once. Those that fail again stay here.'
          : 'Their events are deleted permanently and count as refused in the ledger.'}</p>
        : (
          <>
            <progress aria-label={isReplay ? 'Replayed' : 'Deleted'} max={Math.max(1, progress.done + progress.left)} value={progress.done} />
            <p role="status">{formatCount(progress.done)} done, {formatCount(progress.left)} left{progress.failed > 0 ? `, ${formatCount(progress.failed)} failed again` : ''}</p>
          </>
        )}
    </ConfirmDialog>
  );
}

function describe(isReplay: boolean, { done, failed, left }: BulkProgress): OutcomeText {
  const parts = [`${formatCount(done)} ${isReplay ? 'replayed' : 'deleted'}`];
  if (failed > 0) parts.push(`${formatCount(failed)} failed again and stay here`);
  if (left > failed) parts.push(`${formatCount(left)} left`);
  return { text: `${parts.join(', ')}.`, isError: failed > 0 };
}
