import { Link } from '../routing/Link';
import { siteHref } from '../routing/route';

/** A site's id, which may be any text of any direction: isolated from its surroundings, truncated to the available width. */
export function SiteName({ siteId }: { siteId: string }) {
  const href = siteHref(siteId);
  const name = <bdi>{siteId}</bdi>;
  return href === null
    ? <span class="site-name" title={siteId}>{name}</span>
    : <Link class="site-name" title={siteId} href={href}>{name}</Link>;
}
