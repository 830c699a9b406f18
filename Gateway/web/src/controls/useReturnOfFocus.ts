import { useEffect, useState } from 'preact/hooks';

/** Returns the focus to where it was before this was shown, or to the page's heading if that is gone. */
export function useReturnOfFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    // The replacement must be displayed before it can have the focus.
    requestAnimationFrame(() => {
      // Do not take the focus from anything else.
      if (document.activeElement !== document.body) return;
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (isThere ? before : document.querySelector<HTMLElement>('main h1'))?.focus();
    });
  }, []);
}
