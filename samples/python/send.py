#!/usr/bin/env python3
"""Sends one event to Footfall: send.py GATEWAY SITE_ID PATH USER_ID. FOOTFALL_KEY may hold a write key of the site."""
import datetime, http.client, json, os, sys, time, urllib.error, urllib.request, uuid

ATTEMPTS = 8


def send(gateway, event, key=None):
    # Every attempt sends the same event_id, so an event whose response was lost is stored once.
    event = {"event_id": str(uuid.uuid4()), "timestamp": datetime.datetime.now(datetime.timezone.utc).isoformat(), **event}
    request = urllib.request.Request(gateway.rstrip("/") + "/api/event", json.dumps(event).encode(), {"Content-Type": "application/json"})
    if key:
        request.add_header("Authorization", "Bearer " + key)
    for attempt in range(ATTEMPTS):
        delay = min(0.2 * 2**attempt, 10)
        try:
            with urllib.request.urlopen(request, timeout=10):
                return
        except urllib.error.HTTPError as error:
            # Another attempt cannot help an event that is invalid or not allowed.
            if error.code not in (408, 429) and error.code < 500:
                sys.exit(f"Refused with {error.code}: {error.read().decode()}")
            retry_after = error.headers.get("Retry-After", "")
            delay = int(retry_after) if retry_after.isdecimal() else delay
        except (OSError, http.client.HTTPException):
            pass  # The connection failed, or the response was lost.
        time.sleep(delay)
    sys.exit(f"Not sent in {ATTEMPTS} attempts.")


if __name__ == "__main__":
    gateway, site, path, user = sys.argv[1:]
    send(gateway, {"site_id": site, "event_type": "page_view", "path": path, "user_id": user}, os.environ.get("FOOTFALL_KEY"))
