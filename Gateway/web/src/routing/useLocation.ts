import { useEffect, useState } from 'preact/hooks';
import { base } from './base';

export interface Place {
  pathname: string;
  search: string;
}

const changed = 'footfall:navigated';

/** Goes to a page without loading it anew. With replace, no step is left behind for the back button. */
export function navigate(href: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', base + href);
  window.dispatchEvent(new Event(changed));
}

/** The address as it is now. */
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
