"""The command line: every error is one sentence with a way out, and exit status 0 means that it worked."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import complain, explain

app = typer.Typer(
    name="palabre", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Runs communities inside chat platforms. To look around: palabre demo",
)  # fmt: skip

_SETTINGS = "The settings; config.toml here when none is named."


def _nearest(context: typer.Context, named: Path | None) -> Path | None:
    """What stands behind the command goes before what stands in front of it."""
    return named or context.find_root().params.get("config")


ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", metavar="FILE", help=_SETTINGS, callback=_nearest)
]


def main() -> None:
    """Run a command; the process ends with its exit status."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # the last stop before the person at the keyboard
        if "--debug" in sys.argv[1:]:
            raise
        complain(*explain(error))
        sys.exit(1)


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    config: Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help=_SETTINGS)] = None,
) -> None:
    """Palabre runs communities inside chat platforms. To look around: palabre demo"""
    # Databases, backups and exports hold personal data: only whoever runs this may read what it writes.
    os.umask(0o077)


@app.command()
def run(config: ConfigOption = None) -> None:
    """Start the bot with the platforms of the configuration, until it is told to stop."""
    from bot.cli.running import run_bot
    from bot.cli.settings import load

    asyncio.run(run_bot(load(config)))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is shown, on this machine only.", min=0, max=65535)] = 8765,
    data: Annotated[Path, typer.Option(metavar="DIR", help="What it remembers.")] = Path(".palabre-demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was done before.")] = False,
) -> None:
    """Start the bot with the playground and sample communities; no account anywhere is needed."""
    from bot.cli.demo import run_demo

    asyncio.run(run_demo(port=port, data=data, fresh=fresh))


@app.command()
def check(config: ConfigOption = None) -> None:
    """Look at configuration, database, work and communities; say what to type to mend each finding."""
    from bot.cli.checking import check_everything

    if not asyncio.run(check_everything(config)):
        raise typer.Exit(1)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Communities and people, as export writes them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, and change nothing.")] = False,
    config: ConfigOption = None,
) -> None:
    """Bring in communities and people from a file: all of it, or nothing when anything in it is wrong."""
    from bot.cli.files import import_file
    from bot.cli.settings import load

    asyncio.run(import_file(load(config), file, dry_run=dry_run))


@app.command()
def export(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="Where to write; - or nothing prints it.")] = "-",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    config: ConfigOption = None,
) -> None:
    """Write every community and person to a file that import reads."""
    from bot.cli.files import export_file
    from bot.cli.settings import load

    asyncio.run(export_file(load(config), file, force=force))


@app.command()
def manifest(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM", help="For example: discord")],
    http: Annotated[bool, typer.Option("--http", help="Slack is to call public_url, instead of a socket.")] = False,
    config: ConfigOption = None,
) -> None:
    """Print what a platform takes to let the bot in; what to do with it, and why, goes to standard error."""
    from bot.cli.manifest import print_manifest

    asyncio.run(print_manifest(platform, config, http=http))


@app.command()
def reference(
    file: Annotated[Path, typer.Argument(metavar="[FILE]")] = Path("docs/commands.md"),
    check: Annotated[bool, typer.Option("--check", help="Only tell whether it is up to date.")] = False,
) -> None:
    """Write the reference of all commands from their declarations."""
    from bot.cli.files import write_reference

    write_reference(file, check=check)


@app.command()
def preview(
    community: Annotated[str, typer.Argument(metavar="COMMUNITY", help="Its slug or its name.")],
    days: Annotated[int, typer.Option(help="How many days to look ahead.")] = 90,
    demo: Annotated[Path | None, typer.Option(metavar="DIR", help="Of the demonstration kept there.")] = None,
    config: ConfigOption = None,
) -> None:
    """Show every message of the days to come, to whom and when, if nobody does anything; nothing is sent or changed."""
    from bot.cli.preview import show_preview
    from bot.cli.settings import for_demo, load

    asyncio.run(show_preview(for_demo(demo, 0) if demo else load(config), community, days))


@app.command()
def migrate(config: ConfigOption = None) -> None:
    """Bring the database to what this version of Palabre needs."""
    from bot.cli.running import migrate_database
    from bot.cli.settings import load

    asyncio.run(migrate_database(load(config)))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    config: ConfigOption = None,
) -> None:
    """Copy the database while the bot runs, and make sure that the copy is sound."""
    from bot.cli.copying import back_up
    from bot.cli.settings import load

    back_up(load(config), file, force=force)
