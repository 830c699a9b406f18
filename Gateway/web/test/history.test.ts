import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { History, Point } from '../src/api/contract';
import { emptyHistory, seriesNames, withGaps, withPoint } from '../src/overview/history';
import { problemSet } from '../src/overview/problemSet';

function point(time: number, value: number): Point {
  return { time, ...Object.fromEntries(seriesNames.map(name => [name, value])) } as Point;
}

function build(...points: [number, number][]): History {
  return points.reduce((history, [time, value]) => withPoint(history, point(time, value)), emptyHistory());
}

test('the later one of a second is kept', () => {
  const history = build([100.1, 1], [100.6, 2], [101.1, 3]);
  assert.deepEqual([history.times, history.queued_entries], [[100, 101], [2, 3]]);
});

test('a point from before is passed by', () => {
  assert.deepEqual(build([100, 1], [99, 2]).times, [100]);
});

test('a silence is a gap', () => {
  const history = build([100, 1], [110, 2]);
  assert.deepEqual([history.times, history.freshness_seconds], [[100, 101, 110], [1, null, 2]]);
});

test('a quarter of an hour is kept', () => {
  let history = emptyHistory();
  for (let time = 1; time <= 2000; time++) history = withPoint(history, point(time, time));
  assert.deepEqual([history.times.length, history.times[0], history.times.at(-1)], [901, 1100, 2000]);
});

test('silences in what was fetched are gaps too', () => {
  const fetched = build([100, 1], [101, 2]);
  fetched.times[1] = 200;
  assert.deepEqual(withGaps(fetched).times, [100, 101, 200]);
});

test('new figures do not make another set of problems, new words do', () => {
  const problem = (text: string) => [{ severity: 'error' as const, text }];
  assert.equal(problemSet(problem('PostgreSQL has not answered for 12 s; 84,210 wait.')), problemSet(problem('PostgreSQL has not answered for 9.5 s; 9 wait.')));
  assert.notEqual(problemSet(problem('No silo runs.')), problemSet([]));
});
