import { useState } from 'preact/hooks';
import type { Erasure } from '../api/privacyContract';
import { request } from '../api/request';
import type { OutcomeText } from '../controls/Outcome';

/** Requests an erasure, and reports the outcome. */
export function useErase(onClose: (outcome: OutcomeText) => void) {
  const [isBusy, setBusy] = useState(false);
  const erase = async (path: string, done: string) => {
    setBusy(true);
    try {
      await request<Erasure>(path, 'DELETE');
      onClose({ text: `${done} The list below shows the progress.` });
    } catch (error) {
      onClose({ text: (error as Error).message, isError: true });
    }
  };
  return { isBusy, erase };
}
