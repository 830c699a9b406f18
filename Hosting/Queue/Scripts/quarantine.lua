#!lua flags=allow-oom
-- Takes a member that can never be drained out of the way, and remembers it.
--
-- KEYS: ready, quarantined   ARGV: member
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('SADD', KEYS[2], ARGV[1])
