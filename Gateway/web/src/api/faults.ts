import { Refusal } from './call';

/** The faults of a form, by field, and those of no particular field. */
export interface Faults {
  fields: Record<string, string>;
  others: string[];
}

/** The result of reading a form. */
export type Read<T> = { value: T; faults: null } | { faults: Faults };

export const noFaults: Faults = { fields: {}, others: [] };

/** Assigns the details of a refusal to the field that each begins with: `name must be …`, `origins[0] must be …`. */
export function readFaults(error: unknown, fields: readonly string[]): Faults {
  if (!(error instanceof Refusal)) return { fields: {}, others: [(error as Error).message] };
  if (error.status === 401) return { fields: {}, others: ['Nothing was done, because you were not signed in. You can send it again now.'] };
  const faults: Faults = { fields: {}, others: [] };
  for (const detail of error.details) {
    const name = /^[a-z_]+/.exec(detail)?.[0] ?? '';
    if (fields.includes(name)) faults.fields[name] = [faults.fields[name], nameLine(detail)].filter(Boolean).join(' ');
    else faults.others.push(detail);
  }
  if (error.details.length === 0) faults.others.push(error.reason);
  return faults;
}

/** The elements of a list are lines of the form, which count from 1. */
function nameLine(detail: string): string {
  return detail.replace(/^[a-z_]+\[(\d+)\]/, (_, index: string) => `Line ${Number(index) + 1}`);
}
