// A conversation as a text file, played by the engine over a fake clock. One command a line, '#'
// begins a comment:
//
//   set NAME=VALUE            of account 1 ("enable=1") or of the phone ("sip.timer_t1=0.5");
//   `account N` changes the account account N                 the account that the next lines are
//   about resolve NAME TTL ADDRESS...   what DNS says from now on; without an address the name does
//   not exist load                      the values set so far, as a load; `commit` the same by
//   prepare and commit at T                      moves the clock to T seconds after the start;
//   nothing may be sent on the way send T TARGET [KEY=VALUE...]  the next message leaves at T
//   exactly, to TARGET. Keys: resend (same text as the one before to
//                             that target), expires, cseq, auth (yes, no), user, uri, contact-of
//                             (another sending), call (same, new as the one before to that target)
//   answer STATUS [FIELD: VALUE]...   the last message is answered now; fields are separated by " |
//   "; $nonce etc. as written grant EXPIRES             the last message is answered with 200 and
//   its Contact grant-to TARGET EXPIRES, answer-to TARGET STATUS ...    the last message to that
//   target raw TARGET TEXT           TEXT arrives, with \r\n written out and {via}, {from} ... of
//   the last message icmp TARGET               an ICMP error for that target state, mode, server,
//   target, failure CODE|none ...    what the account shows count NAME VALUE          a counter of
//   the account requests SERVER NAME VALUE   a counter of REGISTER at that server; `server-count
//   SERVER NAME VALUE` one of the server's target-state SERVER TARGET STATE event KIND DETAIL the
//   next event other than those of kind "state" effect EFFECT             of the last commit or
//   load
//
// After every line the sums of the counters must hold.
#pragma once

#include <string>

namespace lineman::test {

// Plays the file; failures name file and line.
void play_scenario(const std::string& file);

}  // namespace lineman::test
