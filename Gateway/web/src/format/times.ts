import { unknown } from './numbers';

const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** Formats a duration in its two largest units: 3 ms, 1.4 s, 2 min 5 s, 3 h 20 min, 4 d 1 h. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds == null) return unknown;
  if (seconds <= 0) return '0 s';
  if (seconds < 0.0995) return `${fine.format(seconds * 1000)} ms`;
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 59.95) return `${fine.format(seconds)} s`;
  const total = Math.round(seconds);
  if (total < 3600) return join(Math.floor(total / 60), 'min', total % 60, 's');
  const minutes = Math.floor(total / 60);
  if (minutes < 1440) return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.floor(minutes / 60);
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

/** Formats the local time of day, from seconds since 1970. */
export function formatClock(unixSeconds: number): string {
  return clock.format(unixSeconds * 1000);
}

/** Formats the local date and time: 2026-11-25 10:42:05. */
export function formatMoment(iso: string | null | undefined): string {
  if (!iso) return unknown;
  const date = new Date(iso);
  return `${day.format(date)} ${clock.format(date)}`;
}

/** Formats the time since a moment; one in the future counts as now. */
export function formatAgo(iso: string | null | undefined, now: number): string {
  if (!iso) return unknown;
  const seconds = (now - Date.parse(iso)) / 1000;
  return seconds < 1.5 ? 'just now' : `${formatDuration(Math.round(seconds))} ago`;
}
