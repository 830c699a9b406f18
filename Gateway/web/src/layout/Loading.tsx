/** A placeholder for data that has not arrived yet. */
export function Loading({ what }: { what: string }) {
  return (
    <div class="loading" role="status">
      <span class="loading-bars" aria-hidden="true"><i /><i /><i /></span>
      Loading {what} …
    </div>
  );
}
