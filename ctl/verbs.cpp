#include "ctl/verbs.hpp"

#include <array>

namespace lineman::ctl {
namespace {

constexpr std::array get_options = {
    Option{"--effective", "", "also what acts, and why where that is not the value"},
};

constexpr std::array set_options = {
    Option{"--dry-run", "", "has everything checked, and changes nothing"},
    Option{"--offline", "", "commits even while the SIP core is away"},
};

constexpr std::array watch_options = {
    Option{"--json", "", "one JSON object a line, as -f json"},
};

constexpr std::array table = {
    Verb{"status",
         "accounts with state, server, target and lease; the SIP core; the listening addresses",
         "With an account, also its servers and the targets that their names stand for.",
         {.words = "[ACCOUNT]", .maximum_words = 1},
         run_status},
    Verb{"counters",
         "what the SIP core counted",
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
    Verb{"history",
         "the kept generations of the configuration: when, who, what",
         "",
         {.words = ""},
         run_history},
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
         "configuration, moves between servers, sessions with the ACS. Ctrl-C ends it; so\n"
         "does the agent's end, with exit code 1.",
         {.words = "", .options = watch_options},
         run_watch},
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
