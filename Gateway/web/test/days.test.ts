import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysPath, describeAudit } from '../src/site/days';

test('the days asked for end with the date that begins first on earth', () => {
  assert.equal(daysPath('a/b', Date.parse('2026-12-31T23:59:59Z')), '/api/sites/a%2Fb/days?from=2026-12-18&to=2027-01-01&bots=exclude');
  assert.equal(daysPath('a', Date.parse('2026-03-01T00:00:00Z')), '/api/sites/a/days?from=2026-02-16&to=2026-03-02&bots=exclude');
});

test('an audit says what was found, and what is left', () => {
  assert.deepEqual([
    { days: 1, found: 0, left: null }, { days: 2000, found: 1, left: null }, { days: 3, found: 12, left: 0 }, { days: 3, found: 12, left: 2 },
  ].map(describeAudit), [
    '1 day was compared with the stored events: every figure is right.',
    '2,000 days were compared with the stored events: 1 figure differs.',
    '3 days were compared with the stored events: 12 figures differ. Their days were counted again, and every figure is right now.',
    '3 days were compared with the stored events: 12 figures differ. Their days were counted again, and 2 still differ, as those of detached months do.',
  ]);
});
