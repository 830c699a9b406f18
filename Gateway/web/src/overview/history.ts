import type { History, Point, SeriesName } from '../api/contract';

export const seriesNames: SeriesName[] = [
  'accepted_per_second', 'stored_per_second', 'refused_per_second', 'queued_entries', 'queued_events',
  'oldest_queued_seconds', 'freshness_seconds', 'commit_seconds', 'rows_per_commit', 'errors_per_second',
];

/** How far back the charts go. */
export const shownSeconds = 900;

/** A longer silence than this is shown as a gap, not bridged by a line. */
const gapSeconds = 5;

export function emptyHistory(): History {
  const history = { times: [] } as unknown as History;
  for (const name of seriesNames) history[name] = [];
  return history;
}

/** Returns a copy in which silences are gaps. */
export function withGaps(history: History): History {
  const result = emptyHistory();
  history.times.forEach((time, index) => append(result, time, name => history[name][index] ?? null));
  return result;
}

/** Returns a copy with a live point: the later one of each second is kept, and points older than the charts show are dropped. */
export function withPoint(history: History, point: Point): History {
  const time = Math.floor(point.time);
  const last = history.times.at(-1) ?? 0;
  if (time < last) return history;
  const from = firstShown(history.times, time - shownSeconds);
  const until = time === last ? history.times.length - 1 : history.times.length;
  const result = { times: history.times.slice(from, until) } as History;
  for (const name of seriesNames) result[name] = history[name].slice(from, until);
  append(result, time, name => point[name]);
  return result;
}

function firstShown(times: number[], oldest: number): number {
  const index = times.findIndex(time => time >= oldest);
  return index < 0 ? times.length : index;
}

function append(history: History, time: number, value: (name: SeriesName) => number | null): void {
  const last = history.times.at(-1);
  if (last !== undefined && time - last > gapSeconds) push(history, last + 1, () => null);
  push(history, time, value);
}

function push(history: History, time: number, value: (name: SeriesName) => number | null): void {
  history.times.push(time);
  for (const name of seriesNames) history[name].push(value(name));
}
