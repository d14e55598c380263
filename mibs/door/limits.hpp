// The limits of the SNMP agent.
#pragma once

#include <chrono>
#include <cstddef>

namespace lineman::mibs {

// Variable bindings of a request; more are answered with tooBig.
inline constexpr std::size_t maximum_varbinds = 1024;

// Octets of a message that we send: what a UDP datagram over IPv4 takes.
inline constexpr int largest_message = 65'507;

// A SET waits in line, is staged and prepared within this time. Below the second after which
// managers ask again.
inline constexpr std::chrono::milliseconds set_deadline{700};
// The engine keeps the deadline. If it does not, the SET is given up this much later, so that
// reading goes on.
inline constexpr std::chrono::milliseconds set_margin{100};

// Answers to SET requests that are kept for a manager that asks again.
inline constexpr std::chrono::seconds answers_kept_for{10};
inline constexpr std::size_t maximum_kept_answers = 256;
// Repeats of one SET that wait for its answer; more are dropped.
inline constexpr std::size_t maximum_waiting_repeats = 8;
// Requests that wait while a SET is under way, and all their variables; more are dropped. As much
// may wait for the SIP core's counters; more is answered with what is known.
inline constexpr std::size_t maximum_queued_requests = 256;
inline constexpr std::size_t maximum_queued_variables = 2'048;

// Version 3 messages with a SET that are remembered, so that nobody can send a copy: for as long as
// USM takes a message for a new one, 150 s before and after its own time (RFC 3414, 2.2.3).
inline constexpr std::chrono::seconds copies_refused_for{300};
inline constexpr std::size_t maximum_remembered_sets = 256;

// Sources whose rate is watched; beyond, the one that was silent for longest is forgotten.
inline constexpr std::size_t maximum_sources = 1024;

// Errors that the library reports a minute; more are shown to those who debug only.
inline constexpr unsigned library_errors = 10;

// Messages that are read in a row before other work of the loop.
inline constexpr unsigned messages_in_a_row = 32;

// What RFC 4780 calls the most transactions in a second that leave the phone at ease (its
// sipCommonCfgMaxTransactions): the requests that the SIP core takes at a time.
inline constexpr unsigned sip_transactions_per_second = 128;

// An address that could not be opened is tried again after this time.
inline constexpr std::chrono::seconds listen_retry{5};

}  // namespace lineman::mibs
