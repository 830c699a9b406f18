#!lua flags=allow-oom
-- Drops retired epochs that no longer have streams.
--
-- KEYS: clock   ARGV: epochs to drop
local drop = {}
for _, epoch in ipairs(ARGV) do
  drop[epoch] = true
end
local kept = {}
for epoch in string.gmatch(redis.call('HGET', KEYS[1], 'old') or '', '%x+') do
  if not drop[epoch] then
    kept[#kept + 1] = epoch
  end
end
return redis.call('HSET', KEYS[1], 'old', table.concat(kept, ' '))
