import type { Tone } from '../controls/Pill';

/** Describes the outcome of an action by its response status. */
export function describeEnd(status: number | null): [tone: Tone, mark: string, words: string] {
  if (status === null) return ['caution', '?', 'not known'];
  if (status === 202) return ['good', '✓', 'accepted'];
  if (status < 400) return ['good', '✓', 'done'];
  return status < 500 ? ['plain', '✕', `refused, ${status}`] : ['bad', '!', `failed, ${status}`];
}
