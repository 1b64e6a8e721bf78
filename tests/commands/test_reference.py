"""The command reference says what there is, in each language, the same every time."""

from __future__ import annotations

from bot.commands.feature import Feature, anyone
from bot.commands.reference import write_reference
from bot.commands.registry import Registry
from bot.i18n import Catalogue
from tests.commands.garden import NoArgs, garden_feature

ENGLISH = """\
# Commands

This page is written by `palabre reference` from what the features declare. Arguments in brackets may be left out. \
Where commands stand under one umbrella, they are typed behind it: /community join. Where a longer text follows a \
community that may be left out, one word alone, or a first word written like a short name (social-registries), is the \
community; a text of one word is typed with its name: `message:welcome`.

## For everyone

### /plant

`/plant name [where] [rows] [note]`

Plant something

| Argument | Meaning | What it takes |
| --- | --- | --- |
| `name` | What to plant | text of at most 40 characters |
| `where` | For whom it grows | one of `private`, `public`; optional |
| `rows` | How many rows | a whole number; optional |
| `note` | A word to the gardeners | text of at most 500 characters; optional |

### /stumble

`/stumble how`

Stumble

| Argument | Meaning | What it takes |
| --- | --- | --- |
| `how` | In which way | text of at most 300 characters |

## For members

### /lend

`/lend tool to [shed] [role] [until] [back]`

Lend a tool

| Argument | Meaning | What it takes |
| --- | --- | --- |
| `tool` | Which tool | text of at most 40 characters |
| `to` | To whom | a person |
| `shed` | From which shed | a channel; optional |
| `role` | For those of which role | a role; optional |
| `until` | Until when | a date and time, as one says it; optional |
| `back` | Whether it comes back | yes or no; optional |

### /pick

`/pick [bed] [search]`

Pick what has grown

| Argument | Meaning | What it takes |
| --- | --- | --- |
| `bed` | From which bed | text of at most 40 characters; optional where the channel or the only membership says it |
| `search` | What to look for | text of at most 50 characters; optional |

## For administrators

### /garden close

`/garden close`

Close the garden

### /garden open

`/garden open`

Open the garden

## In the menu of a message

- **Complain** `complain`
- **Hang out to dry** `dry`

## Emoji

- ✅ under a card of the kind bed: `garden.pull`
- ❓ under a card of the kind bed: `garden.why`
"""


def test_the_reference_is_what_is_declared(catalogue: Catalogue) -> None:
    assert write_reference(Registry([garden_feature()]), catalogue) == ENGLISH


def test_the_order_of_the_features_changes_nothing(catalogue: Catalogue) -> None:
    other = Feature("shed")
    other.press("open", allow=anyone)(lambda ctx, argument: argument)
    other.command("garden enter", NoArgs, allow=anyone)(lambda ctx, args: args)
    one = write_reference(Registry([garden_feature(), other]), catalogue)
    assert write_reference(Registry([other, garden_feature()]), catalogue) == one
    assert "## Buttons\n\n- **Open** `shed.open`\n" in one


def test_the_reference_can_be_written_in_french(catalogue: Catalogue) -> None:
    written = write_reference(Registry([garden_feature()]), catalogue, "fr")
    assert "| `where` | Pour qui cela pousse | au choix : `private` (privée), `public` (publique) ; facultatif |" in (
        written.splitlines()
    )
    assert "| `shed` | De quelle remise | un canal ; facultatif |" in written.splitlines()
