SELECT version FROM access_version
