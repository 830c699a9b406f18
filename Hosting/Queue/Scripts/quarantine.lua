#!lua flags=allow-oom
-- Moves a member that can never be drained from the ready set to the quarantine.
--
-- KEYS: ready, quarantined   ARGV: member
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('SADD', KEYS[2], ARGV[1])
