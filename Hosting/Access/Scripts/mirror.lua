#!lua flags=allow-oom
-- Copies rows of sites and keys for the gateways. A row never gets older, whoever writes last.
--
-- KEYS: rows, versions, version   ARGV: version up to which all rows are there then, and for each row its version, field, value
for i = 2, #ARGV, 3 do
  local version, field, value = tonumber(ARGV[i]), ARGV[i + 1], ARGV[i + 2]
  local known = redis.call('ZSCORE', KEYS[2], field)
  if not known or tonumber(known) <= version then
    redis.call('ZADD', KEYS[2], version, field)
    redis.call('HSET', KEYS[1], field, value)
  end
end
local known = redis.call('GET', KEYS[3])
if not known or tonumber(known) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[3], ARGV[1])
end
return 1
