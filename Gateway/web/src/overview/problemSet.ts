import type { Problem } from '../api/contract';

/** Identifies a set of problems: their texts without the figures, which change each second. */
export function problemSet(problems: Problem[]): string {
  return problems.map(problem => `${problem.severity} ${problem.text.replace(/\d[\d,.]*/g, '#')}`).sort().join('\n');
}
