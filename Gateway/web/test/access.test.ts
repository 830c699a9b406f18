import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Key } from '../src/api/accessContract';
import { readRefusal } from '../src/api/call';
import { readFaults } from '../src/api/faults';
import { describeEnd } from '../src/access/auditStatus';
import { nameAction } from '../src/access/auditActions';
import { emptyKeyDraft, readKeyDraft } from '../src/access/keyDraft';
import { describeRevocation, keyState } from '../src/access/keyState';
import { readSiteSettingsQuery } from '../src/access/siteSettingsQuery';
import { draftOf, readDraft, readWhole, siteFields } from '../src/access/siteDraft';

const now = Date.parse('2026-11-25T10:00:00Z');

function key(change: Partial<Key>): Key {
  return {
    id: '1', name: 'ada', shown: 'footfall_operator_7Hq2xY', scope: 'operator', site_id: null, created_at: '2026-11-01T00:00:00Z',
    expires_at: null, revoked_at: null, last_used_at: null, ...change,
  };
}

test('a site survives its form', () => {
  const site = {
    site_id: 'shop', name: 'Shop', time_zone: 'Europe/Berlin', origins: ['https://a.example', 'https://*.b.example'],
    retention_days: 90, events_per_second: null, bytes_per_second: 1000, needs_write_key: true, refuses_bots: true,
  };
  const { site_id: _, ...settings } = site;
  assert.deepEqual(readDraft(draftOf({ ...site, created_at: '' })), { value: settings, faults: null });
});

test('lines without an origin are none, and empty numbers are no limits', () => {
  const read = readDraft({ ...draftOf(null), site_id: 'a', name: ' A ', origins: ' https://a.example \n\n' });
  assert.deepEqual(read.faults === null && [read.value.name, read.value.origins, read.value.retention_days], ['A', ['https://a.example'], null]);
});

test('what a number field cannot mean is no limit of nothing', () => {
  assert.deepEqual(['', ' 7 ', '0', '-1', '1.5', '1e3', '2147483648', 'many'].map(readWhole), [null, 7, undefined, undefined, undefined, undefined, undefined, undefined]);
  const read = readDraft({ ...draftOf(null), site_id: '..', retention_days: 'a year' });
  assert.deepEqual(Object.keys(read.faults!.fields), ['site_id', 'retention_days']);
});

test('details stand beside their fields, members of lists by their lines', () => {
  const refusal = readRefusal({ error: 'Validation failed', details: ['name must be text', 'origins[1] must be an origin', 'too much'] }, 400, null);
  assert.deepEqual(readFaults(refusal, siteFields), { fields: { name: 'name must be text', origins: 'Line 2 must be an origin' }, others: ['too much'] });
});

test('a refusal without details is said as a whole', () => {
  assert.deepEqual(readFaults(readRefusal({ error: 'PostgreSQL does not answer.' }, 503, null), siteFields).others, ['PostgreSQL does not answer.']);
});

test('keys of a site need one, those of operators name none', () => {
  assert.deepEqual(Object.keys(readKeyDraft({ ...emptyKeyDraft, scope: 'read' }).faults!.fields), ['name', 'site_id']);
  const scrape = readKeyDraft({ name: 'prometheus', scope: 'metrics', site_id: 'left over', expires_in_days: '' });
  assert.deepEqual(scrape, { value: { name: 'prometheus', scope: 'metrics' }, faults: null });
  const read = readKeyDraft({ name: 'ada', scope: 'operator', site_id: 'left over', expires_in_days: '30' });
  assert.deepEqual(read, { value: { name: 'ada', scope: 'operator', expires_in_days: 30 }, faults: null });
});

test('keys are usable until they expire or are revoked', () => {
  const keys = [key({}), key({ expires_at: '2026-11-25T10:00:01Z' }), key({ expires_at: '2026-11-25T10:00:00Z' }), key({ revoked_at: '2026-11-24T00:00:00Z' })];
  assert.deepEqual(keys.map(one => keyState(one, now)), ['usable', 'usable', 'expired', 'revoked']);
});

test('revoking the last key of operators, or perhaps the own one, is warned of', () => {
  const own = key({}), read = key({ id: '2', scope: 'read' }), old = key({ id: '3', revoked_at: '2026-11-24T00:00:00Z' }), other = key({ id: '4', name: 'bob' });
  assert.match(describeRevocation(own, [own, read, old], 'ada', now)!, /last operator's key/);
  assert.match(describeRevocation(own, [own, other], 'ada', now)!, /You are signed in with a key of this name/);
  assert.deepEqual([describeRevocation(other, [own, other], 'ada', now), describeRevocation(read, [own, read], 'ada', now)], [null, null]);
});

test('audit log entries show their outcome', () => {
  assert.deepEqual([200, 201, 202, 409, 503, null].map(status => describeEnd(status)[2]), ['done', 'done', 'accepted', 'refused, 409', 'failed, 503', 'not known']);
});

test('actions have names, and one that the pages do not know keeps its route alone', () => {
  assert.deepEqual(['DELETE /api/sites/{site_id}/', 'DELETE /api/sites/{site_id}/users/{user_id}', 'POST /api/operator/sites/{site_id}/audit',
    'DELETE /api/sites/{site_id}/visitors/{visitor}', 'POST /api/operator/sites/{site_id}/visitors/lookup', 'POST /api/operator/old', 'toString'].map(nameAction),
    ['Erase all events', 'Erase a user', 'Audit days', 'Erase a visitor', 'Look up a visitor', null, null]);
});

test('an address that makes no sense asks for the first page', () => {
  assert.deepEqual(['?search=a+b&offset=50', '?offset=-1', '?offset=x'].map(readSiteSettingsQuery),
    [{ search: 'a b', offset: 50 }, { search: '', offset: 0 }, { search: '', offset: 0 }]);
});
