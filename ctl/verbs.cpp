#include "ctl/verbs.hpp"

#include <array>

#include "ctl/change_options.hpp"
#include "ctl/doctor/phone_options.hpp"
#include "ctl/phone_files.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {
namespace {

constexpr std::array get_options = {
    Option{"--effective", "", "also what acts, and why where that is not the value"},
};

constexpr std::array set_options = {dry_run_option, offline_option, guard_option, wait_option};

constexpr std::array rollback_options = {dry_run_option, guard_option, wait_option};

constexpr std::array guard_options = {wait_option};

constexpr std::array import_options = {
    Option{"--overwrite", "", "takes back to their defaults what no file gives a value"},
    dry_run_option,
    offline_option,
    guard_option,
    wait_option,
};

constexpr std::array export_options = {
    Option{"--secrets", "", "writes them too, for root alone; otherwise they are comments"},
};

constexpr std::array check_options = {
    Option{"--accounts", "N", "how many the phone has; as many as this program knows"},
};

constexpr std::array watch_options = {
    Option{"--json", "", "one JSON object a line, as -f json"},
};

constexpr std::array timeline_options = {
    Option{"--since", "TIME", "where it begins: 90m, 12h, 7d ago, or 2026-01-02"},
    Option{"--output", "FILE", "writes the picture there (SVG)"},
    Option{"--journal", "FILE",
           "from `journalctl -o json` rather than the agent; - for standard input"},
    Option{"--utc", "", "times in UTC rather than those of the phone's own clock"},
};

constexpr std::array table = {
    Verb{"status",
         "accounts with state, server, target and lease; SIP core; ACS; listening addresses",
         "With an account, also its servers and the targets that their names stand for.\n"
         "MOVES counts failovers, fallbacks and failbacks; a target without a transport is\n"
         "one over UDP. Nothing is cut off: what is too long for its column stands below.",
         {.words = "[ACCOUNT]", .maximum_words = 1},
         run_status},
    Verb{"counters",
         "what the SIP core counted, and the agent of its sessions with the ACS",
         "In text, counters that are 0 are left out unless an account is named.",
         {.words = "[ACCOUNT [SERVER]]", .maximum_words = 2},
         run_counters},
    Verb{"get",
         "values of parameters",
         "A name is that of the phone's files (account.1.sip_server.1.expires), a TR-069\n"
         "path or a MIB object with its instance (sipServerExpires.1.1); '*' stands for\n"
         "any characters. Secrets are shown as ********.",
         {.words = "NAME...", .minimum_words = 1, .maximum_words = 1024, .options = get_options},
         run_get},
    Verb{"set",
         "changes parameters, all of them or none",
         "NAME=@FILE reads the value from a file and NAME=- from standard input, in both\n"
         "cases without the line break at its end. A secret is only taken in this way,\n"
         "since everybody on the phone can read a command line.",
         {.words = "NAME=VALUE...",
          .minimum_words = 1,
          .maximum_words = 1024,
          .options = set_options},
         run_set},
    Verb{"import",
         "takes over phone configuration files, all of them or none",
         "The files are one change; where two of them name a parameter, the later one\n"
         "counts. '-' is standard input. Names that are none of this phone's parameters\n"
         "are skipped and counted. With --overwrite a secret that no file names stays.",
         {.words = "FILE...",
          .minimum_words = 1,
          .maximum_words = maximum_files,
          .options = import_options},
         run_import},
    Verb{"export",
         "writes the configuration as a phone configuration file",
         "It goes to standard output. Whatever phone imports it has the same\n"
         "configuration afterwards; secrets that were left out stay as they are there.",
         {.words = "", .options = export_options},
         run_export},
    Verb{"check",
         "says what is wrong in phone configuration files, line by line",
         "Needs no running agent, and changes nothing: the files are read as `import`\n"
         "would on a phone with nothing configured. Exit code 1 where there are problems.",
         {.words = "FILE...",
          .minimum_words = 1,
          .maximum_words = maximum_files,
          .options = check_options},
         run_check},
    Verb{"history",
         "the kept generations of the configuration: when, who, what",
         "",
         {.words = ""},
         run_history},
    Verb{"diff",
         "what differs between two kept generations",
         "Without a number, what the last change did; with one, what was changed since.",
         {.words = "[FROM [TO]]", .maximum_words = 2},
         run_diff},
    Verb{"rollback",
         "makes the values of a kept generation current again",
         "Without a number, those before the last change. It is a change like any other,\n"
         "needs no SIP core, and can be rolled back in turn.",
         {.words = "[GENERATION]", .maximum_words = 1, .options = rollback_options},
         run_rollback},
    Verb{"guard",
         "the change that is taken back unless the accounts register; `guard confirm`",
         "`set --guard SECONDS` begins one: where an account that was registered does not\n"
         "register again in time, the change is taken back. With `confirm` it stays. A\n"
         "terminal sees the time run down with --wait (`set`, `import`, `rollback` too).",
         {.words = "[confirm]", .maximum_words = 1, .options = guard_options},
         run_guard},
    Verb{"inform",
         "has a session with the ACS begin now",
         "It begins as soon as one that is under way has ended; `status` says how it went.",
         {.words = ""},
         run_inform},
    Verb{"describe",
         "what a parameter is: help, permitted values, default, names elsewhere",
         "Needs no running agent.",
         {.words = "NAME", .minimum_words = 1, .maximum_words = 1},
         run_describe},
    Verb{"watch",
         "what happens on the phone, as it happens",
         "A line for each event, in the time of the phone's own clock: changes of the\n"
         "configuration, moves between servers, sessions with the ACS. On a terminal long\n"
         "lines are wrapped and the date stands once a day; a pipe gets one whole line for\n"
         "each event. Ctrl-C ends it; so does the agent's end, with exit code 1.",
         {.words = "", .options = watch_options},
         run_watch},
    Verb{"events",
         "what happened last",
         "A line for each event, as `watch` has them, oldest first; since the agent's\n"
         "start at most. Calls, subscriptions and sessions with the ACS are not kept.",
         {.words = ""},
         run_events},
    Verb{"timeline",
         "a picture (SVG) of which server each account was on over time",
         "On a terminal it is a row of characters for each account, elsewhere the picture;\n"
         "-f text has the rows everywhere. The agent knows the last moves, since its own\n"
         "start at most; the journal goes further back:\n"
         "journalctl -o json -u 'lineman-*' | linemanctl timeline --journal - >picture.svg\n"
         "What nobody can say is drawn as not known. Without --since it begins where\n"
         "something is known, at most seven days ago; without ACCOUNT, accounts that are\n"
         "switched off all the time are left out.",
         {.words = "[ACCOUNT...]",
          .maximum_words = datamodel::maximum_accounts,
          .options = timeline_options},
         run_timeline},
    Verb{"doctor",
         "looks for what is wrong with the phone, and says what to do about it",
         "It looks at settings, clock, folders, files, certificates, listening addresses,\n"
         "name servers, accounts and the ACS, changes nothing, and ends within half a\n"
         "minute. It needs no running agent, and sees more as root. What it could not\n"
         "look at it says. Exit code 1 where there are findings.",
         {.words = "", .options = doctor::phone_option_rows},
         run_doctor},
    Verb{"bundle",
         "writes a file for those who help from afar, without secrets",
         "Status, counters, values, history, settings, the doctor's findings, journal,\n"
         "units, sockets and memory, as FILE (tar.gz), or one in this folder that is named\n"
         "after the phone and the time. It is for your eyes alone, and replaces none.\n"
         "Secrets are left out; what it tells of people and the network is listed.",
         {.words = "[FILE]", .maximum_words = 1, .options = doctor::phone_option_rows},
         run_bundle},
    Verb{"top",
         "accounts, servers, leases and events, live on the whole screen",
         "Keys: up and down (k, j) select an account, Enter shows its servers, targets and\n"
         "counters, Esc goes back, ? helps, q leaves. It needs a terminal, and goes on by\n"
         "itself when an agent that went away is back.",
         {.words = ""},
         run_top},
    Verb{"call",
         "begins a call: signalling alone, no sound",
         "URI is a SIP URI, or a user of the account's own domain. The answer comes before\n"
         "anybody has answered; it is the number by which `hangup` ends the call.",
         {.words = "ACCOUNT URI", .minimum_words = 2, .maximum_words = 2},
         run_call},
    Verb{"hangup",
         "ends a call, whatever its state",
         "",
         {.words = "CALL", .minimum_words = 1, .maximum_words = 1},
         run_hangup},
    Verb{"calls", "the calls that there are", "", {.words = ""}, run_calls},
    Verb{"subscribe",
         "has a server tell of waiting messages, or of somebody's calls",
         "Without a URI, of the account itself. It is renewed until `unsubscribe`.",
         {.words = "ACCOUNT message-summary|dialog [URI]", .minimum_words = 2, .maximum_words = 3},
         run_subscribe},
    Verb{"unsubscribe",
         "ends a subscription",
         "",
         {.words = "SUBSCRIPTION", .minimum_words = 1, .maximum_words = 1},
         run_unsubscribe},
    Verb{"subscriptions",
         "the subscriptions, and what was told last",
         "",
         {.words = ""},
         run_subscriptions},
    Verb{"complete",
         "the script with which a shell completes linemanctl's command line",
         "For one session of bash: eval \"$(linemanctl complete bash)\". The script asks\n"
         "`linemanctl complete words -- WORD...`, which prints what may stand for the last\n"
         "of these words, one a line. Needs no running agent, and asks one that is there\n"
         "for its accounts and generations.",
         {.words = "bash|zsh|fish", .minimum_words = 1, .maximum_words = 2048},
         run_complete},
    Verb{"help",
         "what the program or a verb does",
         "The same as --help.",
         {.words = "[VERB]", .maximum_words = 1},
         run_help},
};

}  // namespace

std::span<const Verb> verbs() {
  return table;
}

}  // namespace lineman::ctl
