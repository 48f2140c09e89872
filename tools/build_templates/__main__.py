"""Writes the Word templates to ``templates/``."""

from tools.build_templates import FOLDER, build

for name, content in build().items():
    (FOLDER / name).write_bytes(content)
    print(f"templates/{name}: {len(content) / 1024:.1f} KB")
