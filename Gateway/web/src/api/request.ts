/** Calls the gateway's API; what it refuses becomes an error in its own words. */
export async function request<T>(path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { method, headers: { Accept: 'application/json' }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error('The gateway does not answer.');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error(describeRefusal(answer, response.status));
  return answer as T;
}

function describeRefusal(answer: unknown, status: number): string {
  const refusal = answer as { error?: string; details?: string[] } | null;
  const parts = [refusal?.error ?? `The gateway answered with status ${status}.`, ...(refusal?.details ?? [])];
  return parts.join(' ');
}

/** A path with the filters that are set. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
