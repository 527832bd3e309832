"""The paths of the API, one module a resource; ``docs/api.md`` tells what each takes and gives."""
