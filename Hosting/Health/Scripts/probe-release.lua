#!lua flags=allow-oom
-- Does nothing, like probe-write, but also runs while Redis is full, because a silo's writes free memory.
return 1
