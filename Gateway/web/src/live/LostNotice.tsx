import type { LiveState } from './LiveConnection';

/** Warns while the figures on the page are outdated. Always in the page, so that screen readers announce it. */
export function LostNotice({ state }: { state: LiveState }) {
  return (
    <div role="status" aria-live="polite" class="lost-notice-slot">
      {state === 'lost' && (
        <p class="lost-notice">
          <strong>Connection lost.</strong> The figures below are the last ones received. Trying again every second.
        </p>
      )}
    </div>
  );
}
