import { useEffect, useState } from 'preact/hooks';
import { base } from './base';

export interface Place {
  pathname: string;
  search: string;
}

const changed = 'footfall:navigated';

/** Navigates without reloading. With replace, the back button skips the current address. */
export function navigate(href: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', base + href);
  window.dispatchEvent(new Event(changed));
}

/** The current address. */
export function useLocation(): Place {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const update = () => setPlace(read());
    window.addEventListener('popstate', update);
    window.addEventListener(changed, update);
    return () => {
      window.removeEventListener('popstate', update);
      window.removeEventListener(changed, update);
    };
  }, []);
  return place;
}

function read(): Place {
  return { pathname: location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname, search: location.search };
}
