#!lua
-- Puts entries into the streams of their sites, and makes those sites ready; all or, for one wrong key, not
-- that one. Refused as a whole when the caller's epoch is not the partition's.
--
-- KEYS: clock, ready, quarantined, totals, then one stream per entry (the same one again for a further entry)
-- ARGV: epoch in the stream names, fresh candidate epoch, most entries and most bytes a stream may hold, wake
--       channel, then per entry: member, number of events, bytes
-- Returns {'EPOCH', epoch} (nothing was enqueued) or {'OK', result per entry: 'OK' | 'FULL' | 'BAD'}.
local clock, ready, quarantined, totals = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

-- The replication id changes at each restart, restore and promotion: another history of this server may hold
-- other entries under the same ids, so its streams get other names.
local life = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local known = redis.call('HMGET', clock, 'life', 'epoch', 'floor', 'old')
local epoch, floor = known[2], tonumber(known[3] or 0)
if not epoch or known[1] ~= life then
  local old = known[4] or ''
  if epoch then
    old = old == '' and epoch or old .. ' ' .. epoch
  end
  epoch, floor = ARGV[2], 0
  redis.call('HSET', clock, 'life', life, 'epoch', epoch, 'floor', 0, 'old', old)
end
if epoch ~= ARGV[1] then
  return {'EPOCH', epoch}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most_entries, most_bytes = tonumber(ARGV[3]), tonumber(ARGV[4])
local results = {'OK'}
local woken, entries = false, 0

-- A stream of a few entries cannot be large; of a longer one Redis estimates the size from a sample.
local function is_full(stream, length)
  return length >= most_entries or (length >= 64 and redis.call('MEMORY', 'USAGE', stream, 'SAMPLES', 3) >= most_bytes)
end

for i = 5, #KEYS do
  local stream, at = KEYS[i], 6 + (i - 5) * 3
  local member = ARGV[at]
  local length = redis.pcall('XLEN', stream)
  if type(length) == 'table' then
    redis.call('SADD', quarantined, member)
    results[#results + 1] = 'BAD'
  elseif is_full(stream, length) then
    results[#results + 1] = 'FULL'
  else
    -- Ready before it has the entry: an error in between leaves a site that is claimed in vain, while the
    -- other way round would leave an entry that nobody ever claims.
    if redis.call('ZADD', ready, 'NX', string.format('%.0f', now), member) == 1 then
      woken = true
    end
    local id = '*'
    if length == 0 and redis.call('EXISTS', stream) == 0 then
      id = string.format('%.0f-*', math.max(now, floor))
    end
    local total = redis.call('HINCRBY', totals, member, ARGV[at + 1])
    local added = redis.pcall('XADD', stream, id, 'n', ARGV[at + 1], 'b', ARGV[at + 2], 't', total)
    if type(added) == 'table' then
      redis.call('HINCRBY', totals, member, -ARGV[at + 1])
      results[#results + 1] = 'BAD'
    else
      entries = entries + 1
      results[#results + 1] = 'OK'
    end
  end
end
if entries > 0 then
  redis.call('HINCRBY', clock, 'entries', entries)
end
if woken then
  redis.call('PUBLISH', ARGV[5], '')
end
return results
