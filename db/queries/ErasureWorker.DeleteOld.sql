-- Records of what was done that long ago. $1 how long
DELETE FROM site_erasures WHERE finished_at < now() - $1::interval
