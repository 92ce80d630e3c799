"""Reads a calendar as Debian's python3-icalendar does, and prints its events or its names as JSON: a reader that shares nothing with ours."""
import datetime
import json
import sys

from icalendar import Calendar


def instant(prop):
    at = prop.dt.astimezone(datetime.timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def event(component):
    geo = component.get("geo")
    categories = component.get("categories")
    return {
        "uid": str(component["uid"]),
        "sequence": int(component["sequence"]),
        "status": str(component["status"]),
        "start": instant(component["dtstart"]),
        "end": instant(component["dtend"]),
        "lastModified": instant(component["last-modified"]),
        "summary": str(component["summary"]),
        "description": str(component.get("description", "")),
        "location": str(component.get("location", "")),
        "categories": [str(category) for category in categories.cats] if categories else [],
        "url": str(component["url"]),
        "geo": [geo.latitude, geo.longitude] if geo else None,
    }


with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
# RFC 5545, 3.6: a calendar without any component is none.
assert calendar.subcomponents or sys.argv[2] == "nothing", "The calendar is empty."
if sys.argv[2] == "names":
    print(json.dumps([str(calendar["name"]), str(calendar["x-wr-calname"])]))
else:
    print(json.dumps([event(component) for component in calendar.walk("vevent")]))
