import { useEffect, useState } from 'preact/hooks';

/** Gives the focus back to where it was before this came, or to the page's heading where that is gone. */
export function useReturnOfFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    // What comes back in its place has to be shown before it can have the focus.
    requestAnimationFrame(() => {
      // Whoever has taken it meanwhile keeps it.
      if (document.activeElement !== document.body) return;
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (isThere ? before : document.querySelector<HTMLElement>('main h1'))?.focus();
    });
  }, []);
}
