import { useState } from 'preact/hooks';
import type { Silos } from '../api/contract';
import { useFetched } from '../api/useFetched';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import { Loading } from '../layout/Loading';

interface Props {
  from: string | null;
  isBusy: boolean;
  onMove: (silo: string) => void;
  onCancel: () => void;
}

/** Asks to which of the other active silos the grain is moved. */
export function MoveDialog({ from, isBusy, onMove, onCancel }: Props) {
  const { data, error } = useFetched<Silos>('/api/operator/silos');
  const [chosen, choose] = useState<string | null>(null);
  const others = data?.silos.filter(silo => silo.status === 'active' && silo.name !== from).map(silo => silo.name);
  const silo = chosen ?? others?.[0];
  return (
    <ConfirmDialog title="Move the grain of this site" action="Move grain" isBusy={isBusy} onCancel={onCancel}
      onConfirm={silo === undefined ? null : () => onMove(silo)}>
      {error !== null ? <p>{error}</p>
        : others === undefined ? <Loading what="the silos" />
          : others.length === 0 ? <p>No other silo is active. Start another one first.</p>
            : (
              <>
                <p>It is on {from ?? 'no silo'} now. Its drain continues on the other silo within a moment.</p>
                <label class="field">To
                  <select value={silo} onChange={event => choose(event.currentTarget.value)}>
                    {others.map(name => <option key={name} value={name}>{name}</option>)}
                  </select>
                </label>
              </>
            )}
    </ConfirmDialog>
  );
}
