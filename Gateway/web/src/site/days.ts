import type { DayAudit } from '../api/daysContract';
import { withQuery } from '../api/request';
import { formatCount } from '../format/numbers';
import { privacyApi } from '../routing/route';

const daysShown = 14;
const millisecondsPerDay = 86_400_000;

/** Returns the request for the last days of a site. The last one is tomorrow in UTC, which is today where a date begins first. */
export function daysPath(siteId: string, now: number): string {
  const date = (day: number) => new Date(now + day * millisecondsPerDay).toISOString().slice(0, 10);
  return withQuery(`${privacyApi(siteId)}/days`, { from: date(1 - daysShown), to: date(1), bots: 'exclude' });
}

/** Says how an audit ended. */
export function describeAudit({ days, found, left }: Pick<DayAudit, 'days' | 'found' | 'left'>): string {
  const compared = `${formatCount(days)} ${days === 1 ? 'day was' : 'days were'} compared with the stored events`;
  if (found === 0) return `${compared}: every figure is right.`;
  const differed = `${compared}: ${formatCount(found)} ${found === 1 ? 'figure differs' : 'figures differ'}.`;
  if (left === null) return differed;
  return left === 0
    ? `${differed} Their days were counted again, and every figure is right now.`
    : `${differed} Their days were counted again, and ${formatCount(left)} still differ, as those of detached months do.`;
}
