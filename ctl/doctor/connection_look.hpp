// Can a server be reached over TCP, and what does it show over TLS?
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace lineman::ctl::doctor {

struct Destination {
  std::string address{};  // an IP address, or a name that the system's resolver knows
  std::uint16_t port = 0;
  bool tls = false;
  std::string name{};     // that the certificate has to show: a host name or an IP address
  std::string ca_file{};  // what it is held against; the folder where this is empty
  std::string ca_path{};
};

enum class Contact : std::uint8_t {
  not_tried,
  name_unknown,
  refused,
  no_tls,
  bad_certificate,
  good
};

struct ConnectionFacts {
  Contact contact = Contact::not_tried;
  std::string sentence{};  // what is wrong; empty where it is good
};

// One connection, which says nothing and ends at once.
ConnectionFacts look_at_connection(const Destination& destination);

// All at once, in the order of `destinations`.
std::vector<ConnectionFacts> look_at_connections(const std::vector<Destination>& destinations);

// For each of: the look-up, the connection, the handshake.
inline constexpr std::chrono::seconds longest_contact{3};

}  // namespace lineman::ctl::doctor
