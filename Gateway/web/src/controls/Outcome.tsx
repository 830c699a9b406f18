import { useEffect, useRef } from 'preact/hooks';

export interface OutcomeText {
  text: string;
  isError?: boolean;
}

interface Props {
  outcome: OutcomeText | null;
  /** Where the button that was pressed may be gone with its row: the focus goes here instead of nowhere. */
  takesFocus?: boolean;
}

/** What became of the last action. Always in the page, so that it is read out when it comes. */
export function Outcome({ outcome, takesFocus }: Props) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (takesFocus) text.current?.focus();
  }, [outcome]);
  return (
    <div role="status" class="outcome-slot">
      {outcome && <p tabIndex={-1} ref={text} class={`outcome ${outcome.isError ? 'is-error' : ''}`}>{outcome.text}</p>}
    </div>
  );
}
