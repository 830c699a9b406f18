#!lua
-- Agrees on the salts of dates. A date without a salt gets the one that the gateway holds, or else its candidate. Where the gateway and
-- Redis hold different ones, because Redis was emptied or restored, the smaller one is everybody's from now on.
--
-- KEYS: the salts   ARGV: for each the candidate, the gateway's or '', and when it ends in ms since 1970
-- Returns the salts.
local salts = {}
for i, key in ipairs(KEYS) do
  local candidate, held, ends = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i]
  local kept = redis.call('GET', key)
  local salt = kept or (held ~= '' and held) or candidate
  if kept and held ~= '' and held < kept then
    salt = held
  end
  if salt ~= kept then
    redis.call('SET', key, salt, 'PXAT', ends)
  end
  salts[i] = salt
end
return salts
