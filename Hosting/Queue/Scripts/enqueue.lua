#!lua
-- Appends entries to the streams of their sites and makes those sites ready, one partition after another. A partition
-- whose epoch is not the caller's gets nothing; an error in one partition, or a wrong key of one site, does not
-- affect the others.
--
-- KEYS: per partition: clock, ready, quarantined, totals, then one stream per entry (the same again for a further one)
-- ARGV: fresh candidate epoch, most entries and most bytes of a stream, replicas that must be in step and the most
--       seconds since such a replica last reported (0 replicas: no requirement), then per partition: epoch in its
--       stream names, wake channel, number of entries, and per entry: number of events, bytes, trace context or ''
-- Returns one letter per entry (A accepted, F stream full, B not a stream, - its partition got nothing), then two texts for
-- each partition that got nothing: 'EPOCH' and its epoch, or 'REPLICAS' and how many are in step (nothing was enqueued), or
-- 'ERROR' and the message (what was enqueued is unknown); and last this server's replication id, if replicas are required.
local candidate, most_entries, most_bytes = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

-- A stream with a high limit is checked each time its site's events pass a multiple of this.
local every = most_entries < 1024 and 1 or 16

-- The replication id changes at each restart, restore and promotion: another history of this server may hold
-- other entries under the same ids, so its streams get other names.
local replication = redis.call('INFO', 'replication')
local life = string.match(replication, 'master_replid:(%x+)')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local due = string.format('%.0f', now)

-- The partition's epoch in this life of the server.
local function find_epoch(clock)
  local known = redis.call('HMGET', clock, 'life', 'epoch')
  local epoch = known[2]
  if epoch and known[1] == life then
    return epoch
  end
  local old = redis.call('HGET', clock, 'old') or ''
  if epoch then
    old = old == '' and epoch or old .. ' ' .. epoch
  end
  redis.call('HSET', clock, 'life', life, 'epoch', candidate, 'floor', 0, 'old', old)
  return candidate
end

-- Redis estimates a stream's size from a sample; an occasional check is enough.
local function is_full(stream, length, events)
  return length >= most_entries
    or (length >= 64 and (events < 16 or length % 16 == 0) and redis.call('MEMORY', 'USAGE', stream, 'SAMPLES', 3) >= most_bytes)
end

-- The id of a new stream's first entry: no entry of this partition may be below the floor.
local function first_id(clock)
  local floor = tonumber(redis.call('HGET', clock, 'floor') or 0)
  return string.format('%.0f-*', math.max(now, floor))
end

local letters, reply, entries, counter = {}, {''}, 0, nil

-- Returns nothing, or the reason why the partition got nothing.
local function enqueue(key, argument, count)
  local clock, ready, quarantined, totals = KEYS[key], KEYS[key + 1], KEYS[key + 2], KEYS[key + 3]
  local epoch = find_epoch(clock)
  if epoch ~= ARGV[argument] then
    return 'EPOCH', epoch
  end

  local member_at = #clock - 2 -- "…clock" and "…q:member" begin alike.
  local woken = false
  for i = 1, count do
    local stream, at = KEYS[key + 3 + i], argument + i * 3
    local member, events, bytes, trace = string.sub(stream, member_at), ARGV[at], ARGV[at + 1], ARGV[at + 2]
    local total = redis.call('HINCRBY', totals, member, events)
    local letter, number = 'A', tonumber(events)
    if (total - 1) % every < math.max(1, number) then
      local length = redis.pcall('XLEN', stream)
      letter = type(length) == 'table' and 'B' or is_full(stream, length, number) and 'F' or 'A'
    end

    if letter == 'A' then
      -- Made ready before the entry is added: an error in between leaves a site that is claimed in vain, while the reverse
      -- order would leave an entry that is never claimed.
      if redis.call('ZADD', ready, 'NX', due, member) == 1 then
        woken = true
      end
      local added
      if trace == '' then
        added = redis.pcall('XADD', stream, 'NOMKSTREAM', '*', 'n', events, 'b', bytes, 't', total)
      else
        added = redis.pcall('XADD', stream, 'NOMKSTREAM', '*', 'n', events, 'b', bytes, 't', total, 'c', trace)
      end
      if not added then
        -- The stream is new: its first id must not be below the floor.
        local id = first_id(clock)
        if trace == '' then
          added = redis.pcall('XADD', stream, id, 'n', events, 'b', bytes, 't', total)
        else
          added = redis.pcall('XADD', stream, id, 'n', events, 'b', bytes, 't', total, 'c', trace)
        end
      end
      if type(added) == 'table' then
        letter = 'B'
      else
        entries = entries + 1
        counter = counter or clock
      end
    end

    if letter ~= 'A' and redis.call('HINCRBY', totals, member, 0 - number) == 0 then
      redis.call('HDEL', totals, member)
    end
    if letter == 'B' and type(redis.pcall('XLEN', stream)) == 'table' then
      redis.call('SADD', quarantined, member)
      redis.call('ZREM', ready, member)
    end
    letters[#letters + 1] = letter
  end
  if woken then
    redis.call('PUBLISH', ARGV[argument + 1], '')
  end
end

-- A master that was replaced while frozen, partitioned or restarted loses its replicas before it has any other sign of it.
local least_replicas, most_lag, replicas = tonumber(ARGV[4]), tonumber(ARGV[5]), 0
if least_replicas > 0 then
  for lag in string.gmatch(replication, 'slave%d+:[^\r\n]*state=online,[^\r\n]*lag=(%d+)') do
    if tonumber(lag) <= most_lag then
      replicas = replicas + 1
    end
  end
end

local key, argument = 1, 6
while argument <= #ARGV do
  local before, count = #letters, tonumber(ARGV[argument + 2])
  local ok, status, text = true, 'REPLICAS', tostring(replicas)
  if replicas >= least_replicas then
    ok, status, text = pcall(enqueue, key, argument, count)
  end
  if not ok then
    status, text = 'ERROR', type(status) == 'table' and status.err or tostring(status)
  end
  if status then
    for i = 1, count do
      letters[before + i] = '-'
    end
    reply[#reply + 1], reply[#reply + 2] = status, text
  end
  key = key + 4 + count
  argument = argument + 3 + count * 3
end

-- One count for all partitions of the call: only the sum over all partitions is ever read.
if counter then
  redis.call('HINCRBY', counter, 'entries', entries)
end
if least_replicas > 0 then
  reply[#reply + 1] = life
end
reply[1] = table.concat(letters)
return reply
