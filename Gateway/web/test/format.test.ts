import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes, formatCount, formatRate, formatShare } from '../src/format/numbers';
import { formatAgo, formatDuration } from '../src/format/times';

test('durations have their two largest units', () => {
  const said = [0, 0.0031, 0.25, 0.9996, 1.44, 59.97, 125, 3600, 12_000, 100 * 3600].map(formatDuration);
  assert.deepEqual(said, ['0 s', '3.1 ms', '250 ms', '1 s', '1.4 s', '1 min', '2 min 5 s', '1 h', '3 h 20 min', '4 d 4 h']);
});

test('what is not known is a dash', () => {
  assert.deepEqual([formatDuration(null), formatBytes(null), formatCount(null), formatRate(null), formatShare(null)], ['–', '–', '–', '–', '–']);
});

test('figures have separators, and decimals where they matter', () => {
  assert.deepEqual([formatCount(1_234_567), formatRate(3.26), formatRate(12_345.6), formatShare(0.0004), formatShare(0.42)],
    ['1,234,567', '3.3', '12,346', '<0.1 %', '42 %']);
});

test('bytes have the unit that fits', () => {
  assert.deepEqual([1, 900, 1024, 1536, 400 * 1024 * 1024, 5 * 1024 ** 3].map(formatBytes), ['1 byte', '900 bytes', '1 KiB', '1.5 KiB', '400 MiB', '5 GiB']);
});

test('a clock that is ahead is now', () => {
  const now = Date.parse('2026-11-25T10:00:00Z');
  assert.deepEqual(['2026-11-25T10:00:09Z', '2026-11-25T09:58:00Z'].map(time => formatAgo(time, now)), ['just now', '2 min ago']);
});
