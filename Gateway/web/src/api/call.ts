export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface CallOptions {
  signal?: AbortSignal;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** What the gateway refused, in its own words. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly reason: string, readonly details: string[], readonly retryAfterSeconds: number | null) {
    super([reason, ...details].join(' '));
  }
}

/** One call of the gateway's API; what it refuses becomes a Refusal. */
export async function call<T>(path: string, method: Method = 'GET', { signal, body, headers }: CallOptions = {}): Promise<T> {
  const init: RequestInit = {
    method,
    headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error('The gateway does not answer.');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readRefusal(answer, response.status, response.headers.get('Retry-After'));
  return answer as T;
}

export function readRefusal(answer: unknown, status: number, retryAfter: string | null): Refusal {
  const refusal = answer as { error?: string; details?: string[] } | null;
  const seconds = Number(retryAfter ?? NaN);
  return new Refusal(
    status, refusal?.error ?? `The gateway answered with status ${status}.`, refusal?.details ?? [], Number.isFinite(seconds) ? seconds : null);
}
