import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { LiveBadge } from '../live/LiveBadge';
import type { LiveState } from '../live/LiveConnection';

interface Props {
  /** Also the title of the window. */
  title: string;
  /** Shown instead of the title, when that is more than text. */
  children?: ComponentChildren;
  state?: LiveState;
}

/** Where the browser loaded the pages: only there does a header show without a navigation. */
const loadedAt = location.pathname;
let isFirstHeader = true;

/** A page's heading. It takes the focus after a navigation, so that a screen reader announces the new page. */
export function PageHeader({ title, children, state }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Footfall`;
  }, [title]);
  useEffect(() => {
    if (!isFirstHeader || location.pathname !== loadedAt) {
      heading.current?.focus();
      window.scrollTo(0, 0);
    }
    isFirstHeader = false;
  }, []);
  return (
    <div class="page-header">
      <h1 tabIndex={-1} ref={heading}>{children ?? title}</h1>
      {state && <LiveBadge state={state} />}
    </div>
  );
}
