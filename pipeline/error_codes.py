"""Every error code in words, for `dechrome explain` and docs/messages.md. A test compares it with the code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One error a user may meet."""

    code: str
    name: str
    meaning: str
    mend: str
    exit_code: int = 2


ERROR_CODES: tuple[ErrorCode, ...] = (
    ErrorCode(
        "E000",
        "error",
        "An error that has no code of its own.",
        "The line says what, where and how to mend it.",
    ),
    ErrorCode(
        "E100",
        "usage",
        "The command line or the call is off: an unknown option, a value out of range, two inputs of one name.",
        "`dechrome COMMAND --help` shows what the command takes, with an example.",
    ),
    ErrorCode(
        "E101",
        "unknown-command",
        "There is no command of this name.",
        "`dechrome --help` lists the commands.",
    ),
    ErrorCode(
        "E102",
        "unknown-code",
        "No rule and no error has this code or name.",
        "`dechrome rules` lists the rules; docs/messages.md lists the errors.",
    ),
    ErrorCode(
        "E130",
        "interrupted",
        "The command was interrupted. Of a run nothing is published and the dataset before it is untouched, unless the "
        "line says that the new one is current already.",
        "Start it again; no clean-up is needed.",
        exit_code=130,
    ),
    ErrorCode(
        "E200",
        "wrong-setting",
        "A setting has a value that does not fit. The line says where the value was found.",
        "Correct the value there; `dechrome config` shows every setting and where it comes from.",
    ),
    ErrorCode(
        "E201",
        "unknown-setting",
        "A key of the settings file, or an environment variable that begins with DECHROME_, is not a setting.",
        "Correct its spelling; `dechrome config` lists the settings.",
    ),
    ErrorCode(
        "E202",
        "unreadable-settings",
        "The settings file, or the waivers file, is missing, cannot be read, is not UTF-8 or is not TOML.",
        "Correct the line that is named, or name another file with --config or --waivers.",
    ),
    ErrorCode(
        "E203",
        "wrong-waiver",
        "waivers.toml holds something that is no waiver: an unknown key, no reason, owner or day, or both a "
        "fingerprint and a page.",
        "Correct the line that is named; docs/decisions.md shows a waiver.",
    ),
    ErrorCode(
        "E204",
        "wrong-baseline",
        "The baseline is missing, cannot be read, or is not what `dechrome baseline` writes.",
        "Make it with `dechrome baseline DATASET`, or take it back from version control.",
    ),
    ErrorCode(
        "E300",
        "unknown-profile",
        "There is no site profile of this name.",
        "Name a shipped profile, or give a TOML file.",
    ),
    ErrorCode(
        "E301",
        "unreadable-profile",
        "The profile's file cannot be read.",
        "Check the path and the permissions.",
    ),
    ErrorCode(
        "E302", "profile-not-toml", "The profile's file is not TOML.", "Correct the line that is named."
    ),
    ErrorCode(
        "E303",
        "profile-breaks-schema",
        "A key of the profile is unknown or has a value that does not fit.",
        "Correct the key; CONTRIBUTING.md shows a profile in five steps.",
    ),
    ErrorCode(
        "E304",
        "profile-bad-pattern",
        "A pattern of the profile is no regular expression.",
        "Correct the pattern; in TOML, write patterns in single quotes.",
    ),
    ErrorCode(
        "E400",
        "no-input",
        "There is nothing to read, or the input manifest does not fit the folder.",
        "Name a folder that holds .txt, .md, .html or .htm files (each also .gz); correct the manifest's line.",
    ),
    ErrorCode(
        "E500",
        "cannot-write",
        "The output cannot be written. What was there before is untouched.",
        "The line gives the system's reason; mend that, or name another folder with --out.",
    ),
    ErrorCode(
        "E501",
        "output-in-use",
        "Another run is writing into the same output folder.",
        "Wait until it has finished, or choose another --out.",
    ),
    ErrorCode(
        "E502",
        "disk-full",
        "The disk is full. The dataset that was there is untouched.",
        "Free some space or choose another --out.",
    ),
    ErrorCode(
        "E503",
        "write-forbidden",
        "The permissions forbid writing there.",
        "Mend the permissions or choose another --out.",
    ),
    ErrorCode(
        "E504",
        "not-our-link",
        "`current` in the output folder is not a link that dechrome made, so it is not replaced.",
        "Move it away or choose another --out.",
    ),
    ErrorCode(
        "E520",
        "no-report",
        "The dataset holds no report to show.",
        "Draw it: `dechrome report DATASET`.",
    ),
    ErrorCode(
        "E521",
        "report-not-written",
        "A report cannot be written.",
        "Free some space or choose another folder with --reports.",
    ),
    ErrorCode(
        "E522",
        "decisions-not-written",
        "The baseline or the waivers file cannot be written. What was there before is untouched.",
        "Mend the permissions or free some space, or name another file.",
    ),
    ErrorCode(
        "E600",
        "broken-dataset",
        "A published dataset breaks the contract, or the folder is none.",
        "Name the folder that holds `current`, or run the raw pages again.",
    ),
    ErrorCode(
        "E605",
        "other-settings",
        "The settings in the dataset's manifest do not fit this version of the tool.",
        "Run the raw pages again.",
    ),
    ErrorCode(
        "E610",
        "no-dataset",
        "The folder does not exist or holds no published dataset.",
        "Give the folder that `dechrome run` wrote (its --out), its `current`, or one version.",
    ),
    ErrorCode(
        "E611",
        "broken-manifest",
        "The dataset's manifest breaks the contract.",
        "Run the raw pages again with this version of the tool.",
    ),
    ErrorCode(
        "E612",
        "unreadable-table",
        "A table of the dataset is missing or cannot be read.",
        "`dechrome check` tells what else is wrong with the dataset.",
    ),
    ErrorCode(
        "E613",
        "no-such-table",
        "A dataset has no table of this name.",
        "docs/schema.md lists the tables.",
    ),
    ErrorCode(
        "E700",
        "workers-lost",
        "The run cannot go on: its worker processes do not start or keep dying. Nothing was published.",
        "See what ends them (memory limits, most often); --workers 0 runs without any.",
    ),
    ErrorCode(
        "E710",
        "page-timed-out",
        "A page outran its deadline (`page_seconds`). Said of the page in the table pages; all others are published.",
        "Look at the page; raise the setting `page_seconds` if it is only large.",
        exit_code=3,
    ),
    ErrorCode(
        "E711",
        "page-failed",
        "A page could not be processed, or took its worker process down twice. Said of the page in the table pages; "
        "all others are published.",
        "Report it with the page: no page should make the tool fail.",
        exit_code=3,
    ),
    ErrorCode(
        "E900",
        "internal",
        "A fault of dechrome itself. The line says where a detailed log was written.",
        "Report it with the log; what was published before is untouched.",
    ),
)
"""Sorted by code; codes are never used again."""

BY_CODE = {error.code: error for error in ERROR_CODES}
