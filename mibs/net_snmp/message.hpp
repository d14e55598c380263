// What a message says of who sent it, read from Net-SNMP's structures.
#pragma once

#include <optional>
#include <string>

#include "mibs/door/seen_messages.hpp"
#include "mibs/door/source_filter.hpp"

struct snmp_pdu;
struct snmp_session;

namespace lineman::mibs {

struct Source {
  SourceAddress address{};
  std::uint16_t port = 0;
};

// From the transport's data of a UDP message over IPv4 or IPv6.
std::optional<Source> source_of(const void* transport_data, int length);
std::optional<Source> source_of(const snmp_pdu& pdu);

// "192.0.2.1", "2001:db8::1"
std::string to_string(const SourceAddress& address);

std::size_t varbinds_of(const snmp_pdu& pdu);

// Who asks, for the journal and the history: "operator@192.0.2.1", "community@192.0.2.1". A
// community is not named, since knowing it is all that it takes.
std::string asker_of(const snmp_pdu& pdu);

// Answers a request that has more variables than we take (RFC 3416, 4.2.1: tooBig, without
// variables).
void answer_too_big(snmp_session* session, const snmp_pdu& pdu);

// Of a message as it came.
MessageDigest digest_of(const unsigned char* octets, std::size_t count);

// SHA-256 over what stays the same when a manager sends a request again: source address and port,
// version, security model, level and name, context, request-id and variables; not the message-id,
// which a version 3 resend changes.
std::string identity_of(const snmp_pdu& pdu);

}  // namespace lineman::mibs
