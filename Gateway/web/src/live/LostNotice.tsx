import type { LiveState } from './LiveConnection';

/** Says that the figures on the page are old, while they are. Always in the page, so that it is read out when it comes. */
export function LostNotice({ state }: { state: LiveState }) {
  return (
    <div role="status" aria-live="polite" class="lost-notice-slot">
      {state === 'lost' && (
        <p class="lost-notice">
          <strong>Connection lost.</strong> The figures below are the last that arrived. Trying again each second.
        </p>
      )}
    </div>
  );
}
