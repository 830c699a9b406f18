import type { Route } from '../routing/route';
import { base } from '../routing/base';
import { Link } from '../routing/Link';
import { SignedIn } from '../session/SignedIn';

const links: [string, string, Route['page'][]][] = [
  ['/operator', 'Overview', ['overview']],
  ['/operator/silos', 'Silos', ['silos']],
  ['/operator/sites', 'Sites', ['sites', 'site']],
  ['/operator/dead-letters', 'Dead letters', ['dead-letters']],
  ['/operator/access/sites', 'Access', ['access']],
];

/** Links to all pages, for users who may see them. */
export function Navigation({ route, isOut }: { route: Route; isOut: boolean }) {
  return (
    <header class="top-bar">
      <Link class="brand" href="/operator"><span class="brand-mark" aria-hidden="true" />Footfall</Link>
      {!isOut && (
        <nav aria-label="Pages">
          <ul>
            {links.map(([href, label, pages]) => (
              <li key={href}>
                <Link href={href} {...(pages.includes(route.page) ? { 'aria-current': 'page' as const } : {})}>{label}</Link>
              </li>
            ))}
            <li><a href={`${base}/operator/grains`} title="The Orleans dashboard">Grains</a></li>
          </ul>
        </nav>
      )}
      <SignedIn />
    </header>
  );
}
