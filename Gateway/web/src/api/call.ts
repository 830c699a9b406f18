import { base } from '../routing/base';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface CallOptions {
  signal?: AbortSignal;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** A refusal by the gateway, in its own words. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly reason: string, readonly details: string[], readonly retryAfterSeconds: number | null) {
    super([reason, ...details].join(' '));
  }
}

/** Calls the gateway's API; throws a Refusal when it refuses. */
export async function call<T>(path: string, method: Method = 'GET', options: CallOptions = {}): Promise<T> {
  const response = await send(path, method, options, 'application/json');
  return await response.json().catch(() => null) as T;
}

/** Reads a file into memory; a response that breaks off is an error, not a partial file. */
export async function callForFile(path: string, type: string): Promise<Blob> {
  const response = await send(path, 'GET', {}, type);
  return response.blob().catch(() => {
    throw new Error('The response ended before it was complete; try again.');
  });
}

async function send(path: string, method: Method, { signal, body, headers }: CallOptions, accept: string): Promise<Response> {
  const init: RequestInit = {
    method,
    headers: { Accept: accept, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
  let response: Response;
  try {
    response = await fetch(base + path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error('The gateway does not answer.');
  }
  if (!response.ok) throw readRefusal(await response.json().catch(() => null), response.status, response.headers.get('Retry-After'));
  return response;
}

export function readRefusal(answer: unknown, status: number, retryAfter: string | null): Refusal {
  const refusal = answer as { error?: string; details?: string[] } | null;
  const seconds = Number(retryAfter ?? NaN);
  return new Refusal(
    status, refusal?.error ?? `The gateway answered with status ${status}.`, refusal?.details ?? [], Number.isFinite(seconds) ? seconds : null);
}
