import { AccessPage } from '../access/AccessPage';
import { readRoute, type Route } from '../routing/route';
import { useLocation } from '../routing/useLocation';
import { DeadLettersPage } from '../dead-letters/DeadLettersPage';
import { OverviewPage } from '../overview/OverviewPage';
import { SignInPage } from '../session/SignInPage';
import { useSession } from '../session/useSession';
import { SilosPage } from '../silos/SilosPage';
import { SitePage } from '../site/SitePage';
import { SitesPage } from '../sites/SitesPage';
import { Loading } from './Loading';
import { Navigation } from './Navigation';
import { UnknownPage } from './UnknownPage';
import './layout.css';

/**
* The frame of every page, and the page that the address names. While the user has to sign in, the page stays hidden and keeps
* its input.
*/
export function App() {
  const { pathname } = useLocation();
  const { state, entries, hasEnded } = useSession();
  const route = readRoute(pathname);
  return (
    <>
      <a class="skip-link" href="#content">Skip to the content</a>
      <Navigation route={route} isOut={state === 'out'} />
      <main id="content" tabIndex={-1}>
        {state === 'asking' && <Loading what="the page" />}
        {state === 'out' && <SignInPage hasEnded={hasEnded} />}
        {entries > 0 && <div hidden={state !== 'in'}>{renderPage(route)}</div>}
      </main>
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
    case 'access': return <AccessPage key={route.part} part={route.part} />;
    case 'unknown': return <UnknownPage />;
  }
}
