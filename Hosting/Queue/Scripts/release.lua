#!lua flags=allow-oom
-- Trims committed entries, then releases the claim; a site without entries leaves the ready set.
--
-- KEYS: clock, ready, totals, stream   ARGV: member, token, first id to keep or '', delay in ms,
--       PostgreSQL's position (system/timeline/LSN) or ''
-- Returns the number of entries left.
local clock, ready, totals, stream = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local member = ARGV[1]
if ARGV[5] ~= '' then
  -- Of one server's positions the later one, whichever silo knew it; of two servers' the current server's.
  local known, system = redis.call('HGET', clock, 'pg'), string.match(ARGV[5], '^[^/]*/')
  if not known or string.sub(known, 1, #system) ~= system or known < ARGV[5] then
    redis.call('HSET', clock, 'pg', ARGV[5])
  end
end

if ARGV[3] ~= '' then
  local trimmed = redis.call('XTRIM', stream, 'MINID', '=', ARGV[3])
  if trimmed > 0 then
    redis.call('HINCRBY', clock, 'entries', -trimmed)
  end
end

local left = redis.call('XLEN', stream)
if left == 0 then
  if redis.call('EXISTS', stream) == 1 then
    -- The next entry of any deleted stream must not get an id at or below a committed one. A last id beyond what Lua's
    -- numbers hold exactly (another program wrote it) is kept by the empty stream itself.
    local info = redis.call('XINFO', 'STREAM', stream)
    for i = 1, #info, 2 do
      if info[i] == 'last-generated-id' then
        local last = tonumber(string.match(info[i + 1], '^%d+'))
        local floor = tonumber(redis.call('HGET', clock, 'floor') or 0)
        if last < 2 ^ 53 then
          if last + 1 > floor then
            redis.call('HSET', clock, 'floor', string.format('%.0f', last + 1))
          end
          redis.call('DEL', stream)
        end
      end
    end
  end
  redis.call('ZREM', ready, member)
  redis.call('HDEL', totals, member)
  return 0
end

local time = redis.call('TIME')
local due = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[4])
local score = redis.call('ZSCORE', ready, member)
if not score then
  redis.call('ZADD', ready, due, member)
elseif tonumber(score) == tonumber(ARGV[2]) then
  redis.call('ZADD', ready, 'XX', due, member)
end
return left
