"""Invented articles about other borders than that of the shipped story."""

from __future__ import annotations

from pathlib import Path

THAI = {
    "temple.txt": """Thailand and Cambodia trade blame at the temple

BANGKOK, 25 July 2025 (Test Wire) - Thailand said on Friday that Cambodian troops crossed the \
border near Surin on Thursday and advanced up to 2 kilometers from the border into Thailand.

Cambodia denied that its troops had crossed the border. Phnom Penh said that Thai soldiers had \
fired first near the temple of Preah Vihear.

The road from Surin to the border was closed, the governor of Surin province said.
""",
    "villages.txt": """Cambodian villagers wait for a truce

PHNOM PENH, 26 July 2025 (Other Wire) - Cambodia's defence ministry said on Saturday that Thai \
artillery hit villages in Oddar Meanchey, 4 kilometers from the border.

Thailand's army said on Saturday that its troops stayed on their own side of the border. \
Cambodian soldiers moved 500 metres into Thailand on Thursday, it said.
""",
}
CHILE = {
    "desert.txt": """Chile and Peru argue over a desert post

LIMA, 3 March 2026 (Test Wire) - Peru said on Tuesday that Chilean police crossed the border \
near Tacna on Monday and put up a post 300 metres inside Peru.

Chile's interior ministry said that its police had not left Chilean territory. Santiago called \
the statement of Peru a mistake.

Arica and Tacna are 50 kilometers apart, and buses between them ran as usual.
""",
}
SUDAN = {
    "gallabat.txt": """Sudan says Ethiopian forces crossed at Gallabat

KHARTOUM, 14 March 2025 (Test Wire) - Sudan's foreign ministry said on Friday that Ethiopian \
forces crossed the border near Gallabat on Thursday and advanced up to 4 kilometers from the \
border into Sudan.

Ethiopia denied that its forces had crossed the border. Addis Ababa said that its soldiers had \
chased armed men from Metemma to the border and stopped there.
""",
}
GUYANA = {
    "essequibo.txt": """Venezuela and Guyana argue over a river post

GEORGETOWN, 3 March 2026 (Test Wire) - Guyana said on Tuesday that Venezuelan troops crossed the \
border near Eteringbang on Monday and put up a post 300 metres inside Guyana.

Venezuela said that the land belongs to Venezuela. Caracas called the statement of Guyana a \
mistake. Guyana's army said that Venezuelan soldiers had left.
""",
}
KASHMIR = {
    "contact.txt": """Army says a patrol came closer

NEW DELHI, 3 March 2026 (Test Wire) - India said on Tuesday that Pakistani troops crossed the \
line of contact near Uri on Monday and advanced 2 kilometers from the line of contact.

Pakistan denied that its troops had crossed it. Islamabad said that Indian soldiers had fired first.
""",
}
CUBA = {
    "fence.txt": """Cuba and the United States argue over a fence

HAVANA, 3 March 2026 (Test Wire) - Cuba said on Tuesday that American troops crossed the border \
near Caimanera on Monday and advanced up to 2 kilometers from the border into Cuba.

The United States denied that its troops had crossed the border. Havana said that American \
soldiers had moved the fence. Washington called the statement of Cuba a mistake.
""",
}
SEA = {
    "strait.txt": """Japan and South Korea argue over islets

TOKYO, 3 March 2026 (Test Wire) - Japan said on Tuesday that South Korean coast guards had \
landed on the islets, and protested to South Korea.

South Korea's foreign ministry said that the islets belong to South Korea. Seoul said that Japan \
had no claim to them. Japan's foreign ministry said that Japan would go to court. Japanese \
fishermen stayed away, Tokyo said.
""",
}


def folder_of(folder: Path, *groups: dict[str, str], story: str = "") -> Path:
    """Write articles, and what is stated of them, into a folder; return it."""
    for name, text in (item for group in groups for item in group.items()):
        (folder / name).write_text(text, encoding="utf-8")
    if story:
        (folder / "story.toml").write_text(story, encoding="utf-8")
    return folder
