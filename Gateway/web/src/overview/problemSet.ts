import type { Problem } from '../api/contract';

/** What tells one set of problems from another: their words without their figures, which change each second. */
export function problemSet(problems: Problem[]): string {
  return problems.map(problem => `${problem.severity} ${problem.text.replace(/\d[\d,.]*/g, '#')}`).sort().join('\n');
}
