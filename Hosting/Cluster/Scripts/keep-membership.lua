#!lua flags=allow-oom
-- Restores rows of the cluster's membership to a table that has fallen behind: Redis was emptied, or restored
-- to an older state. A newer table is left alone.
--
-- KEYS: table   ARGV: version of the rows, number of silos whose row must be removed, those, then silo and row in turn
-- Returns 1 when the table was behind.
local rows, version = KEYS[1], tonumber(ARGV[1])
local found = tonumber(redis.call('HGET', rows, 'Version') or '-1')
if found > version then
  return 0
end

local first = 3 + ARGV[2]
if found == version then
  -- Another host has restored it, without a row that only this one has.
  local added = 0
  for i = first, #ARGV, 2 do
    added = added + redis.call('HSETNX', rows, ARGV[i], ARGV[i + 1])
  end
  return added > 0 and 1 or 0
end

for i = 3, first - 1 do
  redis.call('HDEL', rows, ARGV[i])
end
for i = first, #ARGV, 2 do
  redis.call('HSET', rows, ARGV[i], ARGV[i + 1])
end

-- A silo that joined while the table was behind stays, and all others must learn of it: a higher version.
redis.call('HSET', rows, 'Version', version)
if redis.call('HLEN', rows) > 1 + (#ARGV - first + 1) / 2 then
  redis.call('HSET', rows, 'Version', version + 1)
end
return 1
