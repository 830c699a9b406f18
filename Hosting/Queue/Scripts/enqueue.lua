#!lua
-- Puts entries into the streams of their sites, and makes those sites ready, for one partition after another. A
-- partition whose epoch is not the caller's gets nothing; an error in one partition, or a wrong key of one site,
-- leaves the others alone.
--
-- KEYS: per partition: clock, ready, quarantined, totals, then one stream per entry (the same again for a further one)
-- ARGV: fresh candidate epoch, most entries and most bytes a stream may hold, then per partition: epoch in its
--       stream names, wake channel, number of entries, and per entry: member, number of events, bytes, trace
--       context or ''
-- Returns per partition {'EPOCH', epoch} (nothing was enqueued), {'OK', one letter per entry: A taken, F stream
-- full, B no stream} or {'ERROR', message} (nobody knows what was enqueued).
local candidate, most_entries, most_bytes = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

-- The replication id changes at each restart, restore and promotion: another history of this server may hold
-- other entries under the same ids, so its streams get other names.
local life = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local due = string.format('%.0f', now)

-- The partition's epoch in this life, and the time below which no entry of it may be.
local function find_epoch(clock)
  local known = redis.call('HMGET', clock, 'life', 'epoch', 'floor', 'old')
  local epoch = known[2]
  if epoch and known[1] == life then
    return epoch, tonumber(known[3] or 0)
  end
  local old = known[4] or ''
  if epoch then
    old = old == '' and epoch or old .. ' ' .. epoch
  end
  redis.call('HSET', clock, 'life', life, 'epoch', candidate, 'floor', 0, 'old', old)
  return candidate, 0
end

-- Redis estimates a stream's size from a sample; a look at some of the lengths is enough.
local function is_full(stream, length)
  return length >= most_entries
    or (length >= 64 and length % 16 == 0 and redis.call('MEMORY', 'USAGE', stream, 'SAMPLES', 3) >= most_bytes)
end

local function enqueue(key, argument, count)
  local clock, ready, quarantined, totals = KEYS[key], KEYS[key + 1], KEYS[key + 2], KEYS[key + 3]
  local epoch, floor = find_epoch(clock)
  if epoch ~= ARGV[argument] then
    return {'EPOCH', epoch}
  end

  local results, woken, entries = {}, false, 0
  for i = 1, count do
    local stream, at = KEYS[key + 3 + i], argument + i * 4 - 1
    local member = ARGV[at]
    local length = redis.pcall('XLEN', stream)
    if type(length) == 'table' then
      redis.call('SADD', quarantined, member)
      results[i] = 'B'
    elseif is_full(stream, length) then
      results[i] = 'F'
    else
      -- Ready before it has the entry: an error in between leaves a site that is claimed in vain, while the
      -- other way round would leave an entry that nobody ever claims.
      if redis.call('ZADD', ready, 'NX', due, member) == 1 then
        woken = true
      end
      local id = '*'
      if length == 0 and redis.call('EXISTS', stream) == 0 then
        id = string.format('%.0f-*', math.max(now, floor))
      end
      local total = redis.call('HINCRBY', totals, member, ARGV[at + 1])
      local added
      if ARGV[at + 3] == '' then
        added = redis.pcall('XADD', stream, id, 'n', ARGV[at + 1], 'b', ARGV[at + 2], 't', total)
      else
        added = redis.pcall('XADD', stream, id, 'n', ARGV[at + 1], 'b', ARGV[at + 2], 't', total, 'c', ARGV[at + 3])
      end
      if type(added) == 'table' then
        redis.call('HINCRBY', totals, member, -ARGV[at + 1])
        results[i] = 'B'
      else
        entries = entries + 1
        results[i] = 'A'
      end
    end
  end
  if entries > 0 then
    redis.call('HINCRBY', clock, 'entries', entries)
  end
  if woken then
    redis.call('PUBLISH', ARGV[argument + 1], '')
  end
  return {'OK', table.concat(results)}
end

local replies, key, argument = {}, 1, 4
while argument <= #ARGV do
  local count = tonumber(ARGV[argument + 2])
  local ok, reply = pcall(enqueue, key, argument, count)
  if not ok then
    reply = {'ERROR', type(reply) == 'table' and reply.err or tostring(reply)}
  end
  replies[#replies + 1] = reply
  key = key + 4 + count
  argument = argument + 3 + count * 4
end
return replies
