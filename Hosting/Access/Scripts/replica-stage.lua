#!lua flags=allow-oom
-- Adds rows to a copy that is not read yet.
--
-- KEYS: the copy's rows, versions   ARGV: seconds until an abandoned copy expires, and for each row its version, field, value
for i = 2, #ARGV, 3 do
  redis.call('ZADD', KEYS[2], ARGV[i], ARGV[i + 1])
  redis.call('HSET', KEYS[1], ARGV[i + 1], ARGV[i + 2])
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[1])
return 1
