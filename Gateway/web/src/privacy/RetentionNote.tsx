import type { Retention } from '../api/privacyContract';
import { withQuery } from '../api/request';
import { Link } from '../routing/Link';
import { accessHref } from '../routing/route';
import { describeRetention } from './retention';

/** A site's retention, with a link to its setting. */
export function RetentionNote({ siteId, retention }: { siteId: string; retention: Retention }) {
  return (
    <p class="retention">
      {describeRetention(retention)} <Link href={withQuery(accessHref('sites'), { search: siteId })}>Where this is set</Link>
    </p>
  );
}
