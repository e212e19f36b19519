-- Devices without activity for twelve months are removed every hour; without this the whole table is read for it.
CREATE INDEX device_last_seen ON device (last_seen_on);
