#!lua flags=allow-oom
-- Does nothing, as probe-write; runs also while Redis is full, since what a silo writes makes room.
return 1
