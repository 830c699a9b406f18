import { useEffect, useRef } from 'preact/hooks';

export interface OutcomeText {
  text: string;
  isError?: boolean;
}

interface Props {
  outcome: OutcomeText | null;
  /** Set when the pressed button may disappear with its row, so that the focus moves here. */
  takesFocus?: boolean;
}

/** The outcome of the last action. Always in the page, so that screen readers announce it. */
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
