#!lua flags=allow-oom
-- Moves streams of one partition from a queue's former names to its present ones, with all related data. Entries keep their
-- ids and their epochs, which are retired under the present names: nothing is enqueued into them there.
-- Gateways may keep enqueuing under the former names meanwhile.
--
-- KEYS: former clock, ready, totals, quarantined, then the same under the present names, then per member its former and its
--       present stream
-- ARGV: present wake channel, then members
-- Returns the number of streams moved.
local former_clock, former_ready, former_totals, former_quarantined = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local clock, ready, totals, quarantined = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))

if redis.call('EXISTS', former_quarantined) == 1 then
  redis.call('SUNIONSTORE', quarantined, quarantined, former_quarantined)
  redis.call('DEL', former_quarantined)
end
local position = redis.call('HGET', former_clock, 'pg')
if position then
  redis.call('HSETNX', clock, 'pg', position)
  redis.call('HDEL', former_clock, 'pg')
end

local function last_id(stream)
  local info = redis.call('XINFO', 'STREAM', stream)
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then
      return info[i + 1]
    end
  end
end

local function remember_epoch(epoch)
  local known = redis.call('HMGET', clock, 'epoch', 'old')
  if known[1] ~= epoch and not string.find(known[2] or '', epoch, 1, true) then
    redis.call('HSET', clock, 'old', known[2] and known[2] ~= '' and known[2] .. ' ' .. epoch or epoch)
  end
end

local moved = 0
for i = 2, #ARGV do
  local member, from, to = ARGV[i], KEYS[5 + 2 * i], KEYS[6 + 2 * i]
  local kind = redis.call('TYPE', from).ok
  if kind == 'none' then
    redis.call('ZREM', former_ready, member)
    redis.call('HDEL', former_totals, member)
  elseif kind ~= 'stream' then
    redis.call('SADD', quarantined, member)
    redis.call('ZREM', former_ready, member)
  elseif redis.call('EXISTS', to) == 0 then
    -- A later entry under the former name must not get an id at or below one of these.
    local last = last_id(from)
    local last_ms = tonumber(string.match(last, '^%d+'))
    local is_exact = last_ms < 2 ^ 53
    if is_exact and last_ms + 1 > tonumber(redis.call('HGET', former_clock, 'floor') or 0) then
      redis.call('HSET', former_clock, 'floor', string.format('%.0f', last_ms + 1))
    end

    -- Made ready before it is there, as on enqueue.
    local epoch = string.match(member, '^(%x+):')
    if epoch then
      remember_epoch(epoch)
    end
    redis.call('ZADD', ready, 'NX', now, member)
    local total = redis.call('HGET', former_totals, member)
    if total then
      redis.call('HSET', totals, member, total)
    end
    local entries = redis.call('XLEN', from)
    redis.call('RENAME', from, to)
    redis.call('HINCRBY', former_clock, 'entries', -entries)
    redis.call('HINCRBY', clock, 'entries', entries)
    redis.call('HDEL', former_totals, member)
    redis.call('ZREM', former_ready, member)
    if not is_exact then
      redis.call('XGROUP', 'CREATE', from, 'none', '$', 'MKSTREAM')
      redis.call('XGROUP', 'DESTROY', from, 'none')
      redis.call('XSETID', from, last)
    end
    moved = moved + 1
  end
end
if moved > 0 then
  redis.call('PUBLISH', ARGV[1], '')
end
return moved
