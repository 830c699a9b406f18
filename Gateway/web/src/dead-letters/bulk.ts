import type { Swept } from '../api/contract';
import { request } from '../api/request';

export interface BulkProgress {
  done: number;
  failed: number;
  left: number;
}

/**
* Repeats the call until none is left or no more can be done, because one call handles a thousand at most. Reports the progress
* after each; stops early on request, between two calls.
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
