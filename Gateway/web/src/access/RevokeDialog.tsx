import { useState } from 'preact/hooks';
import type { Key } from '../api/accessContract';
import { request } from '../api/request';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import type { OutcomeText } from '../controls/Outcome';
import { useSession } from '../session/useSession';
import { describeRevocation } from './keyState';

interface Props {
  keyToRevoke: Key;
  all: Key[];
  onClose: (outcome: OutcomeText | null) => void;
}

/** Asks for confirmation before a key is revoked. */
export function RevokeDialog({ keyToRevoke, all, onClose }: Props) {
  const [isBusy, setBusy] = useState(false);
  const warning = describeRevocation(keyToRevoke, all, useSession().session?.name ?? null, Date.now());
  const revoke = async () => {
    setBusy(true);
    try {
      await request(`/api/operator/keys/${encodeURIComponent(keyToRevoke.id)}`, 'DELETE');
      onClose({ text: `Revoked: ${keyToRevoke.name}.` });
    } catch (error) {
      onClose({ text: (error as Error).message, isError: true });
    }
  };
  return (
    <ConfirmDialog title={`Revoke ${keyToRevoke.name}?`} action="Revoke" isDanger isBusy={isBusy} onConfirm={revoke} onCancel={() => onClose(null)}>
      <p>Requests with <code>{keyToRevoke.shown}…</code> are refused, at every gateway within 5 seconds. A revoked key cannot be restored.</p>
      {warning && <p><strong>{warning}</strong></p>}
    </ConfirmDialog>
  );
}
