import type { Erasure, ErasureState } from '../api/privacyContract';

const states: Record<ErasureState, string> = {
  roll_ups: 'dropping statistics',
  stored_events: 'removing stored events',
  dead_letters: 'removing dead letters',
  queued_events: 'skipping queued events',
  done: 'done',
};

/** Describes what is or was erased. */
export function describeErasure({ kind, before_day }: Pick<Erasure, 'kind' | 'before_day'>): string {
  switch (kind) {
    case 'user': return 'A user';
    case 'visitor': return 'A visitor';
    case 'site': return 'All events of the site';
    case 'retention': return `Days before ${before_day}`;
  }
}

export function describeState(state: ErasureState): string {
  return states[state];
}

/** Returns whether one of them is not done yet. */
export function isUnderWay(erasures: Pick<Erasure, 'state'>[]): boolean {
  return erasures.some(erasure => erasure.state !== 'done');
}
