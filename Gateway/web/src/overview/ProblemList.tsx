import { useRef } from 'preact/hooks';
import type { Problem } from '../api/contract';
import { problemSet } from './problemSet';

interface Props {
  /** Null until the first ones are known. */
  problems: Problem[] | null;
  isStale: boolean;
}

/**
* The current problems, in the gateway's words. The texts contain figures that change each second, so the announcement for screen
* readers is kept apart from the display: it changes when a problem appears and when all are gone, not at each new figure.
*/
export function ProblemList({ problems, isStale }: Props) {
  const announced = useRef({ set: '', text: '' });
  if (problems !== null) {
    const set = problemSet(problems);
    if (set !== announced.current.set) {
      announced.current = { set, text: problems.length > 0 ? problems.map(problem => problem.text).join(' ') : 'All is well again.' };
    }
  }
  return (
    <section aria-label="Problems" class={isStale ? 'problems is-stale' : 'problems'}>
      <p class="visually-hidden" aria-live="polite">{announced.current.text}</p>
      {problems?.length === 0 && !isStale && <p class="all-well"><span class="mark" aria-hidden="true">✓</span>All is well.</p>}
      {problems && problems.length > 0 && (
        <ul>
          {problems.map((problem, index) => (
            <li key={index} class={`problem is-${problem.severity}`} data-severity={problem.severity}>
              <span class="mark" aria-hidden="true">{problem.severity === 'error' ? '!' : '△'}</span>
              <span><strong class="visually-hidden">{problem.severity === 'error' ? 'Error: ' : 'Warning: '}</strong>{problem.text}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
