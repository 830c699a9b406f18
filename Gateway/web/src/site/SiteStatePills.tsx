import type { Site } from '../api/contract';
import { Pill } from '../controls/Pill';
import { formatMoment } from '../format/times';

export function SiteStatePills({ site }: { site: Site }) {
  return (
    <p class="pills">
      {site.paused_at !== null && <Pill tone="caution" mark="‖">paused since {formatMoment(site.paused_at)}</Pill>}
      {site.grain === null
        ? <Pill tone="plain" mark="○">grain not active</Pill>
        : <Pill tone="good" mark="●">active on {site.grain.silo}</Pill>}
      {site.grain?.is_draining && <Pill tone="plain" mark="↓">draining</Pill>}
      {(site.grain?.failures ?? 0) > 0 && <Pill tone="bad" mark="!">{site.grain!.failures} failed drains in a row</Pill>}
    </p>
  );
}
