import type { Swept } from '../api/contract';
import { request } from '../api/request';

export interface BulkProgress {
  done: number;
  failed: number;
  left: number;
}

/**
 * Calls again and again until none is left or none can be done any more, since one call does a thousand at most. Says how
 * far it is after each; ends early when asked to, between two calls.
 */
export async function runInBulk(
  address: string, method: 'POST' | 'DELETE', onProgress: (progress: BulkProgress) => void, isStopped: () => boolean,
  call: (path: string, method: 'POST' | 'DELETE') => Promise<Swept> = request): Promise<BulkProgress> {
  let progress: BulkProgress = { done: 0, failed: 0, left: 0 };
  for (;;) {
    const swept = await call(address, method);
    progress = { done: progress.done + swept.done, failed: swept.failed, left: swept.left };
    onProgress(progress);
    if (swept.left === 0 || swept.done === 0 || isStopped()) return progress;
  }
}
