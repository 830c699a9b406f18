import { readRoute, type Route } from '../routing/route';
import { useLocation } from '../routing/useLocation';
import { DeadLettersPage } from '../dead-letters/DeadLettersPage';
import { OverviewPage } from '../overview/OverviewPage';
import { SilosPage } from '../silos/SilosPage';
import { SitePage } from '../site/SitePage';
import { SitesPage } from '../sites/SitesPage';
import { Navigation } from './Navigation';
import { UnknownPage } from './UnknownPage';
import './layout.css';

/** The frame of every page, and the page that the address names. */
export function App() {
  const { pathname } = useLocation();
  const route = readRoute(pathname);
  return (
    <>
      <a class="skip-link" href="#content">Skip to the content</a>
      <Navigation route={route} />
      <main id="content" tabIndex={-1}>{renderPage(route)}</main>
    </>
  );
}

function renderPage(route: Route) {
  switch (route.page) {
    case 'overview': return <OverviewPage />;
    case 'silos': return <SilosPage />;
    case 'sites': return <SitesPage />;
    case 'site': return <SitePage key={route.siteId} siteId={route.siteId} />;
    case 'dead-letters': return <DeadLettersPage />;
    case 'unknown': return <UnknownPage />;
  }
}
