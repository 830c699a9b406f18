import type { Retention } from '../api/privacyContract';
import { formatCount } from '../format/numbers';
import { formatMoment } from '../format/times';

/** Describes the retention and its progress, in a sentence each. */
export function describeRetention(retention: Retention): string {
  const kept = retention.days === null ? 'Events are kept forever.' : `Events are kept for ${formatDays(retention.days)}.`;
  if (retention.kept_from !== null) {
    return `${kept} Events before ${retention.kept_from} are deleted (${formatEvents(retention.events)}), as of ${formatMoment(retention.kept_at)}.`;
  }
  return retention.days === null ? kept : `${kept} Older events have not been looked for yet.`;
}

function formatDays(days: number): string {
  return days === 1 ? '1 day' : `${formatCount(days)} days`;
}

function formatEvents(events: number): string {
  return events === 0 ? 'there were none' : events === 1 ? '1 event' : `${formatCount(events)} events`;
}
