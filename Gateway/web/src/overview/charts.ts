import type { SeriesName } from '../api/contract';
import { formatCompact, formatCount, formatRate } from '../format/numbers';
import { formatDuration } from '../format/times';

type Format = (value: number | null | undefined) => string;

export interface ChartLine {
  name: SeriesName;
  label: string;
  /** Selects the custom property with its colour: --line-1 and so on. */
  color: 1 | 2 | 3;
  isDashed?: boolean;
}

export interface ChartSpec {
  title: string;
  /** Explains the figure to newcomers. */
  hint: string;
  lines: ChartLine[];
  format: Format;
  axis: (value: number) => string;
  isWide?: boolean;
}

const seconds = { format: formatDuration, axis: (value: number) => formatDuration(value) };
const rate = { format: formatRate, axis: formatCompact };
const count = { format: formatCount, axis: formatCompact };

/** The charts of the overview, in order. */
export const charts: ChartSpec[] = [
  {
    title: 'Events per second', hint: 'Accepted by gateways, stored by silos, refused', isWide: true, ...rate,
    lines: [
      { name: 'accepted_per_second', label: 'Accepted', color: 1 },
      { name: 'stored_per_second', label: 'Stored', color: 2, isDashed: true },
      { name: 'refused_per_second', label: 'Refused', color: 3 },
    ],
  },
  { title: 'Queued entries', hint: 'Waiting in Redis to be stored', ...count, lines: [{ name: 'queued_entries', label: 'Queued entries', color: 1 }] },
  { title: 'Oldest queued', hint: 'Age of the oldest waiting event', ...seconds, lines: [{ name: 'oldest_queued_seconds', label: 'Oldest queued', color: 1 }] },
  { title: 'Freshness', hint: 'Longest time from a 202 to the row', ...seconds, lines: [{ name: 'freshness_seconds', label: 'Freshness', color: 1 }] },
  { title: 'Commit time', hint: 'Duration of a PostgreSQL transaction', ...seconds, lines: [{ name: 'commit_seconds', label: 'Commit time', color: 1 }] },
  { title: 'Rows per commit', hint: 'Events stored by a transaction', ...count, lines: [{ name: 'rows_per_commit', label: 'Rows per commit', color: 1 }] },
  { title: 'Errors per second', hint: 'Failed commits, drains and posts', ...rate, lines: [{ name: 'errors_per_second', label: 'Errors per second', color: 3 }] },
];
