// A conversation as a text file, played by the engine over a fake clock. One command a line, '#'
// begins a comment:
//
//   set NAME=VALUE     of the account ("enable=1") or of the phone ("sip.timer_t1=0.5")
//   account N          the account that the next lines are about, 1 at first
//   resolve NAME TTL ADDRESS...   what DNS says from now on; without an address the name does not
//   exist
//   resolve-srv NAME TTL [PRIORITY WEIGHT PORT TARGET]...    its SRV records
//   resolve-naptr NAME TTL [ORDER PREFERENCE FLAG SERVICE REPLACEMENT]...    its NAPTR records
//   name-server silent|answers
//   load, commit       the values set so far, as a load, or by prepare and commit at T moves
//   the clock to T seconds after the start; nothing may be sent on the way send T TARGET
//   [KEY=VALUE...]   the next message leaves at T exactly, to TARGET. Keys: resend (the same text
//   as the one
//                      before to that target), call (same or new, likewise), expires, cseq, auth,
//                      proxy-auth (yes or no), has (any text without a space)
//   answer STATUS [REASON] [| FIELD: VALUE]...   the last message is answered now
//   answer-to TARGET STATUS...    the last message to that target is
//   grant EXPIRES, grant-to TARGET EXPIRES    the same with a 200 that lists its Contact
//   raw TARGET TEXT    TEXT arrives, with \r\n written out and {Via}, {From} ... of the last
//   message icmp TARGET        an ICMP error for that target; `unsendable TARGET`: nothing can be
//   sent there any more state, mode, server, target, reason, lease, failure CODE REASON|none   what
//   the account shows target-state SERVER TARGET STATE count NAME VALUE   a counter of the account
//   requests SERVER NAME VALUE      a counter of REGISTER at that server
//   server-count SERVER NAME VALUE  a counter of that server
//   event KIND DETAIL  the next event that is not of kind "state" or "generation"; `event none`
//   generation N       under which the account is registered; the first load is 1, each load and
//   commit
//                      one more; told-generation N|none: the last event of kind "generation" for it
//   targets SERVER SOURCE TARGET...    the targets of a server, found by "a", "srv" or "naptr"
//   dns-count NAME VALUE    a counter of the resolver
//   luck FRACTION      where waits of random length lie from now on: 0 the shortest, 1 the longest
//   (at first) held NAME=VALUE...|none   the values that wait for a restart, with what acts restart
//   yes|no     whether the last commit has to wait for one effect EFFECT      of the last load or
//   commit on the account
//
// A TARGET is ADDRESS:PORT, with /tcp or /tls behind it where that is its transport. A name server
// is asked again where it is due: its answers stand for their time to live.
//
// After every line the sums of the counters must hold, and nothing may be left unread at the end.
#pragma once

#include <string>

namespace lineman::test {

// Plays the file; failures name file and line.
void play_scenario(const std::string& file);

}  // namespace lineman::test
