import type { ComponentChildren } from 'preact';

export type Tone = 'plain' | 'good' | 'caution' | 'bad';

/** A state in one word with a sign of its own, so that it is told apart without colours too. */
export function Pill({ tone, mark, children }: { tone: Tone; mark?: string; children: ComponentChildren }) {
  return <span class={`pill is-${tone}`}>{mark && <span aria-hidden="true">{mark}</span>}{children}</span>;
}
