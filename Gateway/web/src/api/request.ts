import { loseSession } from '../session/session';
import { call, callForFile, Refusal, type CallOptions, type Method } from './call';

/** Calls an operator endpoint; where that needs a key, the page asks for one. */
export function request<T>(path: string, method: Method = 'GET', options: CallOptions = {}): Promise<T> {
  return watch(call<T>(path, method, options));
}

/** Does the same for a file. */
export function requestFile(path: string, type: string): Promise<Blob> {
  return watch(callForFile(path, type));
}

async function watch<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) loseSession();
    throw error;
  }
}

/** Returns a path with the filters that are set. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
