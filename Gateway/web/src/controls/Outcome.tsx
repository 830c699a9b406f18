export interface OutcomeText {
  text: string;
  isError?: boolean;
}

/** What became of the last action. Always in the page, so that it is read out when it comes. */
export function Outcome({ outcome }: { outcome: OutcomeText | null }) {
  return (
    <div role="status" class="outcome-slot">
      {outcome && <p class={`outcome ${outcome.isError ? 'is-error' : ''}`}>{outcome.text}</p>}
    </div>
  );
}
