import type { ComponentChildren, JSX } from 'preact';
import { base } from './base';
import { navigate } from './useLocation';

type Props = Omit<JSX.HTMLAttributes<HTMLAnchorElement>, 'onClick'> & { href: string; children: ComponentChildren };

/** A link to another of these pages. Clicks that open a new tab or window are left to the browser. */
export function Link({ href, children, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
  };
  return <a {...rest} href={base + href} onClick={follow}>{children}</a>;
}
