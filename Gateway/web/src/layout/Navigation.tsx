import type { Route } from '../routing/route';
import { Link } from '../routing/Link';

const links: [string, string, Route['page'][]][] = [
  ['/operator', 'Overview', ['overview']],
  ['/operator/silos', 'Silos', ['silos']],
  ['/operator/sites', 'Sites', ['sites', 'site']],
  ['/operator/dead-letters', 'Dead letters', ['dead-letters']],
];

export function Navigation({ route }: { route: Route }) {
  return (
    <header class="top-bar">
      <Link class="brand" href="/operator"><span class="brand-mark" aria-hidden="true" />Footfall</Link>
      <nav aria-label="Pages">
        <ul>
          {links.map(([href, label, pages]) => (
            <li key={href}>
              <Link href={href} {...(pages.includes(route.page) ? { 'aria-current': 'page' as const } : {})}>{label}</Link>
            </li>
          ))}
          <li><a href="/operator/grains" title="The Orleans dashboard">Grains</a></li>
        </ul>
      </nav>
    </header>
  );
}
