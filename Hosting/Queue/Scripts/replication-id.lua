#!lua flags=allow-oom
-- Reads which history of Redis this is, and whether the names of this queue have passed to another cluster.
--
-- KEYS: store   Returns {replication id, cluster id or ''}.
local life = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
return {life or '', redis.call('HGET', KEYS[1], 'moved') or ''}
