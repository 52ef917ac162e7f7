"""Everything runs on loopback in one go, so that the figures share their conditions: nginx (200 `{}`) is the receiver,
wrk posting the same bytes to the same nginx is the yardstick, and the ratio of the two is what counts."""
