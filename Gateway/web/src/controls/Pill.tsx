import type { ComponentChildren } from 'preact';

export type Tone = 'plain' | 'good' | 'caution' | 'bad';

/** A state in one word with its own symbol, so that it is distinguishable without colours. */
export function Pill({ tone, mark, children }: { tone: Tone; mark?: string; children: ComponentChildren }) {
  return <span class={`pill is-${tone}`}>{mark && <span aria-hidden="true">{mark}</span>}{children}</span>;
}
